"""Ranges and lists of communes, so that files stay short: `B01..B24, C1`."""

import re
from collections.abc import Iterable, Iterator

_RANGE = re.compile(r"^(?P<first>\S+?)\.\.(?P<last>\S+)$")
_TAIL = re.compile(r"^(?P<head>.*?)(?P<tail>\d+|[A-Za-z])$")
MOST_IN_A_RANGE = 10_000


class BadRange(ValueError):
    """A range whose two ends do not belong together."""


def words_of(text: str | Iterable[str]) -> list[str]:
    """Return the words of a selection: a list, or a text with commas."""
    parts = [text] if isinstance(text, str) else list(text)
    return [word.strip() for part in parts for word in part.split(",") if word.strip()]


def expand_range(word: str) -> list[str]:
    """Return all names of a range (`B01..B24`, `A-1a..A-1c`), or the word itself."""
    found = _RANGE.match(word)
    if not found:
        return [word]
    first, last = _TAIL.match(found["first"]), _TAIL.match(found["last"])
    if not first or not last or first["head"] != last["head"]:
        raise BadRange(word)
    return [first["head"] + tail for tail in _tails(first["tail"], last["tail"], word)]


def _tails(first: str, last: str, word: str) -> Iterator[str]:
    if first.isdigit() and last.isdigit():
        start, stop, width = int(first), int(last), len(first)
        if start > stop or stop - start >= MOST_IN_A_RANGE or len(last) < width:
            raise BadRange(word)
        return (str(number).zfill(width) for number in range(start, stop + 1))
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first <= last:
        return (chr(code) for code in range(ord(first), ord(last) + 1))
    raise BadRange(word)
