"""Where a ratification stands: counted in every way, with what is still out and whether it can change."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mandates.domain.counts import Counts
from mandates.domain.ratification_rule import RatificationRule
from mandates.domain.stages import Choice, CountMethod, Position, VoiceKind
from mandates.domain.tiers import children, tiers
from mandates.domain.units import Answer, Unit

__all__ = [
    "Answer",
    "MethodCount",
    "RatificationOutcome",
    "RatificationRule",
    "Standing",
    "Unit",
    "has_spoken_by_silence",
    "stand",
]


class RatificationOutcome(StrEnum):
    """What the communes said together."""

    RATIFIED = "ratified"
    NOT_RATIFIED = "not_ratified"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class MethodCount:
    """One way of counting: its counts, out of how many, and what it would say."""

    counts: Counts
    whole: int
    outcome: RatificationOutcome
    yes_needed: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ratification stands (Rulebook, ratification).

    Until the close the counts hold answers only, and every outcome is what follows if nobody else answers. `for`,
    `against` and `abstain` of `flat`, with silent, late, inquorate and outstanding, are all units: a silence that
    became a position (`converted`) is among the former.
    """

    units: int
    flat: MethodCount
    tiered: MethodCount
    members: MethodCount
    double: RatificationOutcome
    districts: Mapping[tuple[int, ...], Counts]
    method: CountMethod
    outcome: RatificationOutcome
    is_final: bool
    can_change: bool
    expressed: int
    needed_expressed: int
    yes_needed: int | None
    approval_needed: int | None
    outstanding: int
    silent: int
    late: int
    inquorate: int
    converted: int
    tendency: Counts
    reversed: bool
    divergence: Mapping[Choice, Mapping[Answer, int]]
    inversion: tuple[CountMethod, ...]

    @property
    def counts(self) -> Counts:
        """The counts of the way that governs; of a double majority those of the communes (Rulebook, ways of counting)."""
        return {CountMethod.TIERED: self.tiered, CountMethod.MEMBERS: self.members}.get(self.method, self.flat).counts


@dataclass(frozen=True, slots=True)
class _Said:
    """A unit as it is counted: its position, if any, and the people behind it."""

    path: tuple[int, ...]
    position: Position | None
    home: Counts
    number: int


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """The counts of one state of all units, in every way of counting."""

    rule: RatificationRule
    units: int
    members: int
    children: int
    flat: Counts
    districts: Mapping[tuple[int, ...], Counts]
    people: Counts

    def outcome(self, method: CountMethod) -> RatificationOutcome:
        if self.flat.expressed < self.rule.needed_expressed(self.units):
            return RatificationOutcome.INSUFFICIENT
        passes = {
            CountMethod.FLAT: lambda: self.rule.passes(self.flat, self.units),
            CountMethod.TIERED: lambda: self.rule.passes(self.districts[()], self.children),
            CountMethod.MEMBERS: lambda: self.rule.passes(self.people, self.members),
            CountMethod.DOUBLE: lambda: (
                self.rule.passes(self.flat, self.units) and self.rule.passes(self.people, self.members)
            ),
        }
        return RatificationOutcome.RATIFIED if passes[method]() else RatificationOutcome.NOT_RATIFIED


def stand(units: Sequence[Unit], rule: RatificationRule, closed: bool, tendency: Counts | None = None) -> Standing:
    """Say where a ratification stands, open or closed (Rulebook, ratification).

    `tendency` is that of the council's voices; by default it is taken from what the units' own voices said, which
    is the same wherever every commune of the council is a base commune. Communes counted together (`Unit.number`) and
    one by one give the same.
    """
    whole = sum(unit.number for unit in units)
    counted = _reckon(units, rule, lambda unit: _said(unit, rule, silence_speaks=closed))
    projected = _reckon(units, rule, lambda unit: _said(unit, rule, silence_speaks=True))
    left: Counter[Answer] = Counter()
    for unit in units:
        if not has_spoken_by_silence(unit, rule, closed):
            left[unit.answer(closed)] += unit.number
    outcome = projected.outcome(rule.method)
    if tendency is None:
        tendency = sum((Counts.of(unit.council_position, unit.number) for unit in units), Counts())
    flat = _method(counted, projected, CountMethod.FLAT, counted.flat, whole)
    tiered = _method(counted, projected, CountMethod.TIERED, counted.districts[()], counted.children)
    members = _method(counted, projected, CountMethod.MEMBERS, counted.people, counted.members)
    governing = {CountMethod.TIERED: tiered, CountMethod.MEMBERS: members}.get(rule.method, flat)
    return Standing(
        units=whole,
        flat=flat,
        tiered=tiered,
        members=members,
        double=projected.outcome(CountMethod.DOUBLE),
        districts=counted.districts,
        method=rule.method,
        outcome=outcome,
        is_final=closed,
        can_change=any(end != outcome for end in _ends(units, rule, closed)),
        expressed=counted.flat.expressed,
        needed_expressed=rule.needed_expressed(whole),
        yes_needed=governing.yes_needed,
        approval_needed=rule.approval_needed(governing.whole) or None,
        outstanding=left[Answer.OUTSTANDING],
        silent=left[Answer.SILENT],
        late=left[Answer.LATE],
        inquorate=left[Answer.INQUORATE],
        converted=whole - sum(left.values()),
        tendency=tendency,
        reversed=tendency.lead * counted.flat.lead < 0,
        divergence=_divergence(units, closed),
        inversion=_inversion(projected, rule.method),
    )


