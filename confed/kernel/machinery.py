"""The machine room of the one-process build: Celery's worker and beat as threads of the server."""

import threading
from typing import Any

from celery.app import app_or_default
from celery.beat import EmbeddedService
from celery.worker import WorkController, state

from confed.kernel import effects

WORKERS = 2
STOP_SECONDS = 10


class Machinery:
    """Drains effects in this process; what it cannot finish stays due in the database."""

    def __init__(self) -> None:
        app = app_or_default()
        # WorkController is the worker without signal handlers: the signals are the server's.
        self._worker = WorkController(
            app=app,
            pool_cls="threads",
            concurrency=WORKERS,
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
        )
        self._thread = threading.Thread(target=self._worker.start, name="confed-worker", daemon=True)
        # The Scheduler that remembers nothing: after a restart the drain is due anyway.
        self._beat: Any = EmbeddedService(app, thread=True, scheduler_cls="celery.beat:Scheduler")

    def start(self) -> None:
        """Start both, and look at once for what an earlier process left."""
        self._thread.start()
        self._beat.start()
        effects.nudge()

    def stop(self) -> None:
        """Stop both; the effect that is being done may finish, those behind it wait for the next start."""
        effects.end_drains()
        self._beat.stop()
        state.should_stop = 0  # type: ignore[assignment]  # its own way to be told from another thread
        self._thread.join(STOP_SECONDS)
