"""One line of a calendar: a sitting with its hour, or a whole day that ends something."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Event:
    """What a calendar keeps of it; `key` stays the same for ever, `revision` grows with every change."""

    key: str
    revision: int
    changed_at: datetime
    starts: date | datetime
    title: str
    words: str
    page: str
    place_of_page: tuple[str, int]
    ends: datetime | None = None
    place: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of one commune, in its own language and hours."""

    slug: str
    title: str
    words: str
    language: str
    zone: str
    events: tuple[Event, ...]
