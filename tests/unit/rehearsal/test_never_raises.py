"""Whatever stands in a file, reading it gives a rehearsal or mistakes that name a line, and never an error."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from confed.rehearsal.documents.sentences import mistake_line
from confed.rehearsal.domain.parse import read_rehearsal
from tests.unit.rehearsal.test_mistakes import GOOD

SCENARIOS = Path(__file__).parents[3] / "confed" / "rehearsal" / "scenarios"
WORDS = [
    "",
    "B1",
    "B9..B1",
    "top",
    "-1",
    "99999999999",
    "[]",
    "{}",
    "no",
    "~",
    "call",
    "1-2-3-4",
    "{a: b}",
    "[[x]]",
    "'",
    "%",
    "base",
]
TOKEN = re.compile(r"[\w.\-:]+")


def spoilt(text: str, places: list[tuple[int, str]]) -> str:
    for place, word in places:
        found = list(TOKEN.finditer(text))
        token = found[place % len(found)]
        text = text[: token.start()] + word + text[token.end() :]
    return text


def read(text: str) -> None:
    reading = read_rehearsal(text)
    assert (reading.rehearsal is None) == bool(reading.mistakes)
    for mistake in reading.mistakes:
        assert re.match(r"line \d+", mistake_line(mistake))


PLACES = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(WORDS) | st.text(max_size=8)), min_size=1, max_size=3)


@settings(max_examples=150, deadline=None)
@given(PLACES)
def test_small_file_with_words_replaced(places: list[tuple[int, str]]) -> None:
    read(spoilt(GOOD, places))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["saint-nazaire", "one-commune", "two-versions", "recall"]), PLACES)
def test_shipped_file_with_words_replaced(name: str, places: list[tuple[int, str]]) -> None:
    read(spoilt((SCENARIOS / f"{name}.yaml").read_text(), places))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    read(text)
