"""The windows of time: in which the vote of a commune counts, and for which a council vote may stand still."""

from datetime import date, datetime, timedelta

CONTEST_DAYS = 14
SUSPENSION = timedelta(hours=24)


def closes_on(opens_on: date, days: int) -> date:
    """Return the last day of a window: it opens on day 0 and ends with day `days` (Rulebook, window)."""
    return opens_on + timedelta(days=days)


def is_early(voted_on: date, first_day: date) -> bool:
    """Say whether a vote was held before the decision went down, so that it cannot answer it (Rulebook, window)."""
    return voted_on < first_day


def is_late(voted_on: date, last_day: date) -> bool:
    """Say whether a vote was held after the window; the day of the vote counts, not of its arrival (Rulebook, window)."""
    return voted_on > last_day


def extension_needs(communes: int) -> int:
    """Return how many of the communes asked give a ratification more days: more than half (Rulebook, window)."""
    return communes // 2 + 1


def may_extend(agreed: int, communes: int) -> bool:
    """Say whether so many of the communes asked may give a ratification more days: more than half (Rulebook, window)."""
    return agreed >= extension_needs(communes)


def suspended_until(suspended_at: datetime) -> datetime:
    """Return the moment at which a suspended vote may go on: a day later at most (Rulebook, suspension)."""
    return suspended_at + SUSPENSION
