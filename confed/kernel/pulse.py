"""How the machine room does: database, broker, work that waits or is stuck, and whether the clocks agree."""

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import DatabaseError, close_old_connections, connection, connections
from django.db.models import Count, Min, Q

from confed.kernel import broker, clock
from confed.kernel.effects import MOST_ATTEMPTS
from confed.kernel.models import Effect

LATE_SECONDS = 60  # beat hints every few seconds: work that is due for a minute has nobody who does it
SKEW_MILLISECONDS = 2000
WATCH_SECONDS = 5

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found at one moment; figures of work are 0 where the database is lost."""

    has_database: bool
    has_broker: bool
    waiting: int = 0
    overdue_seconds: int = 0
    stuck: int = 0
    skew_milliseconds: int = 0

    @property
    def is_late(self) -> bool:
        """Say whether due work is not being done."""
        return self.overdue_seconds >= LATE_SECONDS

    @property
    def is_off(self) -> bool:
        """Say whether this machine and the database disagree on the time."""
        return abs(self.skew_milliseconds) >= SKEW_MILLISECONDS


def read() -> Reading:
    """Look now: two queries and a word to the broker."""
    has_broker = broker.answers()
    try:
        skew = _skew()
        moment = clock.now()
        is_due = Q(attempts__lt=MOST_ATTEMPTS, not_before__lte=moment)
        found = Effect.objects.filter(done_at=None).aggregate(
            waiting=Count("pk", filter=is_due),
            oldest=Min("not_before", filter=is_due),
            stuck=Count("pk", filter=Q(attempts__gte=MOST_ATTEMPTS)),
        )
    except DatabaseError:
        return Reading(has_database=False, has_broker=has_broker)
    overdue = int((moment - found["oldest"]).total_seconds()) if found["oldest"] else 0
    return Reading(True, has_broker, found["waiting"], overdue, found["stuck"], skew)


def last() -> Reading | None:
    """Return what the watch of this process found last; None where nobody watches."""
    return Watch.last


class Watch:
    """Looks every few seconds from a thread of its own, so that a page can say what waits without asking anybody."""

    last: Reading | None = None

    def __init__(self) -> None:
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="confed-watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._end.set()
        self._thread.join(WATCH_SECONDS)
        Watch.last = None

    def _run(self) -> None:
        while not self._end.is_set():
            close_old_connections()
            try:
                Watch.last = read()
            except Exception as error:  # noqa: BLE001 -- who watches must not fall
                logger.warning("The watch could not look: %s", type(error).__name__)
            self._end.wait(WATCH_SECONDS)
        connections.close_all()


def _skew() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        before = datetime.now(UTC)
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    middle = before + (datetime.now(UTC) - before) / 2
    return round((theirs - middle).total_seconds() * 1000)
