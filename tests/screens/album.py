"""The page that shows the pictures: a row for each page in each state, a column for each width and light."""

import html
from pathlib import Path

HEAD = """<!doctype html><meta charset="utf-8"><title>Screens</title>
<style>
body { font: 14px sans-serif; margin: 16px }
section { display: flex; gap: 12px; overflow-x: auto; align-items: flex-start }
figure { margin: 0 }
img { height: 420px; max-width: 640px; object-fit: contain; object-position: top; border: 1px solid #999 }
pre { color: #a00; white-space: pre-wrap }
</style>
<h1>Screens</h1>
"""
PICTURE = "<figure><a href='{0}'><img loading='lazy' src='{0}' alt=''></a><figcaption>{0}</figcaption></figure>"
PAPER = "<p><a href='{0}'>{0}</a></p>"


def write_album(folder: Path, pictures: dict[str, list[str]], faults: dict[str, list[str]]) -> Path:
    """Write index.html over these pictures; what was found on each page stands under its name."""
    parts = [HEAD]
    for name, files in pictures.items():
        found = [f"{at}: {fault}" for at, said in faults.items() if at.startswith(f"{name} ") for fault in said]
        parts.append(f"<h2 id='{name}'>{html.escape(name)}</h2>")
        if found:
            parts.append(f"<pre>{html.escape(chr(10).join(found))}</pre>")
        shown = ((PICTURE if file.endswith(".png") else PAPER).format(file) for file in files)
        parts.append(f"<section>{''.join(shown)}</section>")
    index = folder / "index.html"
    index.write_text("\n".join(parts))
    return index
