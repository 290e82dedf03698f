"""The count of a council: kinds kept apart, weights, and what may still turn."""

import pytest

from assemblies.domain.majority import Base, Rule
from mandates.domain.council import CouncilOutcome, VoiceCount, instruction, tally, verdict
from mandates.domain.counts import Counts
from mandates.domain.stages import Ask, Choice, VoiceKind

SIMPLE = Rule(None, Base.CAST)
OUT, ALL = Ask.OUTSTANDING, Ask.ALL


def council(for_=0, against=0, abstain=0, indicative=0, back=0, silent=0, void=0):
    kinds = [
        (for_, Choice.FOR, VoiceKind.BINDING),
        (against, Choice.AGAINST, VoiceKind.BINDING),
        (abstain, Choice.ABSTAIN, VoiceKind.BINDING),
        (indicative, Choice.FOR, VoiceKind.INDICATIVE),
        (back, Choice.SEND_BACK, VoiceKind.INDICATIVE),
        (silent, Choice.NONE, VoiceKind.NONE),
        (void, Choice.FOR, VoiceKind.VOID),
    ]
    return tally([VoiceCount(choice, kind) for number, choice, kind in kinds for _one in range(number)])


def test_send_back_stands_outside_every_side():
    counted = council(for_=2, against=1, back=3, silent=1, void=1)
    assert counted.tendency.units == counted.binding.units == Counts(2, 1, 0)
    assert (counted.send_back, counted.not_voting, counted.void, counted.present) == (3, 1, 1, 8)
    assert counted.outstanding_weight == 4


def test_weights_and_members_stand_beside_the_units():
    counted = tally(
        [
            VoiceCount(Choice.FOR, VoiceKind.BINDING, 25, 25),
            VoiceCount(Choice.FOR, VoiceKind.BINDING, 25, 25),
            VoiceCount(Choice.AGAINST, VoiceKind.BINDING, 1000, 1000),
        ]
    )
    assert counted.binding.units == Counts(2, 1, 0)
    assert counted.binding.weights == counted.binding.members == Counts(50, 1000, 0)
    assert verdict(counted, SIMPLE, OUT) == CouncilOutcome.REJECTED
    assert (counted.present, counted.present_members) == (3, 1050)


@pytest.mark.parametrize(
    ("counted", "ask", "absent", "outcome"),
    [
        (council(5, 3), OUT, 0, CouncilOutcome.ADOPTED),
        (council(5, 3), ALL, 0, CouncilOutcome.PROVISIONAL),
        (council(3, 5), ALL, 0, CouncilOutcome.REJECTED),
        (council(4, 4), OUT, 0, CouncilOutcome.TIED),
        (council(4, 4), ALL, 0, CouncilOutcome.TIED),
        (council(4, 4), OUT, 1, CouncilOutcome.PROVISIONAL),
        (council(5, 2, indicative=2), OUT, 0, CouncilOutcome.ADOPTED),
        (council(5, 2, indicative=3), OUT, 0, CouncilOutcome.PROVISIONAL),
        (council(5, 2, back=1, silent=1), OUT, 1, CouncilOutcome.PROVISIONAL),
        (council(2, 5, indicative=3), OUT, 0, CouncilOutcome.REJECTED),
        (council(2, 5, indicative=4), OUT, 0, CouncilOutcome.PROVISIONAL),
        (council(4, 4, void=3), OUT, 0, CouncilOutcome.TIED),
        (council(abstain=3), OUT, 0, CouncilOutcome.TIED),
        (council(indicative=3), OUT, 0, CouncilOutcome.PROVISIONAL),
    ],
)
def test_verdict(counted, ask, absent, outcome):
    assert verdict(counted, SIMPLE, ask, absent) == outcome


@pytest.mark.parametrize(
    ("counted", "outcome"),
    [
        (council(3, 2, indicative=9), CouncilOutcome.ADOPTED),
        (council(2, 3, silent=4), CouncilOutcome.REJECTED),
        (council(2, 2, void=1), CouncilOutcome.TIED),
    ],
)
def test_council_that_only_instructs_asks_nobody(counted, outcome):
    assert instruction(counted, SIMPLE) == outcome


def test_instruction_by_all_counts_the_absent_too():
    by_all = Rule(None, Base.ALL)
    assert instruction(council(3, 2), by_all) == CouncilOutcome.ADOPTED
    assert instruction(council(3, 2), by_all, outstanding_absent=1) == CouncilOutcome.REJECTED


def test_base_of_those_present_includes_the_void_voice():
    half_of_present = Rule(None, Base.PRESENT)
    assert verdict(council(4, 3, void=1), half_of_present, OUT) == CouncilOutcome.REJECTED
    assert verdict(council(5, 3, void=1), half_of_present, OUT) == CouncilOutcome.ADOPTED


def test_base_of_all_can_be_given():
    assert verdict(council(7, 2), Rule(None, Base.ALL), OUT, all_weight=14) == CouncilOutcome.REJECTED
    assert verdict(council(8, 2), Rule(None, Base.ALL), OUT, all_weight=14) == CouncilOutcome.ADOPTED


def test_void_voice_gives_way_to_a_later_valid_one_of_the_same_delegation():
    void = VoiceCount(Choice.FOR, VoiceKind.VOID, 1, 10, 7)
    again = VoiceCount(Choice.AGAINST, VoiceKind.BINDING, 1, 10, 7)
    for voices in ([void, void, again], [again, void]):
        counted = tally(voices)
        assert (counted.present, counted.void, counted.binding.units) == (1, 0, Counts(0, 1, 0))


def test_unknown_way_of_asking_is_refused():
    with pytest.raises(ValueError):  # noqa: PT011
        verdict(council(5, 2), SIMPLE, "nobody")
