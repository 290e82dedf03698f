"""Days end at local midnight, and the clock of a rehearsal stands where it was set."""

from datetime import UTC, date, datetime, timedelta

import pytest

from confed.kernel import clock


@pytest.fixture
def stopped():
    clock.set_clock(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    yield
    clock.set_clock(None)


def test_now_is_where_it_was_set(stopped):
    assert clock.now() == datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("UTC", date(2026, 7, 1)), ("Europe/Paris", date(2026, 7, 2)), ("America/Mexico_City", date(2026, 7, 1))],
)
def test_today_is_the_date_of_the_zone(stopped, zone: str, expected: date):
    assert clock.today(zone) == expected


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        (date(2026, 7, 1), "UTC", datetime(2026, 7, 2, tzinfo=UTC)),
        (date(2026, 7, 1), "Europe/Paris", datetime(2026, 7, 1, 22, tzinfo=UTC)),
        (date(2026, 10, 25), "Europe/Paris", datetime(2026, 10, 25, 23, tzinfo=UTC)),  # the day with 25 hours
        (date(2026, 12, 31), "Asia/Kathmandu", datetime(2026, 12, 31, 18, 15, tzinfo=UTC)),
    ],
)
def test_day_ends_at_local_midnight(day: date, zone: str, expected: datetime):
    assert clock.day_end(day, zone) == expected


def test_set_clock_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        clock.set_clock(datetime(2026, 7, 1))


def test_offset_is_read_from_the_clock_file(tmp_path, settings):
    settings.CLOCK_FILE = tmp_path / "clock"
    assert clock.offset() == 0
    settings.CLOCK_FILE.write_text("86400")
    assert clock.offset() == 86400


@pytest.mark.django_db
def test_now_runs_and_follows_the_clock_file(tmp_path, settings):
    settings.CLOCK_FILE = tmp_path / "clock"
    settings.CLOCK_FILE.write_text("86400")
    ahead = clock.now() - datetime.now(UTC)
    assert timedelta(days=1) - timedelta(seconds=5) < ahead < timedelta(days=1) + timedelta(seconds=5)
