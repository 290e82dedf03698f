"""The guides use the words that stand on the screens: what they print in italics as a button or a heading is there."""

import re

import pytest

from tests.architecture.sources import ROOT

GUIDES = ("delegate", "facilitator")
QUOTED = re.compile(r"(?<!\*)\*([A-Z][^*0-9]+)\*(?!\*)")


def screens() -> str:
    """Everything that a screen may say, in one line."""
    files = [*(ROOT / "templates").rglob("*.html")]
    for app in ("assemblies", "delegates", "mandates", "confed/pages"):
        files += (ROOT / app).rglob("*.py")
    return re.sub(r"\s+", " ", " ".join(file.read_text() for file in files))


@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_quotes_stands_on_a_screen(guide):
    text = re.sub(r"\s+", " ", (ROOT / "docs" / "guides" / f"{guide}.md").read_text())
    shown = screens()
    assert [
        words for words in QUOTED.findall(text) if words.rstrip(".").replace("’", "'") not in shown.replace("’", "'")
    ] == []
