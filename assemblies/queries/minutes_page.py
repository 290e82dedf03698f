"""The minutes of one sitting as a page: what was decided under each item, and the journal's sentences beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from assemblies.queries.minutes import Minutes, MinutesLine, minutes_of
from assemblies.queries.minutes_vote import MinutesVote
from assemblies.queries.written import WrittenLine
from assemblies.signals import ITEM_ENDED, ITEM_STARTED
from confed.kernel.models import Person

MARKS = {ITEM_STARTED.name, ITEM_ENDED.name}


@dataclass(frozen=True, slots=True)
class Group:
    """One item of the agenda: its votes and what was entered while it ran."""

    position: int
    title: str
    votes: tuple[MinutesVote, ...]
    lines: tuple[MinutesLine, ...]
    said: tuple[WrittenLine, ...] = ()
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes, with the sentences that stand before, under and after the items."""

    minutes: Minutes
    before: tuple[MinutesLine, ...]
    groups: tuple[Group, ...]
    after: tuple[MinutesLine, ...]
    fingerprint: str
    seal: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not self.minutes.lines

    @property
    def loose(self) -> tuple[WrittenLine, ...]:
        """What was written under no item."""
        return self.minutes.written.under(0)


def minutes_page(slug: str, number: int, person: Person | None = None) -> MinutesPage:
    """Group the minutes of one sitting by its items; as many queries as the minutes themselves."""
    return page_from(minutes_of(slug, number, person))


def page_from(minutes: Minutes) -> MinutesPage:
    """Group minutes that were read."""
    before, under, after = _grouped(minutes.lines)
    running = None if minutes.is_final else _running(minutes.lines)
    groups = tuple(
        Group(
            item.position,
            item.title,
            item.votes,
            tuple(under.get(item.position, ())),
            item.said,
            item.position == running,
        )
        for item in minutes.items
    )
    seal = minutes.written.fingerprint
    fingerprint = fingerprint_words(minutes.fingerprint)
    return MinutesPage(minutes, tuple(before), groups, tuple(after), fingerprint, fingerprint_words(seal))


def fingerprint_words(hash_: str) -> str:
    """The first part of a hash in fours, as it is printed and read aloud."""
    return " ".join(hash_[start : start + 4] for start in range(0, min(len(hash_), 16), 4))


def _running(lines: Iterable[MinutesLine]) -> int | None:
    """Return the place of the item that was taken up and not left."""
    running: int | None = None
    for line in lines:
        if line.kind in MARKS:
            running = line.position if line.kind == ITEM_STARTED.name else None
    return running


def _grouped(
    lines: Iterable[MinutesLine],
) -> tuple[list[MinutesLine], dict[int, list[MinutesLine]], list[MinutesLine]]:
    """Sentences before the first item, under each item while it ran, and after the last (or between two)."""
    before: list[MinutesLine] = []
    under: dict[int, list[MinutesLine]] = {}
    after: list[MinutesLine] = []
    running: int | None = None
    has_begun = False
    for line in lines:
        if line.kind in MARKS:
            has_begun = True
            running = line.position if line.kind == ITEM_STARTED.name else None
            under.setdefault(line.position or 0, []).append(line)
        elif running is not None:
            under.setdefault(running, []).append(line)
        else:
            (after if has_begun else before).append(line)
    return before, under, after
