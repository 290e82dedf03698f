"""Where a decision stands before the assemblies: the reckoning of the domain with names, rows and earlier results."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assemblies.models import Commune, Result
from mandates.domain.ratification import RatificationRule, Standing, stand
from mandates.domain.stages import Basis, CascadeStage, RatificationStage
from mandates.models import Cascade, Ratification
from mandates.queries.counted import tendency_of, units_of

_LOOKS = {
    RatificationStage.OPENED: "none",
    RatificationStage.ASKED: "none",
    RatificationStage.MEETING_SET: "set",
    RatificationStage.VOTING: "now",
    RatificationStage.FOR: "yes",
    RatificationStage.AGAINST: "no",
    RatificationStage.ABSTAIN: "abst",
    RatificationStage.INQUORATE: "short",
    RatificationStage.LATE: "late",
    RatificationStage.SILENT: "mute",
}


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One commune's answer, as it stands in the table and in the ring."""

    id: int
    name: str
    slug: str
    path: tuple[int, ...]
    stage: RatificationStage
    look: str
    basis: Basis
    held_on: datetime.date | None
    count_for: int | None
    count_against: int | None
    count_abstain: int | None
    present: int | None
    members: int
    council_choice: str
    council_kind: str
    counter_words: str
    proposal_code: str
    received_at: datetime.datetime | None
    decision_number: int | None

    @property
    def has_counts(self) -> bool:
        """Whether a vote at home was counted."""
        return self.count_for is not None

    @property
    def is_late(self) -> bool:
        """Whether the home vote was held after the window."""
        return self.stage is RatificationStage.LATE


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """The communes of one district, with how many of them ratified."""

    id: int
    name: str
    ratified: int
    rows: tuple[StandingRow, ...]

    @property
    def total(self) -> int:
        """How many communes were asked in it."""
        return len(self.rows)


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
    """All that the decision page says of a ratification, at any size in a handful of queries."""

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
    groups: tuple[StandingGroup, ...]
    districts: dict[int, tuple[str, int, int]]
    reason: str
    earlier: tuple[EarlierResult, ...]
    was_extended: bool

    @property
    def rows(self) -> list[StandingRow]:
        """Every commune asked, district by district."""
        return [row for group in self.groups for row in group.rows]

    @property
    def is_closed(self) -> bool:
        """Whether the window has been closed and the result stands."""
        return self.closed_at is not None

    @property
    def may_be_extended(self) -> bool:
        """Whether it is open and had its days only once."""
        return not self.is_closed and not self.was_extended


def standing(cascade: Cascade) -> DecisionStanding:
    """Where the decision stands now (lifecycle 3.5): five queries for any number of communes."""
    ratifications = list(
        Ratification.objects.filter(cascade=cascade)
        .select_related("commune", "proposal", "decision")
        .only(*_ONLY)
        .order_by("commune__name", "commune_id")
    )
    names = dict(
        Commune.objects.without_tree_fields()
        .filter(pk__in={key for row in ratifications for key in row.path} | {cascade.decision.commune_id})
        .values_list("pk", "name")
    )
    rule = RatificationRule.from_values(cascade.rule)
    rows = [_row(row) for row in ratifications]
    closed = cascade.stage == CascadeStage.CLOSED
    reckoning = stand(units_of(ratifications), rule, closed, tendency_of(cascade))
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
        standing=reckoning,
        groups=_groups(rows, names),
        districts=_districts(rows, names),
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


_ONLY = (
    "cascade_id",
    "path",
    "members",
    "stage",
    "basis",
    "count_for",
    "count_against",
    "count_abstain",
    "present",
    "meets_on",
    "voted_on",
    "received_at",
    "council_choice",
    "council_kind",
    "counter_words",
    "commune__name",
    "commune__slug",
    "proposal__code",
    "decision__number",
)


def _row(row: Ratification) -> StandingRow:
    stage = RatificationStage(row.stage)
    look = "back" if stage is RatificationStage.AGAINST and row.counter_words else _LOOKS[stage]
    return StandingRow(
        id=row.commune_id,
        name=row.commune.name,
        slug=row.commune.slug,
        path=tuple(row.path),
        stage=stage,
        look=look,
        basis=Basis(row.basis),
        held_on=row.voted_on or row.meets_on,
        count_for=row.count_for,
        count_against=row.count_against,
        count_abstain=row.count_abstain,
        present=row.present,
        members=row.members,
        council_choice=row.council_choice,
        council_kind=row.council_kind,
        counter_words=row.counter_words if stage is RatificationStage.AGAINST else "",
        proposal_code=row.proposal.code if row.proposal else "",
        received_at=row.received_at,
        decision_number=row.decision.number if row.decision else None,
    )


def _groups(rows: Sequence[StandingRow], names: dict[int, str]) -> tuple[StandingGroup, ...]:
    """The rows by the districts above them, in the order of their names, top first."""
    found: dict[tuple[int, ...], list[StandingRow]] = {}
    for row in rows:
        found.setdefault(row.path, []).append(row)
    ordered = sorted(found, key=lambda path: [names[key] for key in path])
    return tuple(
        StandingGroup(
            id=path[-1] if path else 0,
            name=" · ".join(names[key] for key in path),
            ratified=sum(row.stage is RatificationStage.FOR for row in found[path]),
            rows=tuple(found[path]),
        )
        for path in ordered
    )


def _districts(rows: Sequence[StandingRow], names: dict[int, str]) -> dict[int, tuple[str, int, int]]:
    """Every district of any level: its name, how many communes ratified, how many were asked."""
    found: dict[int, tuple[str, int, int]] = {}
    for row in rows:
        for key in row.path:
            name, ratified, asked = found.get(key, (names[key], 0, 0))
            found[key] = (name, ratified + (row.stage is RatificationStage.FOR), asked + 1)
    return found
