"""What needs a person now, and what can wait: sittings, council votes, answers to give, mandates to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from assemblies.models import Decision, Role, RollEntry
from assemblies.queries import todo
from assemblies.queries.open_votes import OpenVote, open_votes
from assemblies.queries.todo import TodoKind
from assemblies.queries.waiting_answers import WaitingProposal, waiting_answers, waiting_for
from confed.kernel.models import Person
from confed.pages.queries.now_lines import Line, Need
from confed.pages.queries.rings import rings_of
from confed.pages.queries.zones import zones_of
from delegates.models import Credential, ReportBack
from delegates.queries.petition_todo import PetitionTodo, petition_todo, petitions_for
from delegates.queries.reports import reports_owed_by, row_of
from mandates.domain.stages import CascadeStage, Choice, CouncilVoteStage, MandateStage, RatificationStage
from mandates.models import Mandate, Ratification, Voice

MOST = 5
KEEPS, HERE, LEFT, WAITS, ASKED = "keeps", "here", "left", "waits", "asked"  # how a person belongs to a commune
_UNANSWERED = (
    RatificationStage.ASKED,
    RatificationStage.MEETING_SET,
    RatificationStage.VOTING,
    RatificationStage.INQUORATE,
)


@dataclass(frozen=True, slots=True)
class NextAssembly:
    """The nearest sitting; `at` is what the clock in its hall shows, so it bears no zone."""

    commune: str
    slug: str
    number: int
    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Now:
    """The page of a person who signed in."""

    first: Line | None
    urgent: list[Line]
    later: list[Line]
    number_urgent: int
    number_all: int
    is_cut: bool
    next_assembly: NextAssembly | None
    is_on_a_roll: bool


def now_page(person: Person, moment: datetime, *, all_lines: bool = False) -> Now:
    """Return what needs this person, the most pressing first (13 queries at most, at any size)."""
    held = list(_places(person, moment))
    keeps = {commune for commune, how in held if how == KEEPS}
    on_roll = {commune for commune, how in held if how == HERE}
    entries = [commune for commune, how in held if how in (HERE, LEFT)]
    sittings = todo(person, moment)
    coming = next((sitting for sitting in sittings if sitting.kind is TodoKind.COMING_ASSEMBLY), None)
    votes = open_votes(person, moment) if entries else []  # who left since a vote opened may still cast it
    owed = reports_owed_by(person)
    waiting = waiting_answers([key for key, how in held if how == WAITS])
    places = {vote.slug for vote in votes} | {report.delegation.commune.slug for report in owed}
    asked = petition_todo(person, moment, [key for key, how in held if how == ASKED])
    places |= {petition.slug for petition in asked}
    zones = zones_of(places | {one.slug for one in waiting} | ({coming.slug} if coming else set()))
    cast = _votes(votes, moment, zones)
    voting = {line.slug for line in cast if line.need is Need.VOTE}  # its vote leads into the sitting that runs
    lines = [
        *cast,
        *_council_votes(person),
        *(
            Line(Need(sitting.kind.value), sitting.commune, sitting.slug, number=sitting.number)
            for sitting in sittings
            if sitting.kind is not TodoKind.COMING_ASSEMBLY and sitting.slug not in voting
        ),
        *_answers(keeps, on_roll),
        *_mandates(keeps),
        *_reports(owed, moment, zones),
        *_proposals(waiting, zones),
        *_petitions(asked, zones),
    ]
    lines += _being_ratified({line.number for line in lines if line.need is Need.OUR_ANSWER})
    urgent = [line for line in lines if line.is_urgent]
    later = [line for line in lines if not line.is_urgent]
    most = len(lines) if all_lines else MOST
    return Now(
        first=urgent[0] if urgent else None,
        urgent=urgent[1:most],
        later=later[: max(most - len(urgent), 0)],
        number_urgent=len(urgent),
        number_all=len(lines),
        is_cut=len(lines) > most,
        next_assembly=(
            NextAssembly(
                coming.commune, coming.slug, coming.number, coming.place, _wall_clock(coming.at, zones[coming.slug])
            )
            if coming
            else None
        ),
        is_on_a_roll=bool(on_roll or keeps),
    )


def _places(person: Person, moment: datetime) -> QuerySet[Role, tuple[int, str]]:
    """The communes whose secretary the person is, and those on whose roll they stand or stood; what waits for them."""
    keeps = Role.objects.filter(
        person=person, kind=Role.Kind.SECRETARY, assembly=None, ended_at=None, from_on__lte=moment, until__gte=moment
    ).values_list("commune_id", Value(KEEPS))
    rolls = RollEntry.objects.filter(person=person).values_list(
        "commune_id", Case(When(ended_on=None, then=Value(HERE)), default=Value(LEFT))
    )
    waits = waiting_for(person, moment).values_list("pk", Value(WAITS))
    asked = petitions_for(person, moment).values_list("pk", Value(ASKED))
    return keeps.union(rolls, waits, asked, all=True)


def _wall_clock(at: datetime, zone: ZoneInfo) -> datetime:
    # Templates turn an aware time into the zone of the server; what stands here is already local.
    return at.astimezone(zone).replace(tzinfo=None)


def _votes(found: list[OpenVote], moment: datetime, zones: Mapping[str, ZoneInfo]) -> list[Line]:
    """Open votes of the person's communes by phone: those to cast, then those that may still be changed."""
    votes = [vote for vote in found if vote.may_change or not vote.has_voted]
    return [
        Line(
            Need.VOTE_SAID if vote.has_voted else Need.VOTE,
            vote.commune,
            vote.slug,
            vote.question,
            code=vote.code,
            is_secret=vote.is_secret,
            may_change=vote.may_change,
            closes_at=_wall_clock(vote.closes_at, zones[vote.slug]) if vote.closes_at else None,
            minutes_left=_minutes(vote.closes_at - moment) if vote.closes_at else None,
        )
        for vote in votes
    ]


