"""The arithmetic of a recall, by example and for any roll."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegates.domain.petitions import bar_width, barred_until, collecting_until, is_barred, is_lapsed, names_needed


@pytest.mark.parametrize(
    ("share", "roll", "needed"), [("1/10", 84, 9), ("1/5", 214, 43), ("1/10", 20, 3), ("1/10", 0, 3)]
)
def test_a_tenth_is_rounded_up_and_never_fewer_than_three(share, roll, needed):
    assert names_needed(Fraction(share), roll) == needed


@given(st.integers(1, 20), st.integers(0, 5000))
def test_needed_names_are_the_least_that_reach_the_share(part, roll):
    needed = names_needed(Fraction(part, 20), roll)
    assert needed >= 3
    assert Fraction(needed) >= Fraction(part, 20) * roll
    assert needed == 3 or Fraction(needed - 1) < Fraction(part, 20) * roll


@given(st.integers(0, 500), st.integers(3, 200))
def test_the_bar_stands_at_eighty_when_enough_signed_and_shows_more(names, needed):
    width = bar_width(names, needed)
    assert 0 <= width <= 100
    assert (width >= 80) == (names >= needed)


def test_a_ground_is_barred_to_the_last_day_and_names_are_collected_for_three_weeks():
    day = date(2026, 6, 8)
    until = barred_until(day, 90)
    assert is_barred(until, until)
    assert not is_barred(until, until + timedelta(days=1))
    assert not is_barred(None, day)
    assert collecting_until(day) == date(2026, 6, 29)
    assert [is_lapsed(times) for times in (0, 1, 2)] == [False, False, True]
