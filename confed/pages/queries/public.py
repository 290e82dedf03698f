"""What anybody sees first: what is being ratified, the last decisions, and the communes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assemblies.domain.stages import DecisionStage
from assemblies.models import Commune, Decision
from assemblies.queries.labels import decision_label
from confed.pages.queries.rings import SmallRing, rings_of

MOST_COMMUNES = 60
MOST_OPEN = 3
MOST_DECISIONS = 5


@dataclass(frozen=True, slots=True)
class CommuneName:
    """A commune by name."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class District:
    """The communes under one council, or those at the top."""

    name: str
    communes: list[CommuneName]


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

    being_ratified: list[DecisionLine]
    decisions: list[DecisionLine]
    districts: list[District]
    has_more_communes: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is no commune yet."""
        return not self.districts


def public_page() -> Public:
    """Return what is being ratified, the last decisions and the communes (5 queries)."""
    communes = list(
        Commune.objects.filter(left_on=None)
        .select_related("parent")
        .order_by("parent__parent_id", "parent_id", "name")[: MOST_COMMUNES + 1]
    )
    newest = Decision.objects.select_related("commune").order_by("-decided_on", "-pk")
    open_ones = list(newest.filter(stage=DecisionStage.BEING_RATIFIED)[:MOST_OPEN])
    last = list(newest.exclude(stage=DecisionStage.BEING_RATIFIED)[:MOST_DECISIONS])
    rings = rings_of([row.pk for row in [*open_ones, *last]])
    return Public(
        being_ratified=_lines(open_ones, rings),
        decisions=_lines(last, rings),
        districts=_districts(communes[:MOST_COMMUNES]),
        has_more_communes=len(communes) > MOST_COMMUNES,
    )


def _lines(decisions: Sequence[Decision], rings: dict[int, SmallRing]) -> list[DecisionLine]:
    return [
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
    ]


def _districts(communes: Sequence[Commune]) -> list[District]:
    found: dict[str, District] = {}
    for commune in communes:
        above = commune.parent.name if commune.parent else ""
        found.setdefault(above, District(above, [])).communes.append(CommuneName(commune.name, commune.slug))
    return sorted(found.values(), key=lambda district: bool(district.name))
