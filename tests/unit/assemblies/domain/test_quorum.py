"""Quorum: a share of the roll, rounded up, of voters only."""

from fractions import Fraction

import pytest

from assemblies.domain.quorum import is_quorate, people_needed, second_call_needed

FIRST, SECOND = Fraction(30, 100), Fraction(20, 100)


def test_first_and_second_call_of_a_commune_of_260():
    assert people_needed(FIRST, 260) == 78
    assert second_call_needed(SECOND, 260) == 52
    assert not is_quorate(61, people_needed(FIRST, 260))
    assert is_quorate(66, 52)


@pytest.mark.parametrize(
    ("share", "roll", "needed"), [(Fraction(1, 10), 84, 9), (Fraction(1, 5), 84, 17), (Fraction(1, 4), 213, 54)]
)
def test_people_needed_rounds_up(share, roll, needed):
    assert people_needed(share, roll) == needed
    assert is_quorate(needed, needed)
    assert not is_quorate(needed - 1, needed)


def test_charter_without_quorum_needs_one_voter():
    assert people_needed(None, 84) == 0
    assert is_quorate(1, 0)
    assert not is_quorate(0, 0)


def test_charter_without_second_call_has_none():
    assert second_call_needed(None, 84) is None


def test_council_of_nine_counts_voices():
    assert people_needed(Fraction(2, 3), 9) == 6
    assert people_needed(Fraction(1, 2), 14) == 7
