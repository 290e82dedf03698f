"""Durations of a charter, and the last day of a term."""

from datetime import date

import pytest

from assemblies.domain.durations import Duration, Unit, last_day, parse_duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("30 minutes", Duration(30, Unit.MINUTE)),
        ("1 hour", Duration(1, Unit.HOUR)),
        ("6 months", Duration(6, Unit.MONTH)),
        ("1 sitting", Duration(1, Unit.SITTING)),
    ],
)
def test_parse_duration_reads_number_and_unit(text, duration):
    assert parse_duration(text) == duration


@pytest.mark.parametrize("text", ["", "30", "minutes", "0 days", "-1 day", "1.5 hours", "2 years", "half a day"])
def test_parse_duration_refuses_anything_else(text):
    with pytest.raises(ValueError, match="not a duration"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "minutes"), [("30 minutes", 30), ("2 hours", 120), ("1 day", 1440), ("2 weeks", 20160)]
)
def test_minutes_of_what_has_a_fixed_length(text, minutes):
    assert parse_duration(text).minutes == minutes


@pytest.mark.parametrize("text", ["1 month", "1 sitting"])
def test_minutes_of_what_has_none_are_refused(text):
    with pytest.raises(ValueError, match="no fixed length"):
        _ = parse_duration(text).minutes


@pytest.mark.parametrize(
    ("first", "text", "last"),
    [
        (date(2026, 1, 15), "6 months", date(2026, 7, 15)),
        (date(2026, 8, 31), "6 months", date(2027, 2, 28)),
        (date(2024, 2, 29), "24 months", date(2026, 2, 28)),
        (date(2026, 12, 1), "1 month", date(2027, 1, 1)),
        (date(2026, 1, 1), "2 weeks", date(2026, 1, 15)),
        (date(2026, 1, 1), "1 sitting", date(2026, 7, 3)),
    ],
)
def test_last_day_of_a_term(first, text, last):
    assert last_day(first, parse_duration(text)) == last
