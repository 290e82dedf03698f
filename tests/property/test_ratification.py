"""A ratification, for any communes, tree, rule and answers; small ones against every way they can end."""

from collections import defaultdict
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.domain.majority import Base, Rule
from mandates.domain.counts import Counts
from mandates.domain.ratification import RatificationOutcome, RatificationRule, Unit, stand
from mandates.domain.stages import Ask, Choice, CountMethod, RatificationStage, Silence, VoiceKind
from tests.property.test_numbers import thresholds

ANSWERS = (RatificationStage.FOR, RatificationStage.AGAINST, RatificationStage.ABSTAIN)
STILL_OUT = (RatificationStage.ASKED, RatificationStage.INQUORATE, RatificationStage.VOTING)
CHOICES = [(choice, VoiceKind.INDICATIVE) for choice in Choice if choice] + [
    (Choice.NONE, VoiceKind.NONE),
    (Choice.FOR, VoiceKind.BINDING),
    (Choice.FOR, VoiceKind.VOID),
]
small_shares = st.none() | st.fractions(0, 1, max_denominator=6).filter(bool)
ratification_rules = st.builds(
    RatificationRule,
    ask=st.sampled_from(Ask),
    days=st.just(28),
    majority=st.builds(Rule, thresholds, st.sampled_from(Base)),
    approval=small_shares,
    min_expressed=small_shares,
    silence=st.sampled_from(Silence),
    method=st.sampled_from(CountMethod),
)


@st.composite
def rounds(draw: st.DrawFn, most: int = 30, most_members: int = 300, still_out: bool = True) -> list[Unit]:
    """Draw the communes of a round: a tree of up to three levels, some still out unless told otherwise."""
    stages = [*ANSWERS, RatificationStage.LATE, RatificationStage.SILENT, *(STILL_OUT if still_out else ())]
    units = []
    for number in range(draw(st.integers(0, most))):
        stage = draw(st.sampled_from(stages))
        members = draw(st.integers(0, most_members))
        for_ = draw(st.integers(0, members)) if stage in ANSWERS else 0
        against = draw(st.integers(0, members - for_)) if stage in ANSWERS else 0
        choice, kind = draw(st.sampled_from(CHOICES))
        path = tuple(draw(st.lists(st.integers(1, 2), max_size=2)))
        # A commune has people on its roll or communes under it: an id of its own, never a district's.
        path = path[:1] if len(path) < 2 else (path[0], 10 * path[0] + path[1])
        units.append(Unit(100 + number, path, stage, choice, kind, for_, against, members - for_ - against, members))
    return units


@given(rounds(), ratification_rules, st.booleans())
def test_every_commune_is_in_one_total(units, rule, closed):
    standing = stand(units, rule, closed)
    others = standing.silent + standing.late + standing.inquorate + standing.outstanding
    assert standing.flat.counts.expressed + others == standing.units == len(units)
    assert standing.expressed == standing.flat.counts.expressed
    if closed:
        assert standing.outstanding == 0
        assert not standing.can_change
        answered = sum(unit.stage in ANSWERS for unit in units)
        assert standing.expressed == answered + standing.converted
    else:
        assert not standing.converted


@given(rounds(), ratification_rules, st.booleans())
def test_every_child_of_the_council_stands_on_one_side_or_none(units, rule, closed):
    standing = stand(units, rule, closed)
    assert standing.tiered.counts == standing.districts[()]
    assert standing.tiered.counts.expressed <= standing.tiered.whole <= len(units)
    indicative = [unit for unit in units if unit.council_kind == VoiceKind.INDICATIVE]
    assert sum(sum(row.values()) for row in standing.divergence.values()) == len(indicative)


@given(rounds(), ratification_rules)
def test_members_are_the_sum_of_the_counts_at_home(units, rule):
    answered = [unit for unit in units if unit.stage in ANSWERS]
    home = sum((Counts(unit.for_, unit.against, unit.abstain) for unit in answered), Counts())
    assert stand(units, rule, closed=True).members.counts == home


@given(rounds(), ratification_rules)
def test_late_vote_never_changes_a_count(units, rule):
    turned = [
        replace(unit, for_=unit.members, against=0) if unit.stage == RatificationStage.LATE else unit for unit in units
    ]
    assert stand(turned, rule, closed=True) == stand(units, rule, closed=True)


@given(rounds(), ratification_rules)
def test_order_of_the_communes_never_matters(units, rule):
    assert stand(units[::-1], rule, closed=True) == stand(units, rule, closed=True)


