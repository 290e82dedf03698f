"""The clock of a playing: it stands where the steps put it, and what is owed is done at its own hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from confed.kernel import clock, effects

PATIENCE = 600.0


class Timekeeper:
    """Moves the clock of this process forward and drains what falls due on the way."""

    def __init__(self) -> None:
        """Start without an hour; the first step gives it."""
        self.moment: datetime | None = None

    def begin(self, moment: datetime) -> None:
        """Put the clock to where the story starts."""
        self._set(moment)

    def move_to(self, moment: datetime) -> None:
        """Go on to a moment; effects due before it are done at the hour they fall due."""
        self.drain()
        while (due := effects.next_due()) is not None and due <= moment:
            self._set(due)
            self.drain()
        if self.moment is None or moment > self.moment:
            self._set(moment)
        self.drain()

    def wait(self, seconds: int) -> None:
        """Let a little time pass within a step."""
        if self.moment is not None:
            self._set(self.moment + timedelta(seconds=seconds))

    def drain(self) -> None:
        """Do everything that is due now."""
        effects.drain(seconds=PATIENCE)

    def _set(self, moment: datetime) -> None:
        self.moment = moment
        clock.set_clock(moment)


@contextmanager
def kept_clock() -> Iterator[Timekeeper]:
    """Give a timekeeper, and let the clock run again afterwards."""
    try:
        yield Timekeeper()
    finally:
        clock.set_clock(None)
