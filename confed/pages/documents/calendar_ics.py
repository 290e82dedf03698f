"""The calendar of a commune as iCalendar (RFC 5545, with the names of RFC 7986)."""

from datetime import UTC, date, datetime, timedelta

from icalendar import STATUS
from icalendar import Calendar as Written
from icalendar import Event as WrittenEvent

from confed.pages.queries.calendar_event import Calendar, Event

PRODUCT = "-//confed//confed//EN"
ASK_AGAIN = timedelta(hours=1)


def calendar_ics(calendar: Calendar, address: str, addresses: dict[str, str]) -> bytes:
    """Return the feed; the same calendar gives the same bytes. `addresses` leads from an event's key to its page."""
    written = Written.new(
        prodid=PRODUCT,
        name=calendar.title,
        description=calendar.words,
        language=calendar.language,
        url=address,
        refresh_interval=ASK_AGAIN,
        uid=f"{calendar.slug}@confed",
        last_modified=max((event.changed_at for event in calendar.events), default=None),
    )
    written.add("method", "PUBLISH")
    written.add("x-wr-timezone", calendar.zone)
    for event in calendar.events:
        written.add_component(_event(event, addresses[event.key]))
    if hours := [event.starts for event in calendar.events if isinstance(event.starts, datetime)]:
        written.add_missing_timezones(date(min(hours).year, 1, 1), date(max(hours).year + 1, 1, 1))
    feed: bytes = written.to_ical()
    return feed


def _event(event: Event, address: str) -> WrittenEvent:
    stamp = event.changed_at.astimezone(UTC)
    written = WrittenEvent.new(
        uid=f"{event.key}@confed",
        sequence=event.revision,
        stamp=stamp,
        last_modified=stamp,
        start=event.starts,
        end=event.ends,
        summary=event.title,
        description=event.words or None,
        location=event.place or None,
        url=address,
        status=STATUS.CANCELLED if event.is_cancelled else STATUS.CONFIRMED,
    )
    if not isinstance(event.starts, datetime):
        written.add("transp", "TRANSPARENT")  # a day that ends something takes nobody's time
    return written
