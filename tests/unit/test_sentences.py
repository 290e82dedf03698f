"""The rule in one sentence before, the reckoning in one after, for every rule and base."""

from fractions import Fraction

import pytest

from assemblies.domain.majority import Base, Outcome, Rule
from assemblies.queries.sentences import needed_after, reckoning, rule_sentence

COUNTS = {"for": 44, "against": 10, "abstain": 9, "present": 63, "all": 140, "not_voting": 0}
TWO_THIRDS = Fraction(2, 3)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (Rule(None, Base.PRESENT), "Passes with 32 yes: more than half of the 63 present."),
        (Rule(TWO_THIRDS, Base.PRESENT), "Passes with 42 yes: at least 2/3 of the 63 present."),
        (Rule(None, Base.ALL), "Passes with 71 yes: more than half of the 140 on the roll."),
        (Rule(TWO_THIRDS, Base.ALL), "Passes with 94 yes: at least 2/3 of the 140 on the roll."),
        (
            Rule(None, Base.CAST),
            "Passes with more yes than no; those who abstain are not counted. 63 are present.",
        ),
        (
            Rule(TWO_THIRDS, Base.CAST),
            "Passes when at least 2/3 of the yes and no votes are yes. 63 are present.",
        ),
    ],
)
def test_rule_sentence_states_base_and_what_is_needed(rule, says):
    assert rule_sentence(rule, 63, 140) == says


@pytest.mark.parametrize(
    ("rule", "outcome", "says"),
    [
        (
            Rule(None, Base.PRESENT),
            Outcome.ADOPTED,
            "44 yes, 10 no, 9 abstain, of 63 present: 32 needed. Passed.",
        ),
        (
            Rule(None, Base.ALL),
            Outcome.REJECTED,
            "44 yes, 10 no, 9 abstain, of 140 on the roll, 63 of them present: 71 needed. Not passed.",
        ),
        (
            Rule(TWO_THIRDS, Base.CAST),
            Outcome.ADOPTED,
            "44 yes, 10 no, 9 abstain, of 63 present: 36 of the 54 yes and no votes needed. Passed.",
        ),
        (
            Rule(None, Base.CAST),
            Outcome.TIED,
            "44 yes, 10 no, 9 abstain, of 63 present: 28 of the 54 yes and no votes needed. Tied: not passed.",
        ),
    ],
)
def test_reckoning_states_counts_base_needed_and_what_follows(rule, outcome, says):
    assert reckoning(COUNTS, rule, outcome) == says


def test_needed_after_nothing_cast_is_one():
    empty = dict.fromkeys(COUNTS, 0)
    assert needed_after(Rule(None, Base.CAST), empty) == 1
    assert needed_after(Rule(TWO_THIRDS, Base.CAST), empty) == 1
