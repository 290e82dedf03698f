"""The window in which the vote of a commune counts."""

from datetime import date, timedelta


def closes_on(opens_on: date, days: int) -> date:
    """Return the last day of a window: it opens on day 0 and ends with day `days` (Rulebook, window)."""
    return opens_on + timedelta(days=days)


def is_late(voted_on: date, last_day: date) -> bool:
    """Say whether a vote was held after the window; the day of the vote counts, not of its arrival (Rulebook, window)."""
    return voted_on > last_day
