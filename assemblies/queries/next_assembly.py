"""The sitting of a commune that comes next, or runs."""

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Commune


def next_assembly_of(commune: Commune) -> Assembly | None:
    """The sitting that runs, else the nearest that is planned; None without one (1 query)."""
    coming = Assembly.objects.filter(commune=commune).exclude(stage=AssemblyStage.CLOSED)
    return coming.order_by("planned_at", "pk").first()
