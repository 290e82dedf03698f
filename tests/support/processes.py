"""Programs of the house as real processes, to be killed and started again."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.servers import as_postgres, new_cluster, postgres_programs, throwaway_folder

ROOT = Path(__file__).resolve().parent.parent.parent
POLL = 0.05


def wait_until(true: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait until it is true and return how long that took; fail with these words if it takes too long."""
    begun = time.monotonic()
    while not true():
        if time.monotonic() - begun > seconds:
            raise AssertionError(f"After {seconds} s still not: {what}")
        time.sleep(POLL)
    return time.monotonic() - begun


@dataclass
class Program:
    """One process in a group of its own, which can be killed without a word and started again."""

    arguments: Sequence[str]
    env: dict[str, str]
    log: Path
    groups: list[int] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, again once the last start has ended; what it says is added to its log."""
        if self.process is not None:
            self.process.wait(30)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.arguments, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        self.groups.append(self.process.pid)

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self.process is not None
        return self.process.pid

    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def children(self) -> list[int]:
        """The numbers of the processes it started."""
        found = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(number) for number in found.split()]

    def kill(self) -> None:
        """Kill it at once; its children are left to notice."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    @staticmethod
    def kill_number(pid: int) -> None:
        """Kill a process by its number, such as a child."""
        os.kill(pid, signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end and return its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def clear_away(self) -> None:
        """Kill every process of every start."""
        for group in self.groups:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        if self.process is not None:
            self.process.wait()


@contextlib.contextmanager
def programs() -> Iterator[list[Program]]:
    """Keep a list of programs and clear them all away afterwards."""
    kept: list[Program] = []
    try:
        yield kept
    finally:
        for program in kept:
            program.clear_away()


def house(arguments: Sequence[str], folder: Path, name: str, **env: str) -> Program:
    """A Python program of the house with this environment, on the settings of the kill tests."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.support.settings_kill",
        "CONFED_VAR": str(folder),
        "PYTHONUNBUFFERED": "1",
    }
    outside = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    return Program([sys.executable, *arguments], {**outside, **settings, **env}, folder / f"{name}.log")


def redis(folder: Path, port: int) -> Program:
    """A Redis that keeps its log on the disk, as in production."""
    program = shutil.which("redis-server")
    if program is None:
        raise RuntimeError("Redis is missing (redis-server). On Debian: apt-get install redis-server")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", "", "--appendonly", "yes"]
    return Program([program, *options], dict(os.environ), folder / "redis.log")


@contextlib.contextmanager
def mortal_postgres(port: int) -> Iterator[Program]:
    """A PostgreSQL that may be killed: what it said is committed is in its log before it says so."""
    with throwaway_folder("mortal", "postgres" if as_postgres() else None) as folder:
        options = ["-p", str(port), "-k", str(folder), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=50"]
        # Without fsync a lost machine would lose commits; a killed process does not.
        command = [f"{postgres_programs()}/postgres", "-D", str(new_cluster(folder)), *options, "-c", "fsync=off"]
        program = Program([*as_postgres(), *command], dict(os.environ), folder / "log")
        try:
            yield program
        finally:
            program.clear_away()


def server(folder: Path, port: int, **env: str) -> Program:
    """The server program of the house."""
    return house(["manage.py", "serve", "--port", str(port)], folder, "server", **env)
