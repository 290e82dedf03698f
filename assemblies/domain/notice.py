"""Notice of a sitting: how many days before it is told, and which words of a text stood when it was."""

from datetime import date, datetime, timedelta

from assemblies.domain.charter import NONE
from assemblies.domain.durations import parse_duration
from assemblies.domain.stages import AssemblyKind


def days_asked(text: str) -> int | None:
    """Return how many days of notice a charter's value asks for; None for “none” (Rulebook, notice)."""
    return None if text == NONE else parse_duration(text).minutes // 1440


def days_given(told_on: date, meets_on: date) -> int:
    """Return how many days lie between the day of the notice and that of the sitting (Rulebook, notice)."""
    return max(0, (meets_on - told_on).days)


def is_short(told_on: date, meets_on: date, asked: int | None) -> bool:
    """Say whether notice was given later than the charter asks: seven days before is in time (Rulebook, notice)."""
    return asked is not None and days_given(told_on, meets_on) < asked


def first_day(told_on: date, asked: int | None) -> date:
    """Return the first day on which a sitting told on this day keeps its notice (Rulebook, notice)."""
    return told_on + timedelta(days=asked or 0)


def noticed_until(listed_at: datetime, planned_at: datetime, asked: int | None) -> datetime:
    """Return the moment whose words were in the notice: its last day, or later for what was listed later.

    What is written after it is a text changed after notice (Rulebook, notice).
    """
    return max(listed_at, planned_at - timedelta(days=asked)) if asked else listed_at


def approves_minutes(kind: str) -> bool:
    """Say whether a sitting of this kind approves minutes: only an ordinary one does (Rulebook, minutes)."""
    return kind == AssemblyKind.ORDINARY
