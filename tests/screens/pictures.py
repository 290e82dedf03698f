"""`python -m tests.screens.pictures`: the pictures of the README and the guides, taken in the demo as it begins."""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.screens.__main__ import press
from tests.support.browser import ROOT, chromium, open_page
from tests.support.demo import Demo, running_demo

WIDE, PHONE = (1280, 800), (390, 844)
MOST_BYTES = 200_000
OUT = ROOT / "docs" / "pictures"


@dataclass(frozen=True)
class Picture:
    """One picture: who looks (nobody: without signing in), at which page, in which size, and once which words stand."""

    name: str
    role: str
    size: tuple[int, int]
    page: str = ""
    link: str = ""
    act: tuple[str, ...] = ()
    when: str = ""


PICTURES = (
    Picture("facilitator", "facilitator", WIDE),
    Picture("ballot", "member", PHONE, link="Vote", act=("#Yes",)),
    Picture("mandate", "delegate", PHONE, when="Saved on this phone"),
    Picture("minutes", "secretary", WIDE),
    Picture("members", "secretary", WIDE, "/c/marbrook/members/"),
    Picture("decision", "", WIDE, "/c/confederation-of-the-avelle/d/59/"),
    Picture("hall", "", WIDE, "/c/marbrook/a/31/"),
    Picture("front", "", WIDE, "/"),
)


def take(browser: Browser, demo: Demo, folder: Path, looks: dict[str, str]) -> None:
    """Sign each guest in once and take the pictures; what is pressed stays unsent."""
    pages: dict[str, Page] = {}
    for picture in PICTURES:
        page = pages.get(picture.role)
        if page is None:
            page = pages[picture.role] = open_page(browser, demo.house, **looks)
            if picture.role:
                demo.enter(page, picture.role)
        page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
        if picture.page:
            page.goto(picture.page)
        if picture.link:
            page.get_by_role("link", name=picture.link).first.click()
            page.wait_for_load_state()
        for words in picture.act:
            press(page, words)
        if picture.when:
            page.get_by_text(picture.when).first.wait_for()
        page.evaluate("document.fonts.ready")
        file = folder / f"{picture.name}.png"
        page.screenshot(path=file, animations="disabled")
        size = file.stat().st_size
        assert size < MOST_BYTES, f"{file.name} has {size} bytes"
        print(f"{file.name}: {size // 1000} KB", flush=True)


def main() -> None:
    """Start the demo, take every picture, end the demo."""
    reader = argparse.ArgumentParser(prog="python -m tests.screens.pictures", description=__doc__)
    reader.add_argument("--out", type=Path, default=OUT)
    reader.add_argument("--scheme", choices=("light", "dark"), default="light")
    chosen = reader.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    scratch = tempfile.TemporaryDirectory(prefix="confed-pictures-")
    with scratch as folder, running_demo(Path(folder)) as demo, chromium() as browser:
        take(browser, demo, chosen.out, {"scheme": chosen.scheme})


if __name__ == "__main__":
    main()
