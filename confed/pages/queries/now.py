"""What needs a person now, and what can wait: sittings, council votes, answers to give, mandates to write."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from assemblies.models import Decision, Role, RollEntry
from assemblies.queries import todo
from assemblies.queries.open_votes import open_votes
from assemblies.queries.todo import TodoKind
from confed.kernel.models import Person
from confed.pages.queries.rings import SmallRing, rings_of
from confed.pages.queries.zones import zones_of
from delegates.models import Credential
from mandates.domain.stages import CascadeStage, Choice, CouncilVoteStage, MandateStage, RatificationStage
from mandates.models import Mandate, Ratification, Voice

MOST = 5
_UNANSWERED = (
    RatificationStage.ASKED,
    RatificationStage.MEETING_SET,
    RatificationStage.VOTING,
    RatificationStage.INQUORATE,
)


class Need(StrEnum):
    """Why a line stands on the page."""

    COUNCIL_VOTE = "council_vote"
    COUNCIL_VOTE_SAID = "council_vote_said"
    VOTE = "vote"
    VOTE_SAID = "vote_said"
    OPEN_BALLOT = "open_ballot"
    OPEN_ASSEMBLY = "open_assembly"
    ENTER_ANSWER = "enter_answer"
    OUR_ANSWER = "our_answer"
    WRITE_MANDATE = "write_mandate"
    BEING_RATIFIED = "being_ratified"


URGENT = frozenset({Need.COUNCIL_VOTE, Need.VOTE, Need.OPEN_BALLOT, Need.OPEN_ASSEMBLY, Need.ENTER_ANSWER})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that needs the person, with all its page needs."""

    need: Need
    commune: str = ""
    slug: str = ""
    title: str = ""
    number: int = 0
    code: str = ""
    until: date | None = None
    meets_on: date | None = None
    ring: SmallRing | None = None
    is_secret: bool = False
    may_change: bool = False
    closes_at: datetime | None = None  # what the clock in its commune shows
    minutes_left: int | None = None
    council: str = ""

    @property
    def is_urgent(self) -> bool:
        """Whether it is for now and not for later."""
        return self.need in URGENT


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
    """Return what needs this person, the most pressing first (12 queries at most, at any size)."""
    keeps = set(
        Role.objects.filter(
            person=person,
            kind=Role.Kind.SECRETARY,
            assembly=None,
            ended_at=None,
            from_on__lte=moment,
            until__gte=moment,
        ).values_list("commune_id", flat=True)
    )
    entries = list(RollEntry.objects.filter(person=person).values_list("commune_id", "ended_on"))
    on_roll = {commune for commune, ended_on in entries if ended_on is None}
    sittings = todo(person, moment)
    lines = [
        *(_votes(person, moment) if entries else ()),  # who left since a vote opened may still cast it
        *_council_votes(person),
        *(
            Line(Need(sitting.kind.value), sitting.commune, sitting.slug, number=sitting.number)
            for sitting in sittings
            if sitting.kind is not TodoKind.COMING_ASSEMBLY
        ),
        *_answers(keeps, on_roll),
        *_mandates(keeps),
    ]
    lines += _being_ratified({line.number for line in lines if line.need is Need.OUR_ANSWER})
    urgent = [line for line in lines if line.is_urgent]
    later = [line for line in lines if not line.is_urgent]
    most = len(lines) if all_lines else MOST
    coming = next((sitting for sitting in sittings if sitting.kind is TodoKind.COMING_ASSEMBLY), None)
    zones = zones_of([coming.slug]) if coming else {}
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


def _wall_clock(at: datetime, zone: ZoneInfo) -> datetime:
    # Templates turn an aware time into the zone of the server; what stands here is already local.
    return at.astimezone(zone).replace(tzinfo=None)


def _votes(person: Person, moment: datetime) -> list[Line]:
    """Open votes of the person's communes by phone: those to cast, then those that may still be changed."""
    votes = [vote for vote in open_votes(person, moment) if vote.may_change or not vote.has_voted]
    zones = zones_of(vote.slug for vote in votes)
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