def has_spoken_by_silence(unit: Unit, rule: RatificationRule, closed: bool) -> bool:
    """Say whether a silence became a position at the close (Rulebook, silence)."""
    return closed and not unit.position and unit.from_silence(rule.silence) is not None


def _said(unit: Unit, rule: RatificationRule, silence_speaks: bool) -> _Said:
    position = unit.position or (unit.from_silence(rule.silence) if silence_speaks else None)
    return _Said(unit.path, position, unit.home, unit.number)


def _reckon(units: Sequence[Unit], rule: RatificationRule, said: Callable[[Unit], _Said]) -> _Reckoning:
    heard = [said(unit) for unit in units]
    placed: Counter[tuple[tuple[int, ...], Position | None]] = Counter()
    for one in heard:
        placed[one.path, one.position] += one.number
    return _Reckoning(
        rule=rule,
        units=sum(unit.number for unit in units),
        members=sum(unit.members for unit in units),
        children=children(placed),
        flat=sum((Counts.of(position, number) for (_path, position), number in placed.items()), Counts()),
        districts=tiers(placed),
        people=Counts(
            sum(one.home.for_ for one in heard),
            sum(one.home.against for one in heard),
            sum(one.home.abstain for one in heard),
        ),
    )


def _method(counted: _Reckoning, projected: _Reckoning, method: CountMethod, counts: Counts, whole: int) -> MethodCount:
    return MethodCount(counts, whole, projected.outcome(method), counted.rule.yes_needed(counts, whole))


def _ends(units: Sequence[Unit], rule: RatificationRule, closed: bool) -> Iterable[RatificationOutcome]:
    """Return what follows if all outstanding say yes, and if all say no (Rulebook, can it still change).

    What follows if none of them answers is the outcome itself. Every rule here is monotone: no mixture of answers
    and silence lies outside these three. The people behind an outstanding unit are at most all voters on its roll.
    """
    if all(unit.answer(closed) != Answer.OUTSTANDING for unit in units):
        return
    for position in (Position.FOR, Position.AGAINST):

        def said(unit: Unit, position: Position = position) -> _Said:
            if unit.answer(closed) == Answer.OUTSTANDING:
                return _Said(unit.path, position, Counts.of(position, unit.members), unit.number)
            return _said(unit, rule, silence_speaks=True)

        yield _reckon(units, rule, said).outcome(rule.method)


def _divergence(units: Iterable[Unit], closed: bool) -> dict[Choice, dict[Answer, int]]:
    """Count what came home of each indicative choice (Rulebook, tendency)."""
    found: dict[Choice, dict[Answer, int]] = {}
    for unit in units:
        if unit.council_kind == VoiceKind.INDICATIVE:
            row = found.setdefault(unit.council_choice, {})
            answer = unit.answer(closed)
            row[answer] = row.get(answer, 0) + unit.number
    return found


def _inversion(reckoning: _Reckoning, governing: CountMethod) -> tuple[CountMethod, ...]:
    """Return the ways of counting that say the opposite of the one that governs (Rulebook, inversion).

    Without a single vote counted at home, members say nothing and are left out.
    """
    verdict = reckoning.outcome(governing)
    methods = [method for method in CountMethod if reckoning.people.cast or method in _BY_UNITS]
    return tuple(method for method in methods if reckoning.outcome(method) != verdict)


_BY_UNITS = (CountMethod.FLAT, CountMethod.TIERED)
