"""Whom a step names on a roll: voters by their number, youth as Y1, and who of them needs a login."""

from collections.abc import Iterable, Mapping

from confed.rehearsal.domain.script import Move
from confed.rehearsal.domain.selection import BadRange, expand_range
from confed.rehearsal.domain.tree import PERSON
from confed.rehearsal.domain.verbs import Part

SELECTIONS = ("by", "against", "names", "receipts_of")
NAMED = ("proposal", "petition")


def people_of(words: Iterable[str]) -> list[str]:
    """Return every person a selection names, ranges opened, each once; raise BadRange for what names nobody."""
    found: dict[str, None] = {}
    for word in words:
        for each in expand_range(word):
            if not PERSON.match(each):
                raise BadRange(word)
            found[each] = None
    return list(found)


def card_of(person: str) -> str:
    """Return the number of a person's card, by which the entry on the roll is found."""
    return person if person.startswith("Y") else f"{int(person):03d}"


def words_in(act: Part) -> list[str]:
    """Return the words by which an act names people."""
    words: list[str] = []
    for name in SELECTIONS:
        named = getattr(act, name, None)
        words += named if isinstance(named, list) else []
    cast: Mapping[str, list[str]] = getattr(act, "ballots", None) or {}
    return words + [word for selection in cast.values() for word in selection]


def acting(moves: Iterable[Move]) -> dict[str, set[str]]:
    """Return by commune who acts in a playing, and so has a login."""
    found: dict[str, set[str]] = {}
    home: dict[str, str] = {}
    for move in moves:
        if not isinstance(move.act, Part):
            continue
        names = [f"{kind}:{named}" for kind in NAMED if (named := getattr(move.act, kind, None))]
        key = getattr(move.act, "commune", None)
        if isinstance(key, str):
            home.update(dict.fromkeys(names, key))
        at = next((home[name] for name in names if name in home), key)
        words = words_in(move.act)
        if words and isinstance(at, str):
            found.setdefault(at, set()).update(people_of(words))
    return found
