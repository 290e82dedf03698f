"""What time it is: the database's clock where there is one, and movable for rehearsals and the demo."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

_moment: datetime | None = None


def now() -> datetime:
    """Return the moment, aware and in UTC; ask for it after the lock, for a lock may have waited."""
    if _moment is not None:
        return _moment
    return _read_clock() + timedelta(seconds=offset())


def set_clock(moment: datetime | None) -> None:
    """Stop the clock of this process at an aware moment; None lets it run again."""
    global _moment
    if moment is not None and moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    _moment = None if moment is None else moment.astimezone(UTC)


def offset() -> int:
    """Return the seconds by which CLOCK_FILE moves time; 0 where there is no such file."""
    if settings.CLOCK_FILE is None:
        return 0
    try:
        return int(settings.CLOCK_FILE.read_text())
    except FileNotFoundError:
        return 0


def today(zone: str) -> date:
    """Return the date in this time zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def day_end(day: date, zone: str) -> datetime:
    """Return the instant (UTC) of the midnight that ends this day in this time zone."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _read_clock() -> datetime:
    # Several web and worker machines agree on the time only if the database tells it.
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            moment: datetime = cursor.fetchone()[0]
            return moment.astimezone(UTC)
    return datetime.now(UTC)
