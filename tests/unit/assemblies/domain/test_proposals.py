"""When a proposal has enough supporters, until when it is answered, taken over and barred, and what its vote asks."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from assemblies.domain.majority import Base, Rule
from assemblies.domain.proposals import (
    answer_due,
    at_least,
    barred_until,
    may_be_taken_over,
    question_key,
    supporters_needed,
)

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("of_charter", "roll", "is_barred", "needed"),
    [(3, 200, False, 3), (3, 2, False, 2), (3, 0, False, 1), (3, 200, True, 40), (3, 11, True, 3), (3, 41, True, 9)],
)
def test_supporters_needed(of_charter, roll, is_barred, needed):
    assert supporters_needed(of_charter, roll, is_barred=is_barred) == needed


def test_days():
    assert answer_due(NOON) == NOON + timedelta(days=3)
    assert may_be_taken_over(NOON, NOON + timedelta(days=7))
    assert not may_be_taken_over(NOON, NOON + timedelta(days=7, seconds=1))
    assert barred_until(date(2026, 5, 1)) == date(2027, 5, 1)
    assert barred_until(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mend the roof!", " mend  THE róof"), ("Straße", "STRASSE"), ("مَدرسة", "مدرسة"), ("No. 5: bread", "no 5 bread")],
)
def test_titles_are_compared_without_case_accents_and_signs(one, other):
    assert question_key(one) == question_key(other) != ""


def test_titles_of_signs_only_compare_to_nothing():
    assert question_key("?!…") == ""


@pytest.mark.parametrize(
    ("rule", "earlier", "asked"),
    [
        ((None, "cast"), ("2/3", "cast"), ("2/3", "cast")),
        (("3/4", "cast"), ("2/3", "cast"), ("3/4", "cast")),
        (("2/3", "cast"), (None, "present"), ("2/3", "present")),
        ((None, "all"), ("2/3", "present"), ("2/3", "all")),
        ((None, "cast"), (None, "cast"), (None, "cast")),
    ],
)
def test_a_vote_asks_at_least_what_the_named_decision_asked(rule, earlier, asked):
    def read(pair):
        return Rule(Fraction(pair[0]) if pair[0] else None, Base(pair[1]))

    assert at_least(read(rule), read(earlier)) == at_least(read(earlier), read(rule)) == read(asked)
