"""One commune as a page: its numbers, its next sitting, its delegates, what it decided, and where it sits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.quorum import people_needed
from assemblies.domain.shares import parse_share
from assemblies.domain.stages import AssemblyStage, DecisionStage, ProposalStage
from assemblies.models import AgendaItem, Assembly, Commune, Decision, Proposal, RollEntry
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.charter_lines import COUNCIL, OWN, Line, LineRule, Today, charter_lines
from assemblies.queries.hours import tell_hours_of
from assemblies.queries.inherited import values_on
from assemblies.rules import held_by, may_keep_roll, may_plan, may_run
from confed.kernel import clock
from confed.kernel.errors import NotThere
from confed.kernel.models import Person
from confed.pages.queries.carriers import Carriers, carriers_of
from confed.pages.queries.last_decisions import DecisionRow, last_decisions
from confed.pages.queries.neighbours import Neighbours, neighbours_of
from delegates.queries.petitions import PetitionLine, running_petitions
from delegates.queries.reports import OpenReport, open_report_rows
from delegates.rules import may_write_for
from mandates.queries.off_mandate import OffMandate, last_off_mandate
from mandates.rules import may_ask_recall

LAST = 5
SHOWN = 8


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A matter of the next sitting."""

    position: int
    title: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """The next sitting, or the one that runs."""

    number: int
    planned_at: datetime
    place: str
    stage: str
    is_open: bool
    items: tuple[AgendaRow, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class Held:
    """A sitting that is over: its minutes."""

    number: int
    held_on: date


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal that is before the commune."""

    title: str
    stage: str
    code: str
    assembly: int | None
    planned_at: datetime | None


@dataclass(frozen=True, slots=True)
class CommunePage:
    """Everything the page of one commune shows to one reader."""

    id: int
    slug: str
    name: str
    belonging: str
    founded_on: date
    left_on: date | None
    zone: str
    parent: str
    parent_slug: str
    is_council: bool
    is_root: bool
    members: int
    communes: int
    in_force: int
    decisions: int
    next: Sitting | None
    minutes: Held | None
    sittings: tuple[Held, ...]
    carriers: Carriers | None
    reports: tuple[OpenReport, ...]
    petitions: tuple[PetitionLine, ...]
    off_mandate: OffMandate | None
    proposals: tuple[ProposalRow, ...]
    last: tuple[DecisionRow, ...]
    lines: tuple[Line, ...]
    neighbours: Neighbours
    is_member: bool
    may_plan: bool
    may_keep_roll: bool
    may_found: bool
    may_run: bool
    may_write_petition: bool
    may_ask_recall: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Coming:
    """The sitting that comes next, or runs."""

    id: int
    number: int
    planned_at: datetime
    place: str
    stage: str


@dataclass(frozen=True, slots=True)
class Found:
    """A commune with its numbers."""

    commune: Commune
    members: int
    communes: int
    in_force: int
    decisions: int
    is_member: bool
    next: Coming | None
    minutes: Held | None


def _counting(rows: QuerySet[Any], field: str = "commune") -> Coalesce:
    """How many of these rows belong to the commune, inside its own query."""
    counted = rows.filter(**{field: OuterRef("pk")}).order_by().values(field).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def find_with_numbers(slug: str, person: Person | None) -> Found:
    """The commune at this address with its numbers, in one query; NotThere without one."""
    coming = Assembly.objects.filter(commune=OuterRef("pk")).exclude(stage=AssemblyStage.CLOSED)
    coming = coming.order_by("planned_at", "pk")
    over = Assembly.objects.filter(commune=OuterRef("pk"), stage=AssemblyStage.CLOSED, held_on__isnull=False)
    over = over.order_by("-held_on", "-number")
    mine = RollEntry.objects.running().filter(commune=OuterRef("pk"), person=person)
    row = (
        Commune.objects.filter(slug=slug)
        .annotate(
            members=_counting(RollEntry.objects.entitled()),
            communes=_counting(Commune.objects.filter(left_on=None), "parent"),
            in_force=_counting(Decision.objects.filter(stage=DecisionStage.IN_FORCE)),
            decisions=_counting(Decision.objects.all()),
            is_mine=Exists(mine if person else mine.none()),
            over_number=Subquery(over.values("number")[:1]),
            over_on=Subquery(over.values("held_on")[:1]),
            coming_id=Subquery(coming.values("pk")[:1]),
            coming_number=Subquery(coming.values("number")[:1]),
            coming_at=Subquery(coming.values("planned_at")[:1]),
            coming_place=Subquery(coming.values("place")[:1]),
            coming_stage=Subquery(coming.values("stage")[:1]),
        )
        .first()
    )
    if row is None:
        raise NotThere(_("There is no commune at this address."), do=_("Look for it by name among the decisions."))
    upcoming = None
    if row.coming_id is not None:
        upcoming = Coming(row.coming_id, row.coming_number, row.coming_at, row.coming_place, row.coming_stage)
    return Found(
        commune=row,
        members=row.members,
        communes=row.communes,
        in_force=row.in_force,
        decisions=row.decisions,
        is_member=row.is_mine,
        next=upcoming,
        minutes=Held(row.over_number, row.over_on) if row.over_number else None,
    )


def commune_page(slug: str, person: Person | None) -> CommunePage:
    """What this reader sees of a commune; at most fifteen queries with its frame, at any size."""
    found = find_with_numbers(slug, person)
    commune = found.commune
    tell_hours_of(commune)
    line = line_of(commune)
    zone = zone_in(line)
    is_council = found.communes > 0
    values = values_on(line, clock.today(zone))
    neighbours = neighbours_of(commune, line, is_council=is_council)
    today = Today(found.members, neighbours.number)
    lines = charter_lines(values, today, _shown_lines(is_council))
    held = held_by(person, commune, line) if person else None
    keeps = bool(person and held and may_keep_roll(person, commune, held))
    plans = bool(person and held and may_plan(person, commune, held))
    carriers = carriers_of(commune, clock.today(zone)) if len(line) > 1 else None
    return CommunePage(
        id=commune.pk,
        slug=commune.slug,
        name=commune.name,
        belonging=commune.belonging,
        founded_on=commune.founded_on,
        left_on=commune.left_on,
        zone=zone,
        parent=line[1].name if len(line) > 1 else "",
        parent_slug=line[1].slug if len(line) > 1 else "",
        is_council=is_council,
        is_root=len(line) == 1,
        members=found.members,
        communes=found.communes,
        in_force=found.in_force,
        decisions=found.decisions,
        next=_next_sitting(found.next, _needed(values, found, is_council)),
        minutes=found.minutes,
        sittings=_sittings(commune) if is_council else (),
        carriers=carriers,
        reports=open_report_rows(commune, clock.today(zone)) if len(line) > 1 else (),
        # Only a commune with people on its roll files one.
        petitions=running_petitions(commune) if not is_council and (found.is_member or plans) else (),
        off_mandate=last_off_mandate(commune, clock.now()) if len(line) > 1 else None,
        proposals=_proposals(commune, is_member=found.is_member),
        last=last_decisions(commune, most=LAST),
        lines=lines,
        neighbours=neighbours,
        is_member=found.is_member,
        may_plan=plans,
        may_keep_roll=keeps,
        may_found=keeps and not commune.left_on and (is_council or not found.members),
        may_run=bool(person and held and may_run(person, commune, held)),
        may_ask_recall=bool(is_council and carriers and person and may_ask_recall(person, commune, held)),
        may_write_petition=bool(person and held and may_write_for(person, commune, held)),
        at=clock.now(),
    )


def _shown_lines(is_council: bool) -> tuple[LineRule, ...]:
    """Four rules that people ask for most."""
    if is_council:
        return (COUNCIL[0], COUNCIL[1], COUNCIL[5], COUNCIL[8])
    return (OWN[0], OWN[2], OWN[4], OWN[5])


def _needed(values: dict[str, str], found: Found, is_council: bool) -> int:
    share = values["quorum.council" if is_council else "quorum.ordinary"]
    return people_needed(None if share == NONE else parse_share(share), found.communes or found.members)


def _next_sitting(coming: Coming | None, needed: int) -> Sitting | None:
    """The next sitting with its first items (1 query)."""
    if coming is None:
        return None
    items = AgendaItem.objects.filter(assembly=coming.id).order_by("position")[:SHOWN]
    return Sitting(
        number=coming.number,
        planned_at=coming.planned_at,
        place=coming.place,
        stage=coming.stage,
        is_open=coming.stage != AssemblyStage.PLANNED,
        items=tuple(AgendaRow(item.position, item.title) for item in items),
        needed=needed,
    )


def _sittings(commune: Commune) -> tuple[Held, ...]:
    """The last sittings of a council (1 query)."""
    rows = Assembly.objects.filter(commune=commune, stage=AssemblyStage.CLOSED, held_on__isnull=False)
    rows = rows.order_by("-held_on", "-number")[:LAST]
    return tuple(Held(row.number, row.held_on) for row in rows if row.held_on)


def _proposals(commune: Commune, *, is_member: bool) -> tuple[ProposalRow, ...]:
    """The proposals before the commune, with the sitting they wait for; its members see drafts too (1 query)."""
    stages = [ProposalStage.ADMITTED, ProposalStage.POSTPONED, ProposalStage.VOTE_OPEN, ProposalStage.SUBMITTED]
    waiting = (
        AgendaItem.objects.filter(proposal=OuterRef("pk"), ended_at=None)
        .exclude(assembly__stage=AssemblyStage.CLOSED)
        .order_by("assembly__planned_at")
    )
    rows = (
        Proposal.objects.filter(commune=commune)
        .filter(stage__in=[*stages, ProposalStage.DRAFT] if is_member else stages)
        .annotate(
            at_assembly=Subquery(waiting.values("assembly__number")[:1]),
            at_time=Subquery(waiting.values("assembly__planned_at")[:1]),
        )
        .order_by("-pk")[:SHOWN]
    )
    return tuple(ProposalRow(row.title, row.stage, row.code, row.at_assembly, row.at_time) for row in rows)
