"""What waits for a place on an agenda."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from assemblies.domain.stages import AssemblyStage, ProposalKind, ProposalStage
from assemblies.models import AgendaItem, Commune, Proposal

LEFT_OVER = "left_over"
ENTERED = "entered"
CAME_DOWN = (ProposalKind.MANDATE, ProposalKind.RATIFICATION, ProposalKind.DELEGATION)


def open_items() -> "QuerySet[AgendaItem]":
    """Return the items that still have their sitting before them, or are being talked about."""
    return AgendaItem.objects.filter(ended_at=None).exclude(assembly__stage=AssemblyStage.CLOSED)


def waiting_proposals(commune: Commune) -> list[Proposal]:
    """Return what waits for a sitting: left over from an earlier one first, then questions that came to the commune."""
    left_over = AgendaItem.objects.filter(proposal=OuterRef("pk"), outcome=LEFT_OVER)
    rows = (
        Proposal.objects.filter(commune=commune, stage=ProposalStage.ADMITTED)
        .annotate(left_over=Exists(left_over))
        .filter(~Exists(open_items().filter(proposal=OuterRef("pk"))))
        .filter(Q(left_over=True) | Q(kind__in=CAME_DOWN))
        .order_by("-left_over", "id")
    )
    return list(rows)
