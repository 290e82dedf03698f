"""What the forms of a proposal offer: decisions it may replace, and people who may have asked for a change."""

from assemblies.domain.stages import DecisionStage, ProposalKind
from assemblies.models import Argument, Commune, Decision, Proposal, RollEntry
from assemblies.queries.supporters import supports_of

MOST = 300


def decisions_in_force(commune: Commune) -> list[tuple[int, str]]:
    """The commune's own decisions in force, the newest first: number and title (1 query)."""
    rows = Decision.objects.filter(commune=commune, stage=DecisionStage.IN_FORCE, proposal__kind=ProposalKind.TEXT)
    return [(row.number, f"{row.number} · {row.title}") for row in rows.order_by("-number")[:MOST]]


def who_spoke(proposal: Proposal) -> list[tuple[int, str]]:
    """Those of the roll who support it or spoke on it, by name (2 queries)."""
    spoke = Argument.objects.filter(proposal=proposal, withdrawn_at=None).values("entry")
    supports = supports_of(proposal).values("entry")
    rows = RollEntry.objects.running().filter(pk__in=spoke).union(RollEntry.objects.running().filter(pk__in=supports))
    return sorted(((row.pk, str(row)) for row in rows), key=lambda each: each[1])
