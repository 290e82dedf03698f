"""What anybody sees first: the communes and the last decisions."""

from dataclasses import dataclass
from datetime import date

from assemblies.models import Commune, Decision
from assemblies.queries.labels import decision_label
from confed.pages.queries.rings import SmallRing, rings_of

MOST_COMMUNES = 40
MOST_DECISIONS = 5


@dataclass(frozen=True, slots=True)
class CommuneName:
    """A commune by name, under its parent."""

    name: str
    slug: str
    parent: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in one line."""

    label: str
    slug: str
    number: int
    title: str
    commune: str
    stage: str
    on: date
    ring: SmallRing | None


@dataclass(frozen=True, slots=True)
class Public:
    """The page of somebody who did not sign in."""

    communes: list[CommuneName]
    has_more_communes: bool
    decisions: list[DecisionLine]


def public_page() -> Public:
    """Return the communes and the last decisions (4 queries)."""
    communes = list(
        Commune.objects.filter(left_on=None).select_related("parent").order_by("parent_id", "name")[: MOST_COMMUNES + 1]
    )
    decisions = list(
        Decision.objects.select_related("commune").order_by("-decided_on", "-pk")[:MOST_DECISIONS]
    )
    rings = rings_of([row.pk for row in decisions])
    return Public(
        communes=[
            CommuneName(row.name, row.slug, row.parent.name if row.parent else "") for row in communes[:MOST_COMMUNES]
        ],
        has_more_communes=len(communes) > MOST_COMMUNES,
        decisions=[
            DecisionLine(
                decision_label(row.commune.name, row.number, is_root=row.commune.parent_id is None),
                row.commune.slug,
                row.number,
                row.title,
                row.commune.name,
                row.stage,
                row.decided_on,
                rings.get(row.pk),
            )
            for row in decisions
        ],
    )
