"""The minutes of one sitting: its facts, its votes and the journal's sentences in order; every form is made from this."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import AssemblyStage
from assemblies.models import AgendaItem, Assembly, Attendance, Commune, Decision
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.hours import tell_hours_of
from assemblies.queries.minutes_vote import MinutesVote, minutes_vote
from assemblies.queries.written import Written, WrittenLine, written_of
from assemblies.signals import BALLOT_VOID, COUNT_SETTLED, DECISION_MADE, DECISION_REJECTED, DECISION_TIED
from confed.kernel.errors import NotThere
from confed.kernel.journal import EntrySentence, sentences
from confed.kernel.models import Person

END_OF_VOTE = {fact.name for fact in (BALLOT_VOID, DECISION_MADE, DECISION_REJECTED, DECISION_TIED)}


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One matter of the agenda with what was voted on it; 0 stands before what was on no agenda."""

    position: int
    title: str
    votes: tuple[MinutesVote, ...]
    said: tuple[WrittenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """One sentence of the journal, with the local time it was entered; the place of the item it names, if any."""

    at: datetime
    text: str
    kind: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything the minutes of a sitting say, in local time."""

    commune: str
    slug: str
    number: int
    language: str
    held_on: date
    place: str
    opened_at: datetime | None
    closed_at: datetime | None
    entered_at: datetime | None
    is_final: bool
    is_council: bool
    call: int
    counted: int | None
    youth: int
    observers: int
    roll: int | None
    needed: int | None
    items: tuple[MinutesItem, ...]
    lines: tuple[MinutesLine, ...]
    fingerprint: str
    written: Written = field(default_factory=Written)

    @property
    def is_quorate(self) -> bool:
        """Whether enough were counted present."""
        return self.counted is not None and self.counted >= (self.needed or 0)

    @property
    def votes(self) -> tuple[MinutesVote, ...]:
        """Every vote of the sitting, in the order of the agenda."""
        return tuple(vote for item in self.items for vote in item.votes)


def minutes_of(slug: str, number: int, person: Person | None = None) -> Minutes:
    """Return the minutes of one sitting, finished or not; raise NotThere for one that was never held (11 queries).

    What their taker wrote is part of them for those who were there, once they are approved for everybody.
    """
    return minutes_from(find_held(slug, number), person)


def find_held(slug: str, number: int) -> Any:
    """The sitting with this number, with its last count; NotThere for one that was never held (2 queries)."""
    assembly = _with_last_count(slug, number)
    if assembly is None or assembly.stage == AssemblyStage.PLANNED or assembly.held_on is None:
        raise NotThere(_("There are no minutes of this assembly."), do=_("Look at the assembly's own page."))
    tell_hours_of(assembly.commune)
    return assembly


def minutes_from(assembly: Any, person: Person | None) -> Minutes:
    """Return the minutes of a sitting that was found."""
    commune = assembly.commune
    line = line_of(commune)
    zone = ZoneInfo(zone_in(line))
    is_council = assembly.units is not None
    entries = sentences(f"assembly:{assembly.pk}")
    written = written_of(assembly, zone, person)
    return Minutes(
        commune=commune.name,
        slug=commune.slug,
        number=assembly.number,
        language=next((level.language for level in line if level.language), ""),
        held_on=assembly.held_on,
        place=assembly.place,
        opened_at=_local(assembly.opened_at, zone),
        closed_at=_local(assembly.closed_at, zone),
        entered_at=_local(assembly.entered_at, zone),
        is_final=assembly.stage == AssemblyStage.CLOSED,
        is_council=is_council,
        call=assembly.call,
        counted=assembly.voters if assembly.units is None else assembly.units,
        youth=assembly.youth or 0,
        observers=assembly.observers or 0,
        roll=assembly.roll_count,
        needed=assembly.needed,
        items=tuple(_items(assembly, commune, written)),
        lines=tuple(
            MinutesLine(entry.at.astimezone(zone), entry.text, entry.kind, entry.payload.get("position"))
            for entry in _announced(entries)
        ),
        fingerprint=entries[-1].hash if entries else "",
        written=written,
    )


def _announced(entries: Sequence[EntrySentence]) -> Iterable[EntrySentence]:
    """The entries without the counts of a vote that is not announced yet (settled 12)."""
    ended = max((place for place, entry in enumerate(entries) if entry.kind in END_OF_VOTE), default=-1)
    for place, entry in enumerate(entries):
        if place < ended or entry.kind != COUNT_SETTLED.name:
            yield entry


def _with_last_count(slug: str, number: int) -> Any:
    """Find the sitting with its commune and the numbers of its last count (1 query)."""
    last = Attendance.objects.filter(assembly=OuterRef("pk")).order_by("-id")
    counts = {name: Subquery(last.values(name)[:1]) for name in ("voters", "youth", "observers", "units")}
    found = Assembly.objects.annotate(**counts).select_related("commune")
    return found.filter(commune__slug=slug, number=number).first()


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.astimezone(zone) if at else None


def _items(assembly: Assembly, commune: Commune, written: Written) -> Iterable[MinutesItem]:
    """Agenda items in order, each with the decisions on its proposal; then decisions on none of them (2 queries)."""
    votes: dict[int, list[MinutesVote]] = {}
    decisions = Decision.objects.filter(assembly=assembly).select_related("result", "text_version").order_by("number")
    for decision in decisions:
        votes.setdefault(decision.proposal_id, []).append(minutes_vote(decision, commune))
    items = AgendaItem.objects.filter(assembly=assembly).order_by("position")
    for item in items:
        found = tuple(votes.pop(item.proposal_id or 0, ()))
        yield MinutesItem(item.position, item.title, found, written.under(item.position))
    for left in votes.values():
        yield MinutesItem(0, left[0].title, tuple(left))
