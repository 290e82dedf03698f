"""What the taker wrote into minutes and what was asked to be corrected, as far as this reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assemblies.domain.minutes import (
    HOLDS,
    LOCKED,
    OPEN_FOR_CORRECTIONS,
    PENDING,
    CorrectionStage,
    MinutesStage,
    posted_until,
)
from assemblies.models import Assembly, Commune, Decision, Minutes, MinutesLine
from assemblies.queries.labels import decision_label
from assemblies.rules import may_take_minutes, was_there
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """What was said, or a task; 0 is the place of what belongs to no item."""

    id: int
    kind: str
    words: str
    who: str = ""
    due: date | None = None
    version: int = 1
    position: int = 0

    @property
    def is_task(self) -> bool:
        """Whether somebody took something on."""
        return self.kind == MinutesLine.Kind.TASK


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: what stood there, what should, and what became of it."""

    id: int
    number: int
    asker: str
    about: str
    was: str
    words: str
    counted: str
    stage: str
    answer: str
    may_dispute: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether it waits for the taker's answer."""
        return self.stage == CorrectionStage.ASKED

    @property
    def is_pending(self) -> bool:
        """Whether nobody has said the last word on it."""
        return self.stage in PENDING

    @property
    def holds(self) -> bool:
        """Whether it stands beside the text from now on."""
        return self.stage in HOLDS


@dataclass(frozen=True, slots=True)
class Written:
    """The taker's part of the minutes, for one reader."""

    stage: str = MinutesStage.RUNNING
    is_readable: bool = False
    may_write: bool = False
    may_ask: bool = False
    closed_at: datetime | None = None
    approved_at: datetime | None = None
    posted_until: date | None = None
    decision: str = ""
    decision_number: int = 0
    sitting: int = 0
    fingerprint: str = ""
    lines: tuple[WrittenLine, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether lines are still written."""
        return self.stage == MinutesStage.RUNNING

    @property
    def is_approved(self) -> bool:
        """Whether the text is sealed."""
        return self.stage in LOCKED

    @property
    def is_open(self) -> bool:
        """Whether it is laid open and waits for its approval."""
        return not self.is_running and not self.is_approved

    @property
    def pending(self) -> int:
        """How many corrections have no last word."""
        return sum(one.is_pending for one in self.corrections)

    @property
    def tasks(self) -> tuple[WrittenLine, ...]:
        """What was taken on."""
        return tuple(line for line in self.lines if line.is_task)

    @property
    def held(self) -> tuple[Correction, ...]:
        """The corrections that stand beside the text from now on."""
        return tuple(one for one in self.corrections if one.holds)

    def under(self, position: int) -> tuple[WrittenLine, ...]:
        """Return what was written under one item."""
        return tuple(line for line in self.lines if line.position == position)


def written_of(assembly: Assembly, zone: ZoneInfo, person: Person | None) -> Written:
    """Read what was written: by the taker, by those who were there, once it is approved by everybody (4 queries)."""
    commune = assembly.commune
    minutes = Minutes.objects.select_related("decision", "sitting").filter(assembly=assembly).first()
    stage = MinutesStage(minutes.stage) if minutes else MinutesStage.RUNNING
    may_write = person is not None and bool(may_take_minutes(person, assembly))
    there = person is not None and stage in OPEN_FOR_CORRECTIONS and bool(was_there(person, assembly))
    is_readable = stage in LOCKED or may_write or there
    if minutes is None or not is_readable:
        return Written(stage=stage, may_write=may_write)
    rows = list(
        MinutesLine.objects.filter(minutes=minutes)
        .exclude(words="")
        .select_related("item", "asked_by", "decision")
        .order_by("pk")
    )
    return Written(
        stage=stage,
        is_readable=True,
        may_write=may_write,
        may_ask=there,
        closed_at=minutes.closed_at.astimezone(zone) if minutes.closed_at else None,
        approved_at=minutes.approved_at.astimezone(zone) if minutes.approved_at else None,
        posted_until=posted_until(minutes.posted_at.astimezone(zone).date()) if minutes.posted_at else None,
        decision=_label(minutes.decision, commune),
        decision_number=minutes.decision.number if minutes.decision else 0,
        sitting=minutes.sitting.number if minutes.sitting else 0,
        fingerprint=minutes.fingerprint,
        lines=tuple(_line(row) for row in rows if row.kind != MinutesLine.Kind.CORRECTION),
        corrections=tuple(_corrections(rows, commune, person)),
    )


def _line(row: MinutesLine) -> WrittenLine:
    position = row.item.position if row.item else 0
    return WrittenLine(row.pk, row.kind, row.words, row.who, row.due, row.version, position)


def _corrections(rows: Sequence[MinutesLine], commune: Commune, person: Person | None) -> list[Correction]:
    asked = [row for row in rows if row.kind == MinutesLine.Kind.CORRECTION]
    return [_correction(number, row, commune, person) for number, row in enumerate(asked, 1)]


def _correction(number: int, row: MinutesLine, commune: Commune, person: Person | None) -> Correction:
    about = _("item %(number)s") % {"number": row.item.position} if row.item else ""
    if row.decision is not None:
        about = _("decision %(label)s") % {"label": _label(row.decision, commune)}
    is_mine = person is not None and row.asked_by is not None and row.asked_by.person_id == person.pk
    return Correction(
        id=row.pk,
        number=number,
        asker=str(row.asked_by),
        about=about,
        was=row.was,
        words=row.words,
        counted=_("%(for)s yes, %(against)s no, %(abstain)s abstain") % row.counts if row.counts else "",
        stage=row.stage,
        answer=row.answered,
        may_dispute=is_mine and row.stage == CorrectionStage.ANSWERED,
    )


def _label(decision: Decision | None, commune: Commune) -> str:
    if decision is None:
        return ""
    return decision_label(commune.name, decision.number, is_root=commune.parent_id is None)
