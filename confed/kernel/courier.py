"""Background threads that carry hints (pings and nudges), so that a request never waits for a broker."""

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

logger = logging.getLogger(__name__)


class Courier:
    """Delivers what was posted from its own daemon thread; what waits is a set, so a flood is one delivery.

    A delivery that fails is tried again after each pause (a connection that the broker closed fails once), then
    logged and let go, never raised: only hints travel here, and beat and the pages' own refetch make up for a lost
    one. After a fork the child starts a thread of its own.

    With a `gap` the same item is delivered at most once in so many seconds: the first at once, and whatever was posted
    since once more when the gap is over, so that the last is never swallowed.
    """

    def __init__(
        self, name: str, deliver: Callable[[list[str]], None], pauses: Sequence[float] = (0.2, 2), gap: float = 0
    ) -> None:
        self._name: Final = name
        self._deliver: Final = deliver
        self._pauses: Final = pauses
        self._gap: Final = gap
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        self._lock = threading.Condition()
        self._waiting: dict[str, None] = {}
        self._not_before: dict[str, float] = {}
        self._busy = False
        self._thread: threading.Thread | None = None

    def post(self, *items: str) -> None:
        """Leave items to be delivered soon; returns at once."""
        with self._lock:
            self._waiting.update(dict.fromkeys(items))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._lock.notify_all()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is left to deliver; say whether that came true in time."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._waiting and not self._busy, seconds)

    def _run(self) -> None:
        while True:
            with self._lock:
                self._busy = False
                self._lock.notify_all()
                items = self._wait_for_due()
            self._deliver_patiently(items)

    def _wait_for_due(self) -> list[str]:
        """Take what may go now, and remember when it may go again; needs the lock."""
        while True:
            moment = time.monotonic()
            self._not_before = {item: when for item, when in self._not_before.items() if when > moment}
            due = [item for item in self._waiting if item not in self._not_before]
            if due:
                break
            soonest = min((self._not_before[item] for item in self._waiting), default=None)
            self._lock.wait(None if soonest is None else soonest - moment)
        self._busy = True
        for item in due:
            del self._waiting[item]
            if self._gap:
                self._not_before[item] = moment + self._gap
        return due

    def _deliver_patiently(self, items: list[str]) -> None:
        for pause in (*self._pauses, None):
            try:
                return self._deliver(items)
            except Exception as error:  # noqa: BLE001 -- a broker may fail in any way
                if pause is None:
                    logger.warning("%s: a hint was lost: %s: %s", self._name, type(error).__name__, error)
                else:
                    time.sleep(pause)
        return None
