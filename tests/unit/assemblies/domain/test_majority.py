"""Majorities: more than half is >, a qualified majority is ≥, a tie is never adopted."""

from fractions import Fraction

import pytest

from assemblies.domain.majority import Base, Outcome, Rule, Tally, decide, yes_needed

ADOPTED, REJECTED, TIED = Outcome.ADOPTED, Outcome.REJECTED, Outcome.TIED


def rule(threshold: str = "majority", base: str = "cast") -> Rule:
    return Rule.from_values({"threshold": threshold, "base": base})


@pytest.mark.parametrize(
    ("values", "counts", "outcome"),
    [
        (("majority", "cast"), (41, 18, 7, 66, 260), ADOPTED),
        (("majority", "cast"), (25, 35, 6, 66, 260), REJECTED),
        (("majority", "cast"), (4, 4, 0, 9, 9), TIED),
        (("majority", "cast"), (1, 0, 65, 66, 260), ADOPTED),
        (("majority", "cast"), (0, 0, 66, 66, 260), TIED),
        (("majority", "present"), (33, 5, 28, 66, 260), REJECTED),
        (("majority", "present"), (34, 5, 27, 66, 260), ADOPTED),
        (("majority", "all"), (130, 0, 0, 200, 260), REJECTED),
        (("majority", "all"), (131, 0, 0, 200, 260), ADOPTED),
        (("2/3", "cast"), (40, 20, 0, 60, 60), ADOPTED),
        (("2/3", "cast"), (33, 17, 0, 50, 50), REJECTED),
        (("3/4", "cast"), (18, 8, 2, 28, 30), REJECTED),
        (("2/3", "cast"), (18, 8, 2, 28, 30), ADOPTED),
        (("3/4", "cast"), (24, 1, 3, 28, 30), ADOPTED),
        (("2/3", "cast"), (10, 10, 0, 20, 20), TIED),
        (("9/13", "all"), (9, 0, 0, 9, 13), ADOPTED),
        (("9/13", "all"), (8, 0, 0, 13, 13), REJECTED),
        (("1", "present"), (27, 0, 1, 28, 60), REJECTED),
        (("1", "present"), (28, 0, 0, 28, 60), ADOPTED),
    ],
)
def test_decide_says_what_follows(values, counts, outcome):
    assert decide(rule(*values), Tally(*counts)) == outcome


def test_rule_without_base_means_cast():
    assert Rule.from_values({"threshold": "2/3"}) == Rule(Fraction(2, 3), Base.CAST)


@pytest.mark.parametrize(("threshold", "base"), [("majority", "cast"), ("2/3", "present"), ("9/13", "all")])
def test_rule_values_are_read_back(threshold, base):
    assert rule(threshold, base).values() == {"threshold": threshold, "base": base}


@pytest.mark.parametrize(
    ("threshold", "base"), [("1/2", "cast"), ("0", "cast"), ("5/4", "all"), ("most", "cast"), ("2/3", "roll")]
)
def test_rule_refuses_what_is_no_majority(threshold, base):
    with pytest.raises(ValueError):  # noqa: PT011
        rule(threshold, base)


@pytest.mark.parametrize(
    ("values", "needed"),
    [
        (("majority", "cast"), None),
        (("2/3", "cast"), None),
        (("majority", "present"), 34),
        (("majority", "all"), 131),
        (("2/3", "present"), 44),
        (("9/13", "all"), 180),
    ],
)
def test_yes_needed_is_known_where_the_base_is(values, needed):
    assert yes_needed(rule(*values), Tally(0, 0, 0, 66, 260)) == needed


def test_yes_needed_is_never_below_one():
    assert yes_needed(rule("2/3", "all"), Tally(0, 0, 0, 0, 0)) == 1


def test_tally_tells_not_voting_from_abstaining_and_void():
    counted = Tally(for_=4, against=4, abstain=2, present=13, all=20, void=1)
    assert (counted.cast, counted.not_voting) == (8, 2)


def test_tally_refuses_a_count_below_zero():
    with pytest.raises(ValueError, match="below zero"):
        Tally(-1, 0, 0, 0, 0)
