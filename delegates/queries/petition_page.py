"""The page of one petition: both sides, the number of names and what is needed, and what this reader may do."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.stages import AssemblyStage, BallotStage
from assemblies.models import AgendaItem, Ballot, Decision, Elector, RollEntry
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.charter_lines import ALL_LINES
from assemblies.queries.charter_words import share_words
from assemblies.queries.find import entry_in
from assemblies.queries.hours import tell_hours_of
from assemblies.queries.inherited import values_on
from assemblies.rules import Held, held_by, may_plan, may_run
from confed.kernel import clock
from confed.kernel.errors import NotAllowed
from confed.kernel.models import Person
from delegates.domain.petitions import bar_width
from delegates.domain.stages import (
    AWAITING_VOTE,
    OPEN_FOR_NAMES,
    RUNNING_PETITION,
    DelegateStage,
    DelegationStage,
    PetitionStage,
)
from delegates.models import Delegate, Petition, Signature
from delegates.queries.petitions import SignedBy, names_of, valid_names
from delegates.rules import is_concerned, may_check_names, may_validate


@dataclass(frozen=True, slots=True)
class Where:
    """The sitting at which the commune votes, and its ballot once it is open."""

    number: int
    planned_at: datetime
    is_open: bool
    ballot: str


@dataclass(frozen=True, slots=True)
class After:
    """What holds after the vote: the decision, its counts, and who carries the word now."""

    decision: int
    count_for: int
    count_against: int
    count_abstain: int
    is_hidden: bool
    following: str
    is_empty: bool


@dataclass(frozen=True, slots=True)
class May:
    """What this reader may do here."""

    sign: bool
    has_signed: bool
    take_back: bool
    answer: bool
    hand_in: bool
    check_names: bool
    hear: bool
    plan: bool
    is_concerned: bool


@dataclass(frozen=True, slots=True)
class PetitionPage:
    """Everything the page shows to one reader of the commune; names only to those who check them."""

    code: str
    commune: str
    slug: str
    zone: str
    ground: str
    stage: str
    name: str
    statement: str
    answer: str
    names: int
    needed: int
    missing: int
    width: int
    roll: int
    share: str
    rule: int
    filed_at: datetime
    last_day: date
    not_before: datetime | None
    barred_until: date | None
    where: Where | None
    after: After | None
    may: May
    listed: tuple[SignedBy, ...]

    @property
    def is_collecting(self) -> bool:
        """Whether names are taken."""
        return self.stage in OPEN_FOR_NAMES

    @property
    def is_running(self) -> bool:
        """Whether it is not over."""
        return self.stage in RUNNING_PETITION or self.stage == "voting"


def readable(petition: Petition, person: Person | None) -> tuple[RollEntry | None, Held]:
    """Return where this reader stands in the commune; its petitions are its own business (at most 3 queries)."""
    tell_hours_of(petition.commune)
    if person is not None:
        entry, held = entry_in(petition.commune, person), held_by(person, petition.commune, line_of(petition.commune))
        if entry is not None or held.kinds or is_concerned(person, petition):
            return entry, held
    raise NotAllowed(
        _("Only %(commune)s reads this petition.") % {"commune": petition.commune.name},
        do=_("Sign in, if you are on its roll."),
    )


def petition_page(petition: Petition, person: Person, entry: RollEntry | None, held: Held) -> PetitionPage:
    """What this reader sees of a petition (at most ten queries)."""
    commune = petition.commune
    names, where = valid_names(petition), _where(petition)
    line = line_of(commune)
    zone = zone_in(line)
    values = values_on(line, clock.today(zone))
    share = values["recall.petition"]
    for_all = values["petition.names"] == "members"
    is_voting = where is not None and bool(where.ballot)
    may = _may(petition, person, entry, held, names=names, where=where)
    return PetitionPage(
        code=petition.code,
        commune=commune.name,
        slug=commune.slug,
        zone=zone,
        ground=petition.get_ground_display(),
        stage="voting" if is_voting else petition.stage,
        name=petition.delegate.entry.name,
        statement=petition.statement,
        answer=petition.answer,
        names=names,
        needed=petition.needed,
        missing=max(petition.needed - names, 0),
        width=bar_width(names, petition.needed),
        roll=petition.snapshot.count_vote,
        share="" if share == NONE else share_words(share),
        rule=rule_number(),
        filed_at=petition.filed_at,
        last_day=last_day(petition.ends_at, zone),
        not_before=petition.not_before,
        barred_until=petition.barred_until,
        where=where,
        after=_after(petition),
        may=may,
        listed=names_of(petition) if may.check_names or (for_all and not may.is_concerned) else (),
    )


def last_day(ends_at: datetime, zone: str) -> date:
    """Return the day at whose midnight names are closed."""
    return (ends_at.astimezone(ZoneInfo(zone)) - timedelta(minutes=1)).date()


def rule_number() -> int:
    """Return the number that the rule on petitions bears in every charter."""
    return next(at for at, line in enumerate(ALL_LINES, 1) if "recall.petition" in line.keys)


def _may(
    petition: Petition, person: Person, entry: RollEntry | None, held: Held, *, names: int, where: Where | None
) -> May:
    concerned = is_concerned(person, petition)
    takes_names = petition.stage in OPEN_FOR_NAMES and clock.now() < petition.ends_at
    has_signed = Signature.objects.filter(petition=petition, entry__person=person, withdrawn_at=None).exists()
    on_base = entry is not None and Elector.objects.filter(snapshot=petition.snapshot_id, entry=entry).exists()
    return May(
        sign=takes_names and not concerned and on_base and not has_signed and entry is not None and entry.may_vote,
        has_signed=has_signed,
        take_back=takes_names and has_signed,
        answer=concerned and petition.stage in RUNNING_PETITION,
        hand_in=takes_names and names >= petition.needed and bool(may_validate(person, petition, held)),
        check_names=bool(may_check_names(person, petition, held)),
        hear=petition.stage in (PetitionStage.NOTICED, PetitionStage.VALIDATED)
        and where is not None
        and where.is_open
        and not concerned
        and bool(may_run(person, petition.commune, held)),
        plan=petition.stage in AWAITING_VOTE and where is None and bool(may_plan(person, petition.commune, held)),
        is_concerned=concerned,
    )


def _where(petition: Petition) -> Where | None:
    """The sitting on whose agenda it stands (at most 2 queries)."""
    if petition.proposal_id is None or petition.stage not in AWAITING_VOTE:
        return None
    item = (
        AgendaItem.objects.filter(proposal=petition.proposal_id, ended_at=None)
        .exclude(assembly__stage=AssemblyStage.CLOSED)
        .select_related("assembly")
        .order_by("-pk")
        .first()
    )
    if item is None:
        return None
    sitting = item.assembly
    open_ballot = Ballot.objects.filter(item=item, stage=BallotStage.OPEN).values_list("code", flat=True).first()
    return Where(sitting.number, sitting.planned_at, sitting.stage == AssemblyStage.QUORATE, open_ballot or "")


def _after(petition: Petition) -> After | None:
    """What came of the vote, and who has the seat (at most 2 queries)."""
    if petition.stage not in (PetitionStage.RECALLED, PetitionStage.KEPT):
        return None
    decision = Decision.objects.filter(proposal=petition.proposal_id).select_related("result").latest("pk")
    following = _now_in_seat(petition) if petition.stage == PetitionStage.RECALLED else ""
    counts = decision.result.counts
    return After(
        decision=decision.number,
        count_for=counts["for"],
        count_against=counts["against"],
        count_abstain=counts["abstain"],
        is_hidden=bool(counts.get("hidden")),
        following=following,
        is_empty=petition.stage == PetitionStage.RECALLED and not following,
    )


def _now_in_seat(petition: Petition) -> str:
    """Who carries the voice in this seat of the commune now, in the same delegation or a newer one."""
    seated = Delegate.objects.filter(
        delegation__commune=petition.commune_id,
        delegation__stage=DelegationStage.ACTIVE,
        stage=DelegateStage.ACTIVE,
        seat=petition.delegate.seat,
    ).select_related("entry")
    found = seated.first()
    return found.entry.name if found else ""
