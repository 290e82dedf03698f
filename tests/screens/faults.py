"""What a browser can say about a page without eyes: wider than its window, cut words, targets too small."""

from pathlib import Path

from playwright.sync_api import Page

SMALLEST = 44
HERE = Path(__file__).resolve().parent
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def faults_of(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands, a line each."""
    found: list[str] = page.evaluate((HERE / "faults.js").read_text(), SMALLEST)
    return found


def make_longer(page: Page) -> None:
    """Turn the page round and make its words four tenths longer, as other languages do."""
    page.evaluate((HERE / "longer.js").read_text())


def space_out(page: Page) -> None:
    """Space the text as a reader may (WCAG 1.4.12)."""
    page.evaluate(SPACING)