def _minutes(left: timedelta) -> int | None:
    """Whole minutes where it closes within the hour."""
    return int(left.total_seconds() // 60) if left <= timedelta(hours=1) else None


def _council_votes(person: Person) -> list[Line]:
    """Open votes of a council in which the person carries a voice at that sitting."""
    carried = Credential.objects.filter(
        delegation=OuterRef("delegation"),
        assembly=OuterRef("vote__assembly"),
        to_at=None,
        delegate__entry__person=person,
    )
    voices = (
        Voice.objects.filter(Exists(carried), vote__stage=CouncilVoteStage.OPEN)
        .exclude(kind="void")
        .select_related("vote__item__proposal", "delegation__commune")
        .order_by("vote__opened_at")
    )
    return [
        Line(
            Need.COUNCIL_VOTE if voice.choice == Choice.NONE else Need.COUNCIL_VOTE_SAID,
            voice.delegation.commune.name,
            title=voice.vote.item.proposal.title,
            number=voice.vote.item.number,
            code=voice.vote.code,
        )
        for voice in voices
    ]


def _answers(keeps: set[int], on_roll: set[int]) -> list[Line]:
    """Answers to the council that are still out: the secretary enters them, the members give them."""
    rows = (
        Ratification.objects.filter(
            commune__in=keeps | on_roll, stage__in=_UNANSWERED, cascade__stage=CascadeStage.OPEN, proposal__isnull=False
        )
        .select_related("cascade__decision", "commune", "proposal")
        .order_by("cascade__closes_on", "commune__name")
    )
    return [
        Line(
            Need.ENTER_ANSWER if row.commune_id in keeps else Need.OUR_ANSWER,
            row.commune.name,
            row.commune.slug,
            row.cascade.decision.title,
            row.cascade.decision_id,
            row.proposal.code if row.proposal else "",
            row.cascade.closes_on,
            row.meets_on,
        )
        for row in rows
        if row.commune_id in keeps or row.stage != RatificationStage.VOTING  # what is voted on now is a vote
    ]


def _mandates(keeps: set[int]) -> list[Line]:
    """Mandates that the council asked for and the commune has not yet decided on."""
    rows = (
        Mandate.objects.filter(giver__in=keeps, stage__in=(MandateStage.REQUESTED, MandateStage.DRAFTED))
        .exclude(item__stage="settled")
        .select_related("giver", "item__proposal", "item__council")
        .order_by("item__deadline", "giver__name")
    )
    return [
        Line(
            Need.WRITE_MANDATE,
            row.giver.name,
            row.giver.slug,
            row.item.proposal.title,
            row.item.number,
            council=row.item.council.slug,
        )
        for row in rows
    ]


def _reports(owed: list[ReportBack], moment: datetime, zones: Mapping[str, ZoneInfo]) -> list[Line]:
    """Reports that this person owes a commune; past their day they are for now."""
    rows = [row_of(report, moment.astimezone(zones[report.delegation.commune.slug]).date()) for report in owed]
    return [
        Line(
            Need.REPORT_LATE if row.overdue else Need.GIVE_REPORT,
            row.commune,
            row.slug,
            row.council,
            row.number,
            until=row.due_on,
            council=row.council_slug,
        )
        for row in rows
    ]


def _petitions(found: list[PetitionTodo], zones: Mapping[str, ZoneInfo]) -> list[Line]:
    """Petitions for a recall: an answer that is owed, a sitting to plan, a name to give or not."""
    return [
        Line(
            Need(row.need.value),
            row.commune,
            row.slug,
            row.name,
            code=row.code,
            until=(_wall_clock(row.ends_at, zones[row.slug]) - timedelta(minutes=1)).date(),
        )
        for row in found
    ]


def _proposals(waiting: list[WaitingProposal], zones: Mapping[str, ZoneInfo]) -> list[Line]:
    """Proposals that wait for this person: the convenors' answer by its day, and what came back to be mended."""
    return [
        Line(
            Need.ANSWER_PROPOSAL if one.due else Need.MEND_PROPOSAL,
            one.commune,
            one.slug,
            one.title,
            code=one.code,
            until=_wall_clock(one.due, zones[one.slug]).date() if one.due else None,
        )
        for one in waiting
    ]


def _being_ratified(already: set[int]) -> list[Line]:
    """Decisions on their way through the communes that do not stand on the page yet."""
    rows = (
        Decision.objects.filter(stage="being_ratified")
        .exclude(pk__in=already)
        .select_related("commune")
        .order_by("-decided_on", "-pk")[:MOST]
    )
    rings = rings_of([row.pk for row in rows])
    return [
        Line(
            Need.BEING_RATIFIED,
            row.commune.name,
            row.commune.slug,
            row.title,
            row.number,
            until=rings[row.pk].closes_on,
            ring=rings[row.pk],
        )
        for row in rows
        if row.pk in rings
    ]
