"""What the page of a sitting says of a vote that is not by hands: who may press what, until when, and its list after."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from assemblies.domain.stages import AssemblyStage, BallotStage, ProposalKind, ProposalStage
from assemblies.models import AgendaItem, Assembly, Ballot, Proposal
from assemblies.queries.own_vote import turnout


@dataclass(frozen=True, slots=True)
class PhoneVote:
    """A vote on phones or on paper slips. How many voted is for those who run it; what they chose is for nobody."""

    code: str
    method: str
    closes_at: datetime | None
    voted: int | None
    electors: int
    is_teller: bool

    @property
    def is_phone(self) -> bool:
        """Whether there is a ballot to open on a phone."""
        return self.method in (Ballot.Method.NAMED, Ballot.Method.SECRET)


@dataclass(frozen=True, slots=True)
class VoteList:
    """A list of codes that everybody can read."""

    code: str
    question: str


@dataclass(frozen=True, slots=True)
class Rival:
    """A proposal that can be voted on together with another."""

    code: str
    title: str


def phone_vote(ballot: Ballot | None, *, runs: bool, is_teller: bool) -> PhoneVote | None:
    """The open vote of a sitting where it is not by hands (1 query for those who run it)."""
    if ballot is None or ballot.method == Ballot.Method.HANDS:
        return None
    return PhoneVote(
        code=ballot.code,
        method=ballot.method,
        closes_at=ballot.closes_at,
        voted=turnout(ballot) if runs else None,
        electors=ballot.snapshot.count_vote,
        is_teller=is_teller and ballot.stage == BallotStage.OPEN,
    )


def votes_of(assembly: Assembly) -> tuple[Ballot | None, tuple[VoteList, ...]]:
    """The vote of a running sitting that is not announced yet, and the lists of codes of its secret ones (1 query)."""
    if assembly.stage == AssemblyStage.PLANNED:
        return None, ()
    secret = Q(method=Ballot.Method.SECRET, stage=BallotStage.ANNOUNCED)
    rows = list(
        Ballot.objects.filter(secret | Q(stage__in=[BallotStage.OPEN, BallotStage.CLOSED]), assembly=assembly)
        .select_related("snapshot")
        .order_by("pk")
    )
    waiting = [row for row in rows if row.stage != BallotStage.ANNOUNCED and assembly.stage == AssemblyStage.QUORATE]
    for row in waiting:
        row.assembly = assembly
    listed = [row for row in rows if row.method == Ballot.Method.SECRET and row.stage != BallotStage.OPEN]
    return (waiting[-1] if waiting else None), tuple(VoteList(row.code, row.question) for row in listed)


def rivals_for(assembly_id: int, place: str) -> tuple[Rival, ...]:
    """Other texts of this sitting's agenda that are not voted on yet (1 query)."""
    others = AgendaItem.objects.filter(assembly=assembly_id, ended_at=None).exclude(position=int(place or 0))
    waiting = Proposal.objects.filter(
        pk__in=others.values("proposal"), kind=ProposalKind.TEXT, stage=ProposalStage.ADMITTED
    )
    return tuple(Rival(code, title) for code, title in waiting.order_by("pk").values_list("code", "title"))


def proposals_with(commune_id: int, codes: list[str]) -> list[Proposal]:
    """The proposals of a commune with these codes, in this order."""
    found = {row.code: row for row in Proposal.objects.filter(commune=commune_id, code__in=codes)}
    return [found[code] for code in codes if code in found]
