"""Spans of time as a charter words them, and the day on which one ends."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DURATION = re.compile(r"([1-9][0-9]{0,3}) (minute|hour|day|week|month|sitting)s?")
_DAYS_OF_A_SITTING = 183


class Unit(StrEnum):
    """What a duration is counted in."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SITTING = "sitting"


_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 1440, Unit.WEEK: 10080}


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of minutes, hours, days, weeks, months or sittings."""

    number: int
    unit: Unit

    @property
    def minutes(self) -> int:
        """How many minutes it lasts; ValueError for months and sittings, which differ in length."""
        if self.unit not in _MINUTES:
            raise ValueError(f"{self.unit}s have no fixed length")
        return self.number * _MINUTES[self.unit]


def parse_duration(text: str) -> Duration:
    """Read “30 minutes”, “6 months” or “1 sitting”; ValueError for anything else (Rulebook, charter)."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not a duration such as 30 minutes")
    return Duration(int(found[1]), Unit(found[2]))


def last_day(first: date, term: Duration) -> date:
    """Return the last day of a term that begins on this day (Rulebook, delegations).

    Months run to the same day of a later month, or to its end. A term counted in sittings ends with the sitting;
    until then it lasts half a year at most for each.
    """
    if term.unit is Unit.MONTH:
        years, month = divmod(first.month - 1 + term.number, 12)
        year = first.year + years
        return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
    if term.unit is Unit.SITTING:
        return first + timedelta(days=_DAYS_OF_A_SITTING * term.number)
    return first + timedelta(minutes=term.minutes)
