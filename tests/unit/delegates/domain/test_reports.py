"""When a report-back is due, overdue, and past contesting; and its way through its stages."""

from datetime import date

import pytest

from confed.kernel.errors import IllegalStep
from confed.kernel.lifecycle import step
from delegates.domain.reports import contest_until, due_on, is_overdue, unknown_items
from delegates.domain.stages import REPORT_MOVES, ReportAct, ReportStage

DAY = date(2026, 3, 2)


def test_due_counts_days_after_the_sitting():
    assert due_on(DAY, 14) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("stage", "today", "overdue"),
    [
        (ReportStage.DUE, date(2026, 3, 2), False),
        (ReportStage.DUE, date(2026, 3, 3), True),
        (ReportStage.GIVEN, date(2026, 3, 3), False),
        (ReportStage.CONTESTED, date(2026, 3, 3), False),
        (ReportStage.RECEIVED, date(2027, 1, 1), False),
    ],
)
def test_only_a_report_that_nobody_gave_is_overdue(stage, today, overdue):
    assert is_overdue(stage, DAY, today) is overdue


def test_contesting_stays_open_for_fourteen_days():
    assert contest_until(DAY) == date(2026, 3, 16)


def test_items_that_were_not_there_are_named():
    assert unknown_items([9, 2, 7], [7, 8]) == [2, 9]


@pytest.mark.parametrize("stage", list(ReportStage))
@pytest.mark.parametrize("act", list(ReportAct))
def test_every_step_is_in_the_table_or_refused(stage, act):
    if (stage, act) in REPORT_MOVES:
        assert step(REPORT_MOVES, stage, act) in set(ReportStage)
    else:
        assert (stage, act) in {
            (ReportStage.RECEIVED, ReportAct.GIVE),
            (ReportStage.RECEIVED, ReportAct.RECEIVE),
            (ReportStage.CONTESTED, ReportAct.CONTEST),
        }
        with pytest.raises(IllegalStep):
            step(REPORT_MOVES, stage, act)
