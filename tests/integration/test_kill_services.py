"""T6 on PostgreSQL and Redis: workers, pool children and Redis are killed in the middle of a cascade of 50."""

import time
from pathlib import Path

import psycopg2
import pytest

from tests.support.processes import Program, house, programs, redis, wait_until
from tests.support.servers import free_port, listens

pytestmark = pytest.mark.services
COMMUNES = 50
ROUNDS = 3
SECONDS_AN_EFFECT = "1.5"  # until the last kill, so that each falls into the middle of one
SETTLED_WITHIN = 15
OWED = "kind = 'mandates.ask_commune'"


class Counts:
    """What stands in the database, read from outside."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg2.connect(url)
        self.connection.autocommit = True

    def __call__(self, query: str) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            return int(cursor.fetchone()[0])

    def done(self) -> int:
        return self(f"SELECT count(*) FROM kernel_effect WHERE {OWED} AND done_at IS NOT NULL")


def test_nine_kills_lose_nothing_and_do_nothing_twice(empty_postgres: str, tmp_path: Path):
    port = free_port()
    slowness = tmp_path / "slowness"
    slowness.write_text(SECONDS_AN_EFFECT)
    env = {
        "DATABASE_URL": empty_postgres,
        "REDIS_URL": f"redis://127.0.0.1:{port}/0",
        "CONFED_TEST_SLOWNESS": str(slowness),
    }
    with programs() as started:
        broker = redis(tmp_path, port)
        load = house(["-m", "tests.support.load_cascade", str(COMMUNES)], tmp_path, "load", **env)
        worker = house(
            ["-m", "celery", "-A", "confed", "worker", "-c", "2", "--without-mingle", "--without-gossip"],
            tmp_path,
            "worker",
            **env,
        )
        beat = house(["-m", "celery", "-A", "confed", "beat", "-s", str(tmp_path / "beat")], tmp_path, "beat", **env)
        started += [broker, load, worker, beat]
        broker.start()
        wait_until(lambda: listens(port), 10, "Redis listens")
        load.start()
        assert load.process.wait(60) == 0, load.log.read_text()
        counts = Counts(empty_postgres)
        assert counts.done() == 0
        worker.start()
        beat.start()
        wait_until(lambda: counts.done() >= 2, 60, "the cascade has begun")
        for _ in range(ROUNDS):
            kill_round(broker, worker, port, counts)
        last_kill = time.monotonic()
        before = counts.done()
        slowness.unlink()
        assert before < COMMUNES, "the last kill came too late to prove anything"
        wait_until(lambda: counts.done() == COMMUNES, SETTLED_WITHIN, "all 50 are asked")
        print(f"{before} were done then; settled {time.monotonic() - last_kill:.1f} s after the last kill")
        assert counts("SELECT count(*) FROM kill_marks") == COMMUNES
        assert counts("SELECT count(DISTINCT commune) FROM kill_marks") == COMMUNES
        assert counts("SELECT count(*) FROM mandates_ratification WHERE stage = 'asked'") == COMMUNES
        assert counts("SELECT count(*) FROM assemblies_proposal WHERE kind = 'ratification'") == COMMUNES
        assert counts("SELECT count(*) FROM kernel_journalentry WHERE kind = 'commune_asked'") == COMMUNES
        verify = house(["manage.py", "verify_journal"], tmp_path, "verify", **env)
        started.append(verify)
        verify.start()
        assert verify.process.wait(30) == 0, verify.log.read_text()


def kill_round(broker: Program, worker: Program, port: int, counts: Counts) -> None:
    """Kill a pool child, the whole worker and Redis, one after another, each in the middle of the work."""
    wait_for_progress(counts)
    (child, *_) = worker_children(worker)
    Program.kill_number(child)
    wait_for_progress(counts)
    worker.kill()
    worker.start()
    wait_until(lambda: bool(worker.children()), 60, "the new worker has its pool")
    wait_for_progress(counts)
    broker.kill()
    time.sleep(0.3)
    broker.start()
    wait_until(lambda: listens(port), 10, "Redis listens again")


def wait_for_progress(counts: Counts) -> None:
    """Let the work go on until one more is done, so that the next kill finds one begun."""
    before = counts.done()
    wait_until(lambda: counts.done() > before, 60, "work goes on")


def worker_children(worker: Program) -> list[int]:
    """The pool of a worker that is up."""
    wait_until(lambda: bool(worker.children()), 60, "the worker has its pool")
    return worker.children()
