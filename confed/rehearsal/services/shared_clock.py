"""Time of a running demo: moved for every process of the instance, so that open pages see each day pass."""

import time
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

from django.core.management import call_command

from confed.kernel import clock, effects
from confed.kernel.models import Effect
from confed.rehearsal.services.timekeeper import Timekeeper

SERVER_SECONDS = 8.0
STEP_SECONDS = 0.25


class SharedTimekeeper(Timekeeper):
    """Moves the clock file instead of this process alone, and leaves what falls due to the server while it runs."""

    def __init__(self, tell: Callable[[str], None], zone: str, server_runs: bool) -> None:
        """Say through `tell` where time stands in this zone."""
        super().__init__()
        self._tell, self._zone, self._server_runs = tell, ZoneInfo(zone), server_runs
        self._told = ""
        self.moment = clock.now()

    def begin(self, moment: datetime) -> None:
        """Go to a moment; the clock of a running instance never goes back."""
        if self.moment is None or moment > self.moment:
            self._set(moment)

    def drain(self) -> None:
        """Let the server do what is due, so that its open pages hear of it; do the rest here."""
        end = time.monotonic() + (SERVER_SECONDS if self._server_runs else 0)
        while _is_due() and time.monotonic() < end:
            time.sleep(STEP_SECONDS)
        super().drain()

    def _set(self, moment: datetime) -> None:
        if moment > clock.now():
            call_command("move_clock", moment.isoformat(), stdout=StringIO())
            said = f"{moment.astimezone(self._zone):%-d %B, %H:%M}"
            if said != self._told:
                self._tell(said)
            self._told = said
        self.moment = moment


def _is_due() -> bool:
    return Effect.objects.filter(done_at=None, attempts__lt=effects.MOST_ATTEMPTS, not_before__lte=clock.now()).exists()
