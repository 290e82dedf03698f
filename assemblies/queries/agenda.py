"""What waits for a place on an agenda."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from assemblies.domain.stages import AssemblyStage, ProposalKind, ProposalStage
from assemblies.models import AgendaItem, Commune, Proposal

LEFT_OVER = "left_over"
ENTERED = "entered"
CAME_DOWN = (ProposalKind.MANDATE, ProposalKind.RATIFICATION, ProposalKind.DELEGATION)
# The origin of what is asked about the minutes of an earlier sitting; it waits by itself too.
ABOUT_MINUTES = "minutes:"
# What waits by itself: questions that came down, and what the movers ask the assembly.
WAITS = (*CAME_DOWN, ProposalKind.APPEAL)


def open_items() -> "QuerySet[AgendaItem]":
    """Return the items that still have their sitting before them, or are being talked about."""
    return AgendaItem.objects.filter(ended_at=None).exclude(assembly__stage=AssemblyStage.CLOSED)


def waiting_proposals(commune: Commune) -> list[Proposal]:
    """Return what waits for a sitting: left over from an earlier one first, then what came to the commune.

    Besides questions of its council these are proposals that were put off, and those its convenors admitted.
    """
    left_over = AgendaItem.objects.filter(proposal=OuterRef("pk"), outcome=LEFT_OVER)
    rows = (
        Proposal.objects.filter(commune=commune, stage__in=[ProposalStage.ADMITTED, ProposalStage.POSTPONED])
        .annotate(left_over=Exists(left_over))
        .filter(~Exists(open_items().filter(proposal=OuterRef("pk"))))
        .filter(
            Q(left_over=True)
            | Q(kind__in=WAITS)
            | Q(origin_key__startswith=ABOUT_MINUTES)
            | Q(stage=ProposalStage.POSTPONED)
            | Q(kind=ProposalKind.TEXT, answered_at__isnull=False)
        )
        .order_by("-left_over", "id")
    )
    return list(rows)
