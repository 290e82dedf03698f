"""Shares, percentages and majorities, for any numbers."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assemblies.domain.majority import Base, Outcome, Rule, Tally, decide, yes_needed
from assemblies.domain.quorum import is_quorate, people_needed
from assemblies.domain.shares import ceil_of, parse_share, percent, share_text

counts = st.integers(0, 10_000)
shares = st.fractions(0, 1, max_denominator=1000)
thresholds = st.none() | st.fractions(Fraction(501, 1000), 1, max_denominator=1000)
rules = st.builds(Rule, thresholds, st.sampled_from(Base))


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """Draw a tally that fits: those cast are present, those present are in all."""
    for_, against, abstain = draw(counts), draw(counts), draw(counts)
    present = for_ + against + abstain + draw(counts)
    return Tally(for_, against, abstain, present, present + draw(counts))


@given(shares)
def test_share_is_read_back_as_written(share):
    assert parse_share(share_text(share)) == share


@given(shares, counts)
def test_ceil_of_is_the_smallest_count_with_at_least_the_share(share, count):
    needed = ceil_of(share, count)
    assert needed >= share * count > needed - 1
    assert people_needed(share, count) == needed


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_percent_is_half_up_to_one_decimal(part, whole):
    exact = Decimal(part * 100) / Decimal(whole)
    assert percent(part, whole) == str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_percent_is_never_further_off_than_half_a_tenth(part, whole):
    shown = Fraction(percent(part, whole))
    assert -Fraction(1, 20) < shown - Fraction(100 * part, whole) <= Fraction(1, 20)


@given(shares, counts, counts)
def test_quorum_met_stays_met_with_more_people(share, roll, voters):
    needed = people_needed(share, roll)
    assert not is_quorate(voters, needed) or is_quorate(voters + 1, needed)


@given(rules, tallies())
def test_tie_is_never_adopted_and_always_named(rule, tally):
    assert (decide(rule, tally) == Outcome.TIED) == (tally.for_ == tally.against)


@given(rules, tallies())
def test_adopted_has_more_for_than_against(rule, tally):
    if decide(rule, tally) == Outcome.ADOPTED:
        assert tally.for_ > tally.against


@given(rules, tallies())
def test_decide_agrees_with_yes_needed(rule, tally):
    needed = yes_needed(rule, tally)
    assert (needed is None) == (rule.base == Base.CAST)
    if needed is not None and tally.for_ != tally.against:
        assert (decide(rule, tally) == Outcome.ADOPTED) == (tally.for_ >= needed)


@given(rules, tallies())
def test_decide_follows_the_exact_fraction(rule, tally):
    base = {Base.CAST: tally.cast, Base.PRESENT: tally.present, Base.ALL: tally.all}[rule.base]
    if tally.for_ != tally.against:
        reached = 2 * tally.for_ > base if rule.threshold is None else tally.for_ >= rule.threshold * base
        assert (decide(rule, tally) == Outcome.ADOPTED) == (reached and tally.for_ > 0)


@given(rules, tallies())
def test_one_more_yes_never_hurts_and_one_more_no_never_helps(rule, tally):
    if decide(rule, tally) != Outcome.ADOPTED:
        worse = Tally(tally.for_, tally.against + 1, tally.abstain, tally.present + 1, tally.all + 1)
        assert decide(rule, worse) != Outcome.ADOPTED
    elif tally.against:
        better = Tally(tally.for_ + 1, tally.against - 1, tally.abstain, tally.present, tally.all)
        assert decide(rule, better) == Outcome.ADOPTED


@given(rules, tallies())
def test_rule_is_read_back_from_its_values(rule, tally):
    again = Rule.from_values(rule.values())
    assert again == rule
    assert decide(again, tally) == decide(rule, tally)


@given(tallies(), st.integers(0, 50))
def test_everybody_present_is_counted_once(tally, void):
    with_void = Tally(tally.for_, tally.against, tally.abstain, tally.present + void, tally.all + void, void)
    assert with_void.cast + with_void.abstain + with_void.void + with_void.not_voting == with_void.present
