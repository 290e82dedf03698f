"""The count of a council, for any voices."""

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from assemblies.domain.majority import Base, Rule, Tally, decide
from mandates.domain.council import CouncilOutcome, VoiceCount, tally, verdict
from mandates.domain.counts import Counts
from mandates.domain.stages import Ask, Choice, VoiceKind
from tests.property.test_numbers import rules, thresholds

SIDES = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)
says = st.one_of(
    st.tuples(st.sampled_from(SIDES), st.sampled_from((VoiceKind.BINDING, VoiceKind.INDICATIVE, VoiceKind.VOID))),
    st.just((Choice.SEND_BACK, VoiceKind.INDICATIVE)),
    st.just((Choice.NONE, VoiceKind.NONE)),
)
voices = st.builds(lambda said, weight: VoiceCount(*said, weight, weight), says, st.integers(1, 9))
councils = st.lists(voices, max_size=12)


@given(councils)
def test_every_voice_is_counted_once(council):
    counted = tally(council)
    sides = counted.binding.units.expressed + counted.indicative.units.expressed
    assert sides + counted.send_back + counted.not_voting + counted.void == counted.present == len(council)
    assert counted.tendency.units == counted.binding.units + counted.indicative.units
    assert counted.tendency.weights == counted.binding.weights + counted.indicative.weights
    assert (
        counted.binding.weights.expressed + counted.outstanding_weight + counted.void_weight == counted.present_weight
    )
    assert counted.binding.weights == counted.binding.members


@given(councils, rules, st.sampled_from(Ask), st.integers(0, 9))
def test_indicative_and_void_votes_never_enter_the_result(council, rule, ask, absent):
    turned = [
        replace(voice, choice=Choice.AGAINST) if voice.kind in (VoiceKind.INDICATIVE, VoiceKind.VOID) else voice
        for voice in council
    ]
    assert tally(turned).binding == tally(council).binding
    assert verdict(tally(turned), rule, ask, absent) == verdict(tally(council), rule, ask, absent)


@given(councils, rules, st.integers(0, 9))
def test_asking_all_differs_only_in_what_is_already_decided(council, rule, absent):
    outstanding, all_ = (verdict(tally(council), rule, ask, absent) for ask in (Ask.OUTSTANDING, Ask.ALL))
    if outstanding == CouncilOutcome.ADOPTED:
        assert all_ == CouncilOutcome.PROVISIONAL
    else:
        assert all_ == outstanding


@given(
    st.lists(says, max_size=6).map(lambda said: [VoiceCount(*one) for one in said]),
    thresholds.flatmap(lambda threshold: st.builds(Rule, st.just(threshold), st.sampled_from(Base))),
)
def test_verdict_holds_whatever_the_outstanding_say(council, rule):
    counted = tally(council)
    ends = set()
    for answers in product(SIDES, repeat=counted.outstanding_weight):
        sides = counted.binding.weights + Counts(*(answers.count(side) for side in SIDES))
        ends.add(decide(rule, Tally(sides.for_, sides.against, sides.abstain, len(council), len(council))).value)
    said = verdict(counted, rule, Ask.OUTSTANDING)
    if said == CouncilOutcome.ADOPTED:
        assert ends == {"adopted"}
    elif said == CouncilOutcome.PROVISIONAL:
        assert "adopted" in ends
        assert len(ends) > 1
    else:
        assert "adopted" not in ends
        assert counted.outstanding_weight or ends == {said.value}


@given(st.lists(voices.filter(lambda voice: voice.choice), max_size=8), st.data())
def test_row_of_the_same_delegation_never_makes_two_voices(council, data):
    rows = [replace(voice, delegation=number) for number, voice in enumerate(council)]
    places = [
        VoiceCount(Choice.NONE, VoiceKind.NONE, row.weight, row.members, row.delegation)
        for row in rows
        if row.kind == VoiceKind.VOID
    ]
    assert tally(data.draw(st.permutations([*rows, *places]))) == tally(rows)
