"""How many members bring something about, and for which day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assemblies.domain.notice import days_given, first_day, is_short
from assemblies.domain.requests import day_called, people_asked

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("share", "roll", "needed"),
    [("1/20", 100, 5), ("1/20", 101, 6), ("1/10", 84, 9), ("1/20", 3, 1), ("1/10", 0, 1), ("none", 100, None)],
)
def test_a_share_of_the_roll_is_rounded_up(share, roll, needed):
    assert people_asked(share, roll) == needed


@given(DAYS, DAYS, st.none() | st.integers(0, 60))
def test_a_called_assembly_keeps_its_notice_and_is_never_earlier_than_asked(wanted, today, notice):
    day = day_called(wanted, today, notice)
    assert day >= wanted
    assert not is_short(today, day, notice)
    assert day in (wanted, first_day(today, notice))


@given(DAYS, st.integers(0, 400), st.none() | st.integers(0, 60))
def test_notice_is_short_exactly_below_what_is_asked(told, days, asked):
    meets = date.fromordinal(told.toordinal() + days)
    assert days_given(told, meets) == days
    assert is_short(told, meets, asked) is (asked is not None and days < asked)
