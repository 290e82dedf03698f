"""T6 on PostgreSQL and Redis: each program is killed in turn while cascades of 50 communes go down.

Three cascades and twelve kills here; `make chaos` makes it twenty and two hundred.
"""

import contextlib
import os
import random
import time
from collections import Counter
from pathlib import Path

import psycopg2
import pytest

from tests.support.processes import Program, house, mortal_postgres, programs, redis, server, wait_until
from tests.support.servers import free_port, listens
from tests.support.services import ended

pytestmark = pytest.mark.services
COMMUNES = 50
CASCADES = int(os.environ.get("CONFED_CHAOS_CASCADES", "3"))
KILLS = int(os.environ.get("CONFED_CHAOS_KILLS", "12"))
QUESTIONS = COMMUNES * CASCADES
MORTAL = ("worker", "pool child", "web", "beat", "Redis", "PostgreSQL")
LAST = "PostgreSQL"  # takes every hint and every hand with it: what is left waits for the next beat
SECONDS_AN_EFFECT = "0.25"  # until the last kill, so that each falls into the middle of one
SETTLED_WITHIN = 15
DONE = "SELECT count(*) FROM kernel_effect WHERE kind = 'mandates.ask_commune' AND done_at IS NOT NULL"


class Chaos:
    """The programs of an instance, which can be killed by name and come back."""

    def __init__(self, folder: Path, database: Program, database_port: int, **env: str) -> None:
        self.ports = {"PostgreSQL": database_port, "Redis": free_port(), "web": free_port()}
        self.url = f"postgres://confed@127.0.0.1:{database_port}/postgres"
        self.env = {**env, "DATABASE_URL": self.url, "REDIS_URL": f"redis://127.0.0.1:{self.ports['Redis']}/0"}
        self.folder = folder
        flags = ["worker", "-c", "2", "--without-mingle", "--without-gossip"]
        self.programs = {
            "PostgreSQL": database,
            "Redis": redis(folder, self.ports["Redis"]),
            "web": server(folder, self.ports["web"], **self.env),
            "worker": self.program("worker", "-m", "celery", "-A", "confed", *flags),
            "beat": self.program("beat", "-m", "celery", "-A", "confed", "beat", "-s", str(folder / "beat")),
        }
        self.killed: Counter[str] = Counter()

    def program(self, name: str, *arguments: str) -> Program:
        """One more program of this instance."""
        return house(list(arguments), self.folder, name, **self.env)

    def count(self, query: str) -> int:
        """What stands in the database, read from outside."""
        with contextlib.closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            return int(cursor.fetchone()[0])

    def start(self, name: str) -> None:
        """Start a program and wait until its port answers; one that has none is on its way."""
        self.programs[name].start()
        if name in ("PostgreSQL", "Redis"):
            wait_until(lambda: listens(self.ports[name]), 30, f"{name} listens")

    def kill(self, name: str) -> None:
        """Kill without a word and start again; a child is replaced by its worker."""
        if name == "pool child":
            wait_until(lambda: bool(self.programs["worker"].children()), 60, "the worker has its pool")
            Program.kill_number(self.programs["worker"].children()[0])
        else:
            self.programs[name].kill()
            self.start(name)
        if name == "PostgreSQL":
            wait_until(self.answers, 30, "PostgreSQL has read its log")
        self.killed[name] += 1

    def answers(self) -> bool:
        """Whether the database takes questions again."""
        try:
            return self.count("SELECT 1") == 1
        except psycopg2.OperationalError:
            return False

    def serves(self) -> bool:
        """Whether the server listens. One that began while the database was away has ended, and is started again."""
        web = self.programs["web"]
        if not web.runs():
            web.start()  # as its service manager does (docs/guides/operator.md: Restart=always)
        return listens(self.ports["web"])

    def go_on(self, until: int) -> None:
        """Let the work go on to here, and by one at least, so that the next kill finds one begun."""
        least = max(self.count(DONE) + 1, until)
        wait_until(lambda: self.count(DONE) >= least, 60, "work goes on")


def in_turn(kills: int) -> list[str]:
    """Every program as often as the others, in an order nobody chose but that is the same in every run."""
    chance = random.Random(kills)
    before = [name for _ in range(-(-kills // len(MORTAL))) for name in chance.sample(MORTAL, len(MORTAL))]
    before.remove(LAST)
    return [*before[: kills - 1], LAST]


def test_kills_of_every_program_lose_nothing_and_do_nothing_twice(tmp_path: Path):
    slowness = tmp_path / "slowness"
    slowness.write_text(SECONDS_AN_EFFECT)
    port = free_port()
    with mortal_postgres(port) as database, programs() as started:
        chaos = Chaos(tmp_path, database, port, CONFED_TEST_SLOWNESS=str(slowness))
        started += chaos.programs.values()
        for name in ("PostgreSQL", "Redis"):
            chaos.start(name)
        wait_until(chaos.answers, 30, "PostgreSQL takes questions")
        ended(
            chaos.program("load", "-m", "tests.support.load_cascade", str(COMMUNES), str(CASCADES)), 120 + 30 * CASCADES
        )
        assert chaos.count(DONE) == 0
        for name in ("worker", "beat", "web"):
            chaos.start(name)
        wait_until(lambda: chaos.count(DONE) >= 1, 60, "the cascades have begun")
        for number, name in enumerate(in_turn(KILLS), 1):
            chaos.go_on(number * QUESTIONS // (KILLS + 2))
            chaos.kill(name)
        last_kill, left = time.monotonic(), QUESTIONS - chaos.count(DONE)
        slowness.unlink()
        assert left > 0, "the last kill came too late to prove anything"
        wait_until(lambda: chaos.count(DONE) == QUESTIONS, SETTLED_WITHIN, "every commune is asked")
        print(
            f"{left} of {QUESTIONS} were left; settled {time.monotonic() - last_kill:.1f} s after the last of {KILLS}"
        )
        assert set(chaos.killed) == set(MORTAL)
        assert sum(chaos.killed.values()) == KILLS
        nothing_is_lost_or_done_twice(chaos)
        wait_until(chaos.serves, 60, "the server listens again")
        ended(chaos.program("verify", "manage.py", "verify_journal"))


def nothing_is_lost_or_done_twice(chaos: Chaos) -> None:
    """Each commune has each question once: as a row, a question, an entry of its journal, and a mark of the effect."""
    assert chaos.count("SELECT count(*) FROM mandates_cascade") == CASCADES
    for where in (
        "kill_marks",
        "(SELECT DISTINCT cascade, commune FROM kill_marks) AS marks",
        "mandates_ratification WHERE stage = 'asked'",
        "assemblies_proposal WHERE kind = 'ratification'",
        "kernel_journalentry WHERE kind = 'commune_asked'",
        "kernel_effect WHERE kind = 'mandates.ask_commune' AND done_at IS NOT NULL",
    ):
        assert chaos.count(f"SELECT count(*) FROM {where}") == QUESTIONS, where
    assert chaos.count("SELECT count(*) FROM kernel_effect WHERE attempts >= 12") == 0
