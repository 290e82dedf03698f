"""The sitting of a commune that comes next, or runs."""

from assemblies.domain.stages import AssemblyKind, AssemblyStage
from assemblies.models import Assembly, Commune, Proposal
from assemblies.queries.agenda import ABOUT_MINUTES


def next_assembly_of(commune: Commune) -> Assembly | None:
    """The sitting that runs, else the nearest that is planned; None without one (1 query)."""
    coming = Assembly.objects.filter(commune=commune).exclude(stage=AssemblyStage.CLOSED)
    return coming.order_by("planned_at", "pk").first()


def planned_for(proposal: Proposal) -> Assembly | None:
    """The nearest planned sitting that can decide this; about minutes only an ordinary one can (1 query)."""
    planned = Assembly.objects.filter(commune=proposal.commune_id, stage=AssemblyStage.PLANNED)
    if (proposal.origin_key or "").startswith(ABOUT_MINUTES):
        planned = planned.filter(kind=AssemblyKind.ORDINARY)
    return planned.order_by("planned_at", "pk").first()
