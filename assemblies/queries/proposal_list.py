"""The proposals of a commune, those before it first; drafts for its members only."""

from dataclasses import dataclass

from assemblies.domain.stages import BEFORE_VOTE, ProposalKind, ProposalStage
from assemblies.models import Commune, Proposal, RollEntry
from assemblies.queries.find import entry_in
from assemblies.rules import held_by
from confed.kernel.models import Person

MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal in the list."""

    code: str
    title: str
    stage: str
    mover: str


@dataclass(frozen=True, slots=True)
class ProposalList:
    """The proposals of one commune as one reader sees them."""

    commune: str
    slug: str
    may_draft: bool
    open: tuple[Row, ...]
    settled: tuple[Row, ...]


def proposal_list(commune: Commune, person: Person | None) -> ProposalList:
    """Return the newest proposals (5 queries): open ones and settled ones."""
    entry = entry_in(commune, person)
    member = entry is not None or bool(person and held_by(person, commune).kinds)
    kinds = [ProposalKind.TEXT, ProposalKind.APPEAL]
    found = Proposal.objects.filter(commune=commune, kind__in=kinds).select_related("author").order_by("-pk")
    if not member:
        found = found.exclude(stage__in=[ProposalStage.DRAFT, ProposalStage.RETURNED])
    before = [*BEFORE_VOTE, ProposalStage.VOTE_OPEN]
    return ProposalList(
        commune=commune.name,
        slug=commune.slug,
        may_draft=_may_speak(entry),
        open=tuple(_row(row, member) for row in found.filter(stage__in=before)[:MOST]),
        settled=tuple(_row(row, member) for row in found.exclude(stage__in=before)[:MOST]),
    )


def _may_speak(entry: RollEntry | None) -> bool:
    return entry is not None and entry.may_speak


def _row(proposal: Proposal, member: bool) -> Row:
    return Row(proposal.code, proposal.title, proposal.stage, str(proposal.author or "") if member else "")
