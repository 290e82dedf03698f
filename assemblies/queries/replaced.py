"""Which decisions replaced which, as links along the chain."""

from collections.abc import Iterable
from dataclasses import dataclass

from assemblies.domain.stages import DecisionStage
from assemblies.models import Decision
from assemblies.queries.labels import decision_label


@dataclass(frozen=True, slots=True)
class Link:
    """A decision in the chain."""

    slug: str
    number: int
    label: str
    title: str


def replaced_by(decisions: Iterable[int]) -> dict[int, Link]:
    """By the id of each replaced decision the one that stands in its place (1 query)."""
    stands = (DecisionStage.IN_FORCE, DecisionStage.REPLACED)
    rows = Decision.objects.filter(replaces__in=list(decisions), stage__in=stands).select_related("commune")
    return {row.replaces_id: link_to(row) for row in rows.order_by("pk") if row.replaces_id}


def link_to(decision: Decision) -> Link:
    """A decision read with its commune."""
    commune = decision.commune
    label = decision_label(commune.name, decision.number, is_root=commune.parent_id is None)
    return Link(commune.slug, decision.number, label, decision.title)
