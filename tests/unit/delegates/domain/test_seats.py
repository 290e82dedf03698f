"""Naming a delegation: seats of its form, alternates in order, nobody twice."""

from datetime import date

import pytest

from delegates.domain.seats import SeatProblem, is_complete, naming_problem, next_alternate, term_end
from delegates.domain.stages import DelegationForm

SINGLE, TANDEM = DelegationForm.SINGLE, DelegationForm.TANDEM


@pytest.mark.parametrize(
    ("form", "delegates", "alternates", "problem"),
    [
        (TANDEM, [1, 2], [3, 4], None),
        (TANDEM, [1], [], None),
        (SINGLE, [1], [2], None),
        (SINGLE, [1, 2], [], SeatProblem.TOO_MANY),
        (TANDEM, [1, 2, 3], [], SeatProblem.TOO_MANY),
        (TANDEM, [], [1], SeatProblem.NOBODY),
        (TANDEM, [1, 1], [], SeatProblem.TWICE),
        (TANDEM, [1, 2], [3, 3], SeatProblem.TWICE),
        (TANDEM, [1, 2], [2], SeatProblem.ALTERNATE_IN_SEAT),
    ],
)
def test_naming_problem_says_why_these_people_cannot_be_one_delegation(form, delegates, alternates, problem):
    assert naming_problem(form, delegates, alternates) == problem


def test_incomplete_pair_is_marked():
    assert (is_complete(TANDEM, 2), is_complete(TANDEM, 1), is_complete(SINGLE, 1)) == (True, False, True)


def test_next_alternate_is_the_lowest_number_left():
    assert next_alternate([3, 2]) == 2
    assert next_alternate([]) is None


def test_term_end_reads_the_charter_line():
    assert term_end(date(2026, 3, 1), "6 months") == date(2026, 9, 1)
