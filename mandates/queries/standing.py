"""Where a decision stands before the assemblies: the reckoning of the domain with districts and earlier results."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assemblies.models import Commune, Result
from mandates.domain.ratification import RatificationRule, Standing, stand
from mandates.domain.stages import CascadeStage, RatificationStage
from mandates.models import Cascade
from mandates.queries.counted import Tally, tallies_of, tendency_of, units_of
from mandates.queries.standing_rows import Path, look_of

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class District:
    """A commune between the council and its base communes: how many below it ratified, how many were asked."""

    id: int
    name: str
    path: Path
    ratified: int
    asked: int


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """A result that was counted anew; it stays."""

    at: datetime.datetime
    outcome: str
    counts: Mapping[str, object]
    reason: str

    @property
    def plain(self) -> Mapping[str, object]:
        """Its count in one unit: of the ballot, or of the communes."""
        flat = self.counts.get("flat", self.counts)
        return flat if isinstance(flat, Mapping) and "for" in flat else {}


@dataclass(frozen=True, slots=True)
class DecisionStanding:
    """All that the decision page reckons of a ratification, at any size in a handful of queries."""

    cascade_id: int
    decision_id: int
    council_id: int
    council: str
    opens_on: datetime.date
    closes_on: datetime.date
    closed_at: datetime.datetime | None
    rule: RatificationRule
    rule_values: dict[str, str]
    standing: Standing
    looks: Mapping[str, int]
    asked: Mapping[Path, int]
    ratified: Mapping[Path, int]
    districts: Mapping[int, District]
    reason: str
    earlier: tuple[EarlierResult, ...]
    was_extended: bool

    @property
    def is_closed(self) -> bool:
        """Whether the window has been closed and the result stands."""
        return self.closed_at is not None

    @property
    def may_be_extended(self) -> bool:
        """Whether it is open and had its days only once."""
        return not self.is_closed and not self.was_extended

    @property
    def places(self) -> list[Path]:
        """Where communes stand, in the order of the names above them, top first."""
        return sorted(self.asked, key=lambda path: [self.districts[key].name for key in path])


def standing(cascade: Cascade) -> DecisionStanding:
    """Where the decision stands now (lifecycle 3.5): from its rows, alike ones counted together by the database."""
    tallies = tallies_of(cascade)
    names = dict(
        Commune.objects.without_tree_fields()
        .filter(pk__in={key for one in tallies for key in one.path} | {cascade.decision.commune_id})
        .values_list("pk", "name")
    )
    rule = RatificationRule.from_values(cascade.rule)
    closed = cascade.stage == CascadeStage.CLOSED
    return DecisionStanding(
        cascade_id=cascade.pk,
        decision_id=cascade.decision_id,
        council_id=cascade.decision.commune_id,
        council=names[cascade.decision.commune_id],
        opens_on=cascade.opens_on,
        closes_on=cascade.closes_on,
        closed_at=cascade.closed_at,
        rule=rule,
        rule_values=cascade.rule,
        standing=stand(units_of(tallies), rule, closed, tendency_of(cascade)),
        looks=_added((look_of(one.stage, has_words=one.has_words), one.number) for one in tallies),
        asked=_added((one.path, one.number) for one in tallies),
        ratified=_added((one.path, one.number) for one in tallies if one.stage is RatificationStage.FOR),
        districts=_districts(tallies, names),
        reason=cascade.result.reason if cascade.result is not None else "",
        earlier=earlier_results(cascade.result),
        was_extended=cascade.extended_at is not None,
    )


def standing_of_decision(decision_id: int) -> DecisionStanding | None:
    """The standing of a decision that was sent down, or nothing where it was not."""
    cascade = (
        Cascade.objects.select_related("decision", "result", "council_vote__result")
        .filter(decision=decision_id)
        .first()
    )
    return standing(cascade) if cascade else None


def earlier_results(result: Result | None) -> tuple[EarlierResult, ...]:
    """The results this one took the place of, newest first (one query)."""
    if result is None or result.supersedes_id is None:
        return ()
    known = {one.pk: one for one in Result.objects.filter(text_version=result.text_version_id)}
    found: list[EarlierResult] = []
    key: int | None = result.supersedes_id
    while key is not None and key in known:
        one = known[key]
        found.append(EarlierResult(one.at, one.outcome, one.counts, one.reason))
        key = one.supersedes_id
    return tuple(found)


def _added(pairs: Iterable[tuple[Key, int]]) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for key, number in pairs:
        found[key] += number
    return found


def _districts(tallies: Sequence[Tally], names: Mapping[int, str]) -> dict[int, District]:
    """Every district of any level, in the order of the tree."""
    asked: Counter[Path] = Counter()
    ratified: Counter[Path] = Counter()
    for one in tallies:
        for depth in range(1, len(one.path) + 1):
            asked[one.path[:depth]] += one.number
            ratified[one.path[:depth]] += one.number if one.stage is RatificationStage.FOR else 0
    ordered = sorted(asked, key=lambda path: [names[key] for key in path])
    return {path[-1]: District(path[-1], names[path[-1]], path, ratified[path], asked[path]) for path in ordered}
