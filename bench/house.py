"""The house as it is run under a measurement: one server a processor with PostgreSQL and Redis, one alone on SQLite."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def house() -> Iterator[list[int]]:
    """Run the servers, and give their ports. With Redis what is owed waits for workers, and none runs beside them."""
    is_postgres = connection.vendor == "postgresql"
    more = {"REDIS_URL": os.environ["CONFED_TEST_REDIS"]} if is_postgres else {}
    with running((os.cpu_count() or 1) if is_postgres else 1, **more) as ports:
        yield ports


@contextmanager
def running(number: int, **more: str) -> Iterator[list[int]]:
    """Run so many servers on this database, and stop them in the end."""
    ports = [_free_port() for _server in range(number)]
    programs = [
        subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "bench.server_settings", **more},
            stdout=subprocess.PIPE,
        )
        for port in ports
    ]
    try:
        for program in programs:
            if not (program.stdout and program.stdout.readline()):  # the one line it says, once it listens
                raise RuntimeError("A server ended before it listened.")
        yield ports
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            program.communicate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
