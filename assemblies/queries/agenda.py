"""What waits for a place on an agenda."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from assemblies.domain.minutes import MinutesStage
from assemblies.domain.notice import approves_minutes
from assemblies.domain.stages import AssemblyKind, AssemblyStage, ProposalKind, ProposalStage, RequestKind, RequestStage
from assemblies.models import AgendaItem, Commune, Minutes, Proposal, Request

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


def waiting_proposals(commune: Commune, kind: str = AssemblyKind.ORDINARY) -> list[Proposal]:
    """Return what waits for a sitting: left over from an earlier one first, then what came to the commune.

    Besides questions of its council these are proposals that were put off, those its convenors admitted, and those that
    members put on the agenda. Minutes wait for an ordinary sitting.
    """
    asked = Request.objects.filter(proposal=OuterRef("pk"), kind=RequestKind.AGENDA, stage=RequestStage.MET)
    left_over = AgendaItem.objects.filter(proposal=OuterRef("pk"), outcome=LEFT_OVER)
    rows = (
        Proposal.objects.filter(
            Q(stage__in=[ProposalStage.ADMITTED, ProposalStage.POSTPONED])
            | Q(stage__in=[ProposalStage.REJECTED, ProposalStage.TIED], origin_key__in=_not_approved(commune)),
            commune=commune,
        )
        .annotate(left_over=Exists(left_over))
        .filter(~Exists(open_items().filter(proposal=OuterRef("pk"))))
        .filter(
            Q(left_over=True)
            | Q(kind__in=WAITS)
            | Q(origin_key__startswith=ABOUT_MINUTES)
            | Q(stage=ProposalStage.POSTPONED)
            | Q(kind__in=(ProposalKind.TEXT, ProposalKind.CHARTER), answered_at__isnull=False)
            | Exists(asked)
        )
        .order_by("-left_over", "id")
    )
    if not approves_minutes(kind):
        rows = rows.exclude(origin_key__startswith=ABOUT_MINUTES)
    return list(rows)


def _not_approved(commune: Commune) -> list[str]:
    """The questions that approve minutes which no decision has approved: they come back until one does (1 query)."""
    stages = [MinutesStage.DRAFT, MinutesStage.CORRECTED]
    found = Minutes.objects.filter(assembly__commune=commune, stage__in=stages).values_list("pk", flat=True)
    return [f"{ABOUT_MINUTES}{pk}" for pk in found]
