"""Lines of the log: what failed and where in the code, but no person, no choice, no way in, and no address as it was asked.

An exception is told by its kind and its place; its own words may hold a row of the roll. A request is told by the
pattern of its address, for the address itself may be a slip that signs in.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

MAIL = re.compile(r"[^\s<>\"'(=/]+@[^\s<>\"')]+")
SECRET = re.compile(r"(?<=/slip/)[^/\s]+|(?<=://)[^@/\s]+@|[A-Za-z0-9_-]{40,}")
HIDDEN = "…"
NO_ADDRESS = "(no address of ours)"


class PlainLines(logging.Formatter):
    """One line for people to read."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and below it where an exception came from."""
        head = f"{_moment(record)} {record.levelname} {record.name}: {words(record)}"
        return "\n  ".join([head, *trail(record)])


class JsonLines(logging.Formatter):
    """One JSON object a line, for programs that keep logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; keys that say nothing are left out."""
        said: dict[str, Any] = {
            "at": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": words(record),
        }
        if status := getattr(record, "status_code", None):
            said["status"] = status
        if places := trail(record):
            said["trail"] = places
        return json.dumps(said, ensure_ascii=False)


def words(record: logging.LogRecord) -> str:
    """Return what a record says, without what must not stand in a log."""
    request = getattr(record, "request", None)
    if request is not None and hasattr(request, "method"):
        match = getattr(request, "resolver_match", None)
        route = f"/{match.route}" if match else NO_ADDRESS
        return f"{getattr(record, 'status_code', '')} {request.method} {route}".strip()
    return MAIL.sub(HIDDEN, SECRET.sub(HIDDEN, record.getMessage()))


def trail(record: logging.LogRecord) -> list[str]:
    """Return the kind of the exception of a record and the places it passed, those of its causes first."""
    error = record.exc_info[1] if record.exc_info else None
    places: list[str] = []
    while error is not None:
        passed = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
        places = [*passed, type(error).__qualname__, *places]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return places


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
