"""What the documents promise is there: links, commands, libraries with their reason."""

import re
import tomllib

import pytest

from tests.architecture.sources import ROOT

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
MAKEFILE = (ROOT / "Makefile").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LIBRARIES = (ROOT / "docs" / "adr" / "0002-libraries.md").read_text().lower()


def names_of(requirements):
    return [re.match(r"[A-Za-z0-9_-]+", line).group(0).lower() for line in requirements]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_make_targets_named_in_documents_exist(page):
    named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", page.read_text(), re.MULTILINE))
    assert [target for target in named if not re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)] == []


@pytest.mark.parametrize("library", names_of(PROJECT["dependencies"]))
def test_every_library_has_its_reason(library):
    assert library in LIBRARIES


def test_settings_named_in_the_readme_are_read():
    settings = "".join(path.read_text() for path in (ROOT / "confed" / "settings").glob("*.py"))
    named = re.findall(r"`([A-Z]+_[A-Z_]+)`", (ROOT / "README.md").read_text())
    assert named
    assert [name for name in named if f'"{name}"' not in settings] == []
