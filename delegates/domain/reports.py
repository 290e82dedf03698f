"""When a report-back is due, when it is overdue, and how long it can be contested."""

from collections.abc import Sequence
from datetime import date, timedelta

from delegates.domain.stages import ReportStage

CONTEST_DAYS = 14


def due_on(sitting: date, days: int) -> date:
    """Return the last day on which a report on this sitting is not overdue (Rulebook, report-back)."""
    return sitting + timedelta(days=days)


def is_overdue(stage: ReportStage, due: date, today: date) -> bool:
    """Say whether nobody gave the report in time; once given it waits for the assembly (Rulebook, report-back)."""
    return stage is ReportStage.DUE and today > due


def contest_until(received: date) -> date:
    """Return the last day on which a report that was taken can be contested (Rulebook, report-back)."""
    return received + timedelta(days=CONTEST_DAYS)


def unknown_items(contested: Sequence[int], known: Sequence[int]) -> list[int]:
    """Return the contested items that were not before that sitting, in their order (Rulebook, report-back)."""
    return sorted(set(contested) - set(known))
