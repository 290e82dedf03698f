"""The house as it is run under a measurement: one server a processor with PostgreSQL and Redis, one alone on SQLite."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from bench.ballots import START_SECONDS


@contextmanager
def house() -> Iterator[list[int]]:
    """Run the servers, and give their ports. With Redis what is owed waits for workers, and none runs beside them."""
    is_postgres = connection.vendor == "postgresql"
    more = {"REDIS_URL": os.environ["CONFED_TEST_REDIS"]} if is_postgres else {}
    with _running((os.cpu_count() or 1) if is_postgres else 1, **more) as ports:
        yield ports


@contextmanager
def _running(number: int, **more: str) -> Iterator[list[int]]:
    """Run so many servers on this database, and stop them in the end."""
    ports = [_free_port() for _server in range(number)]
    programs = [
        subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "bench.server_settings", **more},
            stdout=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        for port, program in zip(ports, programs, strict=True):
            _wait_for(port, program)
        yield ports
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            program.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int, program: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end or program.poll() is not None:
                raise
            time.sleep(0.2)
