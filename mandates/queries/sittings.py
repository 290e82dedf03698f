"""The sitting to which a question goes."""

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Commune


def next_planned(commune: Commune) -> Assembly | None:
    """Return the commune's next planned sitting, if one is planned."""
    return Assembly.objects.filter(commune=commune, stage=AssemblyStage.PLANNED).order_by("planned_at").first()
