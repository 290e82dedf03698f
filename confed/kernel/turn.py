"""Writers of an embedded database take turns: who waits is woken in order, and nobody is told that it is locked."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

SUFFIX = ".turn"


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a turn to write, among all threads and processes on this database; a server has its own order.

    SQLite lets a waiting writer sleep and try again, so under many writers one may starve until its time is over.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or not Path(name).is_absolute():
        yield
        return
    with Path(name + SUFFIX).open("ab") as place:
        fcntl.flock(place, fcntl.LOCK_EX)  # given back when the file is shut, even by a crash
        yield
