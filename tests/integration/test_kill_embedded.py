"""T6 on the one-process build: the server is killed in the middle of a cascade of 50, on SQLite."""

import contextlib
import sqlite3
import time
from pathlib import Path

from tests.support.processes import house, programs, server, wait_until
from tests.support.servers import free_port, listens

COMMUNES = 50
KILLS = 3
SETTLED_WITHIN = 15
SECONDS_AN_EFFECT = "0.5"  # until the last kill, so that each falls into the middle of one
DONE = "SELECT count(*) FROM kernel_effect WHERE kind = 'mandates.ask_commune' AND done_at IS NOT NULL"


def count(file: Path, query: str) -> int:
    """What stands in the database, read from outside."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as connection:
        return int(connection.execute(query).fetchone()[0])


def test_three_kills_of_the_server_lose_nothing_and_do_nothing_twice(tmp_path: Path):
    port, slowness, file = free_port(), tmp_path / "slowness", tmp_path / "confed.sqlite3"
    env = {"CONFED_TEST_SLOWNESS": str(slowness)}
    slowness.write_text(SECONDS_AN_EFFECT)
    with programs() as started:
        load = house(["-m", "tests.support.load_cascade", str(COMMUNES)], tmp_path, "load", **env)
        serve = server(tmp_path, port, **env)
        verify = house(["manage.py", "verify_journal"], tmp_path, "verify", **env)
        started += [load, serve, verify]
        load.start()
        assert load.process.wait(120) == 0, load.log.read_text()
        assert count(file, DONE) == 0
        serve.start()
        for _ in range(KILLS):
            before = count(file, DONE)
            wait_until(lambda before=before: count(file, DONE) > before + 1, 60, "work goes on")
            serve.kill()
            serve.start()
        last_kill = time.monotonic()
        assert count(file, DONE) < COMMUNES, "the last kill came too late to prove anything"
        slowness.unlink()
        wait_until(lambda: count(file, DONE) == COMMUNES, SETTLED_WITHIN, "all 50 are asked")
        print(f"settled {time.monotonic() - last_kill:.1f} s after the last kill")
        wait_until(lambda: listens(port), 10, "the server listens again")
        assert serve.stop() == 0, serve.log.read_text()
        assert count(file, "SELECT count(*) FROM kill_marks") == COMMUNES
        assert count(file, "SELECT count(DISTINCT commune) FROM kill_marks") == COMMUNES
        assert count(file, "SELECT count(*) FROM mandates_ratification WHERE stage = 'asked'") == COMMUNES
        assert count(file, "SELECT count(*) FROM kernel_journalentry WHERE kind = 'commune_asked'") == COMMUNES
        verify.start()
        assert verify.process.wait(60) == 0, verify.log.read_text()