def together(units: list[Unit]) -> list[Unit]:
    """Put communes that stand at the same place and say the same into one."""
    alike: dict[tuple[object, ...], list[Unit]] = defaultdict(list)
    for unit in units:
        alike[unit.path, unit.stage, unit.council_choice, unit.council_kind].append(unit)
    return [
        replace(
            some[0],
            id=0,
            for_=sum(unit.for_ for unit in some),
            against=sum(unit.against for unit in some),
            abstain=sum(unit.abstain for unit in some),
            members=sum(unit.members for unit in some),
            number=len(some),
        )
        for some in alike.values()
    ]


@given(rounds(), ratification_rules, st.booleans(), st.none() | st.builds(Counts, st.integers(0, 9), st.integers(0, 9)))
def test_communes_counted_together_say_what_they_say_one_by_one(units, rule, closed, tendency):
    assert stand(together(units), rule, closed, tendency) == stand(units, rule, closed, tendency)


@given(rounds(), ratification_rules)
def test_inversion_holds_exactly_the_ways_that_differ(units, rule):
    standing = stand(units, rule, closed=True)
    said = {
        CountMethod.FLAT: standing.flat.outcome,
        CountMethod.TIERED: standing.tiered.outcome,
        CountMethod.MEMBERS: standing.members.outcome,
        CountMethod.DOUBLE: standing.double,
    }
    assert standing.outcome == said[rule.method]
    assert rule.method not in standing.inversion
    if standing.members.counts.cast:
        assert set(standing.inversion) == {method for method in CountMethod if said[method] != standing.outcome}


@given(rounds(), ratification_rules)
def test_double_is_both_communes_and_people(units, rule):
    standing = stand(units, rule, closed=True)
    both = {standing.flat.outcome, standing.members.outcome} == {RatificationOutcome.RATIFIED}
    assert (standing.double == RatificationOutcome.RATIFIED) == both


@given(rounds(still_out=False), ratification_rules, st.data())
def test_answer_turned_from_no_to_yes_never_ends_a_ratification(units, rule, data):
    before = stand(units, rule, closed=True)
    opposed = [number for number, unit in enumerate(units) if unit.stage == RatificationStage.AGAINST]
    if not opposed:
        return
    number = data.draw(st.sampled_from(opposed))
    turned = list(units)
    turned[number] = replace(
        units[number], stage=RatificationStage.FOR, for_=units[number].against, against=units[number].for_
    )
    if units[number].against >= units[number].for_ and before.outcome == RatificationOutcome.RATIFIED:
        assert stand(turned, rule, closed=True).outcome == RatificationOutcome.RATIFIED


@given(rounds(), ratification_rules)
def test_outcome_before_the_close_is_what_follows_if_nobody_else_answers(units, rule):
    assert stand(units, rule, closed=False).outcome == stand(units, rule, closed=True).outcome


def endings(unit: Unit) -> list[Unit]:
    """Return every way one outstanding commune can end: each answer with the people divided at will, or none."""
    if unit.stage not in STILL_OUT:
        return [unit]
    ends = [replace(unit, stage=stage) for stage in (RatificationStage.SILENT, RatificationStage.LATE)]
    splits = [
        (for_, against, abstain)
        for for_, against, abstain in product(range(unit.members + 1), repeat=3)
        if for_ + against + abstain <= unit.members
    ]
    return ends + [
        replace(unit, stage=stage, for_=split[0], against=split[1], abstain=split[2])
        for stage in ANSWERS
        for split in splits
    ]


@settings(max_examples=150)
@given(rounds(most=4, most_members=1), ratification_rules)
def test_can_change_is_false_exactly_where_no_ending_differs(units, rule):
    standing = stand(units, rule, closed=False)
    ends = {stand(list(ending), rule, closed=True).outcome for ending in product(*map(endings, units))}
    assert standing.outcome in ends
    assert standing.can_change == (len(ends) > 1)


@settings(max_examples=100)
@given(rounds(most=7, most_members=0), ratification_rules.filter(lambda r: r.method in ("flat", "tiered")))
def test_can_change_by_communes_is_exact_on_wider_trees(units, rule):
    out = [number for number, unit in enumerate(units) if unit.stage in STILL_OUT][:5]
    settled = [
        replace(unit, stage=RatificationStage.SILENT) if unit.stage in STILL_OUT and number not in out else unit
        for number, unit in enumerate(units)
    ]
    ends = set()
    for stages in product((*ANSWERS, RatificationStage.SILENT), repeat=len(out)):
        ending = list(settled)
        for number, stage in zip(out, stages, strict=True):
            ending[number] = replace(ending[number], stage=stage)
        ends.add(stand(ending, rule, closed=True).outcome)
    assert stand(settled, rule, closed=False).can_change == (len(ends) > 1)
