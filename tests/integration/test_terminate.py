"""Told to end, a server answers the request in hand and a worker finishes the effect in hand; the rest stays due."""

import contextlib
import signal
import sqlite3
import threading
import time
from pathlib import Path

import psycopg2
import pytest

from tests.integration.test_without_redis import Phone
from tests.support.processes import house, programs, redis, server, wait_until
from tests.support.servers import free_port, listens
from tests.support.services import ended

COMMUNES = 8
OWED = "kernel_effect WHERE kind = 'mandates.ask_commune'"
MARKS = "(SELECT DISTINCT commune FROM kill_marks) AS marks"


def count(file: Path, query: str) -> int:
    """What stands in the database, read from outside."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {query}").fetchone()[0])


def test_embedded_server_finishes_the_effect_in_hand_and_gives_the_others_back(tmp_path: Path):
    port, slowness, file = free_port(), tmp_path / "slowness", tmp_path / "confed.sqlite3"
    slowness.write_text("0.8")
    env = {"CONFED_TEST_SLOWNESS": str(slowness)}
    with programs() as started:
        load = house(["-m", "tests.support.load_cascade", str(COMMUNES)], tmp_path, "load", **env)
        serve = server(tmp_path, port, **env)
        started += [load, serve]
        load.start()
        assert load.process.wait(120) == 0, load.log.read_text()
        serve.start()
        wait_until(lambda: listens(port), 60, "the server listens")
        wait_until(lambda: count(file, f"{OWED} AND done_at IS NOT NULL") > 1, 60, "work goes on")
        begun = time.monotonic()
        assert serve.stop() == 0, serve.log.read_text()
        assert time.monotonic() - begun < 10
        assert "Traceback" not in serve.log.read_text()
        done = count(file, f"{OWED} AND done_at IS NOT NULL")
        assert 1 < done < COMMUNES
        assert count(file, MARKS) == count(file, "kill_marks") == done

        slowness.unlink()
        serve.start()
        wait_until(
            lambda: count(file, f"{OWED} AND done_at IS NOT NULL") == COMMUNES, 60, "the next start does the rest"
        )
        assert count(file, MARKS) == count(file, "kill_marks") == COMMUNES
        assert serve.stop() == 0


@pytest.mark.services
def test_worker_ends_after_its_turn_and_the_next_one_does_the_rest(empty_postgres: str, tmp_path: Path):
    port, slowness = free_port(), tmp_path / "slowness"
    slowness.write_text("2")  # sixteen seconds of work; a turn is ten
    env = {
        "DATABASE_URL": empty_postgres,
        "REDIS_URL": f"redis://127.0.0.1:{port}/0",
        "CONFED_TEST_SLOWNESS": str(slowness),
    }
    with programs() as started:
        broker = redis(tmp_path, port)
        load = house(["-m", "tests.support.load_cascade", str(COMMUNES)], tmp_path, "load", **env)
        worker = house(["-m", "celery", "-A", "confed", "worker", "-l", "INFO", "-c", "1"], tmp_path, "worker", **env)
        nudge = house(["-m", "tests.support.owe_ping", "decision-7"], tmp_path, "nudge", **env)
        started += [broker, load, worker, nudge]
        broker.start()
        wait_until(lambda: listens(port), 10, "Redis listens")
        load.start()
        assert load.process.wait(120) == 0, load.log.read_text()
        with contextlib.closing(psycopg2.connect(empty_postgres)) as connection:
            connection.autocommit = True

            def there(query: str) -> int:
                with connection.cursor() as cursor:
                    cursor.execute(f"SELECT count(*) FROM {query}")
                    return int(cursor.fetchone()[0])

            worker.start()
            wait_until(lambda: "ready." in worker.log.read_text(), 60, "the worker is ready")
            ended(nudge)
            wait_until(lambda: there(f"{OWED} AND done_at IS NOT NULL") >= 1, 60, "work goes on")
            assert worker.stop() == 0, worker.log.read_text()
            done = there(f"{OWED} AND done_at IS NOT NULL")
            assert 1 <= done < COMMUNES
            assert there(MARKS) == there("kill_marks") == done

            slowness.unlink()
            worker.start()
            ended(nudge)
            wait_until(
                lambda: there(f"{OWED} AND done_at IS NOT NULL") == COMMUNES, 60, "the next worker does the rest"
            )
            assert there(MARKS) == there("kill_marks") == COMMUNES


def test_server_answers_the_request_in_hand_and_takes_no_other(tmp_path: Path):
    port, file = free_port(), tmp_path / "confed.sqlite3"
    said: list[str] = []
    with programs() as started:
        serve = house(["manage.py", "serve", "--migrate", "--port", str(port)], tmp_path, "server")
        started.append(serve)
        serve.start()
        wait_until(lambda: listens(port), 60, "the server listens")
        phone = Phone(port)
        page = phone.get("/in/")
        asked = threading.Thread(target=lambda: said.append(phone.lead(page)))
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # to ask for a code writes, and has to wait
            asked.start()
            time.sleep(0.5)
            assert serve.process is not None
            serve.process.send_signal(signal.SIGTERM)
            wait_until(lambda: not listens(port), 3, "no other request is taken")
            assert serve.process.poll() is None
            assert said == []
            other.execute("ROLLBACK")
        asked.join(10)
        assert serve.process.wait(10) == 0, serve.log.read_text()
        assert said == ["/in/code/"]
