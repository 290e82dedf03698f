"""Small rings: how many communes ratified each of some decisions, in two queries."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from mandates.domain.counts import Counts
from mandates.domain.ratification import RatificationRule
from mandates.domain.stages import CascadeStage, CountMethod, RatificationStage
from mandates.models import Cascade, Ratification

MOST_DOTS = 40
_KINDS = {
    RatificationStage.FOR: "y",
    RatificationStage.VOTING: "v",
    RatificationStage.MEETING_SET: "o",
    RatificationStage.ASKED: "o",
    RatificationStage.OPENED: "o",
    RatificationStage.SILENT: "o",
    RatificationStage.ABSTAIN: "b",
    RatificationStage.INQUORATE: "b",
    RatificationStage.LATE: "b",
    RatificationStage.AGAINST: "x",
}


@dataclass(frozen=True, slots=True)
class SmallRing:
    """Where a ratification stands, in numbers and dots."""

    ratified: int
    asked: int
    needed: int | None
    closes_on: date
    is_open: bool
    dots: list[str]


def rings_of(decisions: Sequence[int]) -> dict[int, SmallRing]:
    """Return the ring of each of these decisions that went down to the communes.

    The number needed is given only where every commune counts once and the base is known before the close.
    """
    cascades = list(Cascade.objects.filter(decision__in=decisions))
    if not cascades:
        return {}
    stages: dict[int, Counter[RatificationStage]] = defaultdict(Counter)
    rows = Ratification.objects.filter(cascade__in=cascades).values_list("cascade_id", "stage")
    for cascade, stage, number in rows.annotate(number=Count("pk")).order_by():
        stages[cascade][RatificationStage(stage)] = number
    return {cascade.decision_id: _ring(cascade, stages[cascade.pk]) for cascade in cascades}


def _ring(cascade: Cascade, stages: Counter[RatificationStage]) -> SmallRing:
    asked = sum(stages.values())
    counts = Counts(stages[RatificationStage.FOR], stages[RatificationStage.AGAINST], stages[RatificationStage.ABSTAIN])
    rule = RatificationRule.from_values(cascade.rule)
    dots = [kind for stage, kind in _KINDS.items() for _ in range(stages[stage])]
    return SmallRing(
        ratified=counts.for_,
        asked=asked,
        needed=rule.yes_needed(counts, asked) if rule.method == CountMethod.FLAT else None,
        closes_on=cascade.closes_on,
        is_open=cascade.stage == CascadeStage.OPEN,
        dots=dots if asked <= MOST_DOTS else [],
    )
