"""The red lines of a mandate on the text that moved: what was declared, what is contested, and who may do either."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly
from assemblies.queries import zone_of
from confed.kernel import clock
from confed.kernel.models import Person
from mandates.domain.stages import ItemStage, Latitude, MandateStage
from mandates.domain.window import CONTEST_DAYS, closes_on, is_late
from mandates.models import Declaration, Mandate
from mandates.queries.changes import Change, only_changed, text_changes
from mandates.queries.declared import carries_word_of
from mandates.queries.mandate_cards import Hold, hold_of
from mandates.queries.texts import newest_text
from mandates.rules import may_contest

_BOUND = (MandateStage.GRANTED, MandateStage.DEGRADED)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One red line and what was declared on it; `contest_by` is the last day on which its commune may contest it."""

    id: int | None
    line: int
    words: str
    is_declared: bool
    touched: bool
    at: datetime.datetime | None
    contested_at: datetime.datetime | None
    contest_by: datetime.date | None
    may_contest: bool

    @property
    def number(self) -> int:
        """Its number as people say it."""
        return self.line + 1


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting of the commune in which it may have been contested."""

    id: int
    number: int
    held_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class RedLinesPage:
    """The red lines of one commune on one item of its council."""

    commune: str
    slug: str
    council: str
    council_slug: str
    number: int
    title: str
    position: str
    if_touched: str
    mandate_version: int
    version: int
    zone: str
    hold: Hold
    changes: tuple[Change, ...]
    lines: tuple[LineRow, ...]
    is_asked: bool
    is_contested: bool
    may_declare: bool
    sittings: tuple[SittingRow, ...]


def red_lines_page(mandate: Mandate, person: Person | None) -> RedLinesPage:
    """The page for this reader; seven queries at most."""
    text, zone = newest_text(mandate.item), zone_of(mandate.giver)
    moved = text.pk != mandate.text_version_id
    found = Declaration.objects.filter(mandate=mandate, text_version=text) if moved else Declaration.objects.none()
    declared = {row.line: row for row in found}
    contested = any(row.contested_at for row in declared.values())
    is_asked = (
        moved
        and bool(mandate.red_lines)
        and mandate.latitude != Latitude.STRICT
        and mandate.stage in _BOUND
        and mandate.item.stage != ItemStage.SETTLED
        and not contested
    )
    keeps = person is not None and may_contest(person, mandate).allowed
    today = clock.today(zone)
    lines = tuple(
        _line(number, words, declared.get(number), zone, today if keeps else None)
        for number, words in enumerate(mandate.red_lines)
    )
    return RedLinesPage(
        commune=mandate.giver.name,
        slug=mandate.giver.slug,
        council=mandate.item.council.name,
        council_slug=mandate.item.council.slug,
        number=mandate.item.number,
        title=mandate.item.proposal.title,
        position=mandate.position,
        if_touched=mandate.if_touched,
        mandate_version=mandate.text_version.number,
        version=text.number,
        zone=zone,
        hold=hold_of(mandate, text.number, today),
        changes=only_changed(text_changes(mandate.text_version.body, text.body)) if moved else (),
        lines=lines,
        is_asked=is_asked,
        is_contested=contested,
        may_declare=is_asked and person is not None and carries_word_of(person, mandate) is not None,
        sittings=_sittings(mandate, lines),
    )


def _line(number: int, words: str, found: Declaration | None, zone: str, today: datetime.date | None) -> LineRow:
    last = closes_on(found.at.astimezone(ZoneInfo(zone)).date(), CONTEST_DAYS) if found else None
    open_ = found is not None and not found.touched and found.contested_at is None
    return LineRow(
        id=found.pk if found else None,
        line=number,
        words=words,
        is_declared=found is not None,
        touched=bool(found and found.touched),
        at=found.at if found else None,
        contested_at=found.contested_at if found else None,
        contest_by=last if open_ else None,
        may_contest=bool(open_ and last and today and not is_late(today, last)),
    )


def _sittings(mandate: Mandate, lines: Sequence[LineRow]) -> tuple[SittingRow, ...]:
    """The sittings since the first declaration, the newest first (one query, none where nothing may be contested)."""
    since = [line.at for line in lines if line.may_contest and line.at]
    if not since:
        return ()
    rows = Assembly.objects.filter(
        commune=mandate.giver_id,
        stage__in=(AssemblyStage.QUORATE, AssemblyStage.CLOSED),
        held_on__gte=min(since).date(),
    ).order_by("-held_on", "-number")[:10]
    return tuple(SittingRow(row.pk, row.number, row.held_on) for row in rows)
