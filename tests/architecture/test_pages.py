"""Templates and styles: nothing inline, nothing from another host, no side that is only left or only right."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, own_files

TEMPLATES = own_files("templates", "*.html")
STYLES = own_files("static", "*.css")
SCRIPTS = own_files("static", "*.js")

IN_TEMPLATES = {
    "inline style": re.compile(r"\sstyle\s*=|<style\b"),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)"),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']"),
    "another host": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape off"),
    "a count or a query": re.compile(r"\.count\b|\.all\b|\.objects\b"),
}
IN_STYLES = {
    "a physical side": re.compile(
        r"(?:margin|padding|border(?:-\w+)?|scroll-margin|scroll-padding)-(?:left|right)\b"
        r"|(?<![\w-])(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)"
        r"|border-(?:top|bottom)-(?:left|right)-radius"
    ),
    "another host": re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import"),
}
IN_SCRIPTS = {
    "text run as code": re.compile(r"\beval\(|new Function\(|innerHTML\s*="),
    "another host": re.compile(r"[\"'`]https?://(?!www\.w3\.org/)"),
}


def found_in(files: list[Path], marks: dict[str, re.Pattern[str]]) -> list[str]:
    places = []
    for path in files:
        text = path.read_text()
        for what, pattern in marks.items():
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                places.append(f"{path.relative_to(ROOT)}:{line}: {what}: {match.group(0).strip()}")
    return places


def test_templates_hold_nothing_inline_and_nothing_foreign():
    assert TEMPLATES
    assert found_in(TEMPLATES, IN_TEMPLATES) == []


def test_styles_know_no_left_and_right():
    assert STYLES
    assert found_in(STYLES, IN_STYLES) == []


def test_scripts_run_no_text_and_call_no_other_host():
    assert found_in(SCRIPTS, IN_SCRIPTS) == []


def test_what_others_wrote_names_its_version_and_licence():
    for folder in sorted((ROOT / "static" / "vendor").glob("*")):
        assert re.search(r"-\d+(\.\d+)+", folder.name), f"{folder.name} names no version"
        assert list(folder.glob("LICENSE*")), f"{folder.name} has no licence"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ('<p style="x">', IN_TEMPLATES),
        ("<script>x</script>", IN_TEMPLATES),
        ('<a onclick="x">', IN_TEMPLATES),
        ("p{margin-left:1px}", IN_STYLES),
        ("p{left: 0}", IN_STYLES),
    ],
)
def test_the_patterns_see_what_they_are_for(text, marks):
    assert any(pattern.search(text) for pattern in marks.values())


@pytest.mark.parametrize("text", ["p{inset-inline-start:0}", "p{padding-inline:1px}", "p{margin-inline-end:0}"])
def test_logical_sides_are_let_through(text):
    assert not any(pattern.search(text) for pattern in IN_STYLES.values())
