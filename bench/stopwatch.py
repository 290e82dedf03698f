"""Two clocks: the one on the wall, and the processor time of this program and of its PostgreSQL backend."""

import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import connection

NANOSECONDS = 1_000_000_000


@dataclass(frozen=True)
class Took:
    """Seconds on the wall and seconds of work."""

    wall: float
    work: float


class Stopwatch:
    """Starts when it is made."""

    def __init__(self) -> None:
        self._work, self._wall = _work(), time.perf_counter()

    def took(self) -> Took:
        """Say what went by since the start."""
        return Took(time.perf_counter() - self._wall, _work() - self._work)


def _work() -> float:
    """Processor time: unlike the wall, it stands still while others have the processor."""
    if connection.vendor == "sqlite":
        return time.process_time()
    backend = Path(f"/proc/{_backend()}/schedstat").read_text().split()[0]
    return time.process_time() + int(backend) / NANOSECONDS


@cache
def _backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])
