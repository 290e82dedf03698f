"""Throw-away PostgreSQL and Redis: `python -m tests.support.servers -- COMMAND` runs a command beside them."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.support.system import find_postgres

POSTGRES_VARIABLE = "CONFED_TEST_POSTGRES"
REDIS_VARIABLE = "CONFED_TEST_REDIS"
FOLDER_VARIABLE = "CONFED_TEST_FOLDER"  # what the workers of one run share


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_postgres() -> list[str]:
    """Return what to put before a command of PostgreSQL, which refuses to run as root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


@contextlib.contextmanager
def throwaway_folder(name: str, owner: str | None = None) -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f"confed-{name}-"))
    if owner:
        shutil.chown(folder, owner, owner)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def postgres_programs() -> str:
    """Return the folder of initdb and its kin, or say how to get them."""
    programs = find_postgres()
    if programs is None:
        raise RuntimeError("PostgreSQL is missing (initdb, pg_ctl). On Debian: apt-get install postgresql")
    return programs


def new_cluster(folder: Path) -> Path:
    """Make an empty cluster in this folder, trusting everybody on this machine, and return where it is."""
    initdb = [*as_postgres(), f"{postgres_programs()}/initdb", "-D", str(folder / "data")]
    promises = ["-U", "confed", "-A", "trust", "--no-sync", "--locale=C.UTF-8"]
    subprocess.run([*initdb, *promises], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return folder / "data"


@contextlib.contextmanager
def throwaway_postgres(durable: bool = False) -> Iterator[str]:
    """Give the URL of a new PostgreSQL server; `durable` keeps its default promises, for measurements."""
    programs = postgres_programs()
    root = as_postgres()
    with throwaway_folder("postgres", "postgres" if root else None) as folder:
        data, port = new_cluster(folder), free_port()
        options = [f"-p {port}", f"-k {folder}", "-c listen_addresses=127.0.0.1", "-c max_connections=200"]
        if not durable:
            options += ["-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off"]
        control = [*root, f"{programs}/pg_ctl", "-D", str(data), "-w", "-t", "60"]
        log = str(folder / "log")
        subprocess.run(
            [*control, "-l", log, "-o", " ".join(options), "start"], check=True, cwd=folder, stdout=subprocess.DEVNULL
        )
        try:
            yield f"postgres://confed@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=folder, stdout=subprocess.DEVNULL)


def listens(port: int) -> bool:
    """Say whether somebody answers on this port."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def throwaway_redis(port: int = 0) -> Iterator[str]:
    """Give the URL of a new Redis server."""
    program = shutil.which("redis-server")
    if program is None:
        raise RuntimeError("Redis is missing (redis-server). On Debian: apt-get install redis-server")
    port = port or free_port()
    with throwaway_folder("redis") as folder:
        process = subprocess.Popen(
            [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )
        try:
            deadline = time.monotonic() + 10
            while not listens(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("redis-server did not start")
                time.sleep(0.05)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait(10)


def main(arguments: Sequence[str]) -> int:
    """Run a command with both servers beside it and return its exit code."""
    own, command = list(arguments[: arguments.index("--")]), list(arguments[arguments.index("--") + 1 :])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    servers = throwaway_postgres(durable="--durable" in own), throwaway_redis()
    with servers[0] as postgres, servers[1] as redis, throwaway_folder("shared") as folder:
        beside = {
            **os.environ,
            POSTGRES_VARIABLE: postgres,
            REDIS_VARIABLE: redis,
            FOLDER_VARIABLE: str(folder),
        }
        return subprocess.run(command, check=False, env=beside).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
