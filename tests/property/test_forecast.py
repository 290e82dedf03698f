"""If all vote as instructed: nobody is counted against a mandate, and nobody without one."""

from hypothesis import given
from hypothesis import strategies as st

from mandates.domain.compliance import CheckKind, Terms, check
from mandates.domain.council import tally
from mandates.domain.forecast import Instruction, as_instructed
from mandates.domain.stages import Choice, IfTouched, Latitude, Position, VoiceKind

TERMS = st.builds(
    Terms,
    position=st.sampled_from(Position),
    latitude=st.sampled_from(Latitude),
    has_red_lines=st.booleans(),
    if_touched=st.sampled_from(IfTouched),
    same_version=st.booleans(),
    touched=st.sampled_from([True, False, None]),
    contested=st.booleans(),
    may_abstain=st.booleans(),
)
INSTRUCTIONS = st.lists(st.builds(Instruction, terms=st.none() | TERMS, weight=st.integers(0, 9)), max_size=12)


@given(INSTRUCTIONS)
def test_each_voice_says_what_its_mandate_lets_it_say(instructions):
    for one, voice in zip(instructions, as_instructed(instructions), strict=True):
        if one.terms is None:
            assert voice.choice == Choice.NONE
            continue
        found = check(one.terms, voice.choice)
        assert found.kind != CheckKind.BLOCKED
        assert (voice.kind == VoiceKind.BINDING) == (found.kind == CheckKind.BINDING)


@given(INSTRUCTIONS)
def test_everybody_stands_somewhere_and_only_the_instructed_on_a_side(instructions):
    counted = tally(as_instructed(instructions))
    instructed = sum(one.terms is not None for one in instructions)
    assert counted.present == len(instructions)
    assert counted.not_voting == len(instructions) - instructed
    assert counted.tendency.units.expressed + counted.send_back == instructed


def test_mandate_that_says_no_if_touched_is_counted_against():
    terms = Terms(Position.FOR, Latitude.BOUNDED, True, IfTouched.AGAINST, same_version=False, touched=True)
    (voice,) = as_instructed([Instruction(terms)])
    assert (voice.choice, voice.kind) == (Choice.AGAINST, VoiceKind.BINDING)


def test_mandate_that_goes_home_if_touched_is_sent_back():
    terms = Terms(Position.FOR, Latitude.BOUNDED, True, IfTouched.SEND_BACK, same_version=False, touched=True)
    (voice,) = as_instructed([Instruction(terms)])
    assert voice.choice == Choice.SEND_BACK
