"""An instance moves from SQLite to PostgreSQL and back: the same chains, guarded; a full place is refused."""

import contextlib
import sqlite3
from pathlib import Path

import psycopg2
import pytest

from tests.support.processes import house, programs
from tests.support.services import ended

pytestmark = pytest.mark.services
HEADS = "SELECT code, head_seq, head_hash FROM kernel_chain ORDER BY code"
NEXT = "SELECT nextval(pg_get_serial_sequence('kernel_journalentry', 'id')) - max(id) FROM kernel_journalentry"


def test_instance_moves_to_postgresql_and_back_with_its_chains(empty_postgres: str, tmp_path: Path):
    home = tmp_path / "home.sqlite3"
    env = {"DJANGO_SETTINGS_MODULE": "confed.settings", "CONFED_LOG_LEVEL": "WARNING"}
    back = {"DATABASE_URL": empty_postgres, "CONFED_MOVE_TO": f"sqlite:///{home}"}
    move = ["manage.py", "move_database"]
    with programs() as started:
        load = house(["-m", "tests.support.load_cascade", "3"], tmp_path, "load")
        there = house(move, tmp_path, "there", **env, CONFED_MOVE_TO=empty_postgres)
        again = house(move, tmp_path, "again", **env, CONFED_MOVE_TO=empty_postgres)
        home_again = house(move, tmp_path, "home-again", **env | back)
        verify = house(["manage.py", "verify_journal"], tmp_path, "verify", **env, DATABASE_URL=f"sqlite:///{home}")
        started += [load, there, again, home_again, verify]
        ended(load)
        with contextlib.closing(sqlite3.connect(tmp_path / "confed.sqlite3")) as connection:
            heads = connection.execute(HEADS).fetchall()
        assert len(heads) == 4

        assert "the chains are identical" in ended(there)
        again.start()
        assert again.process.wait(60) == 1
        assert "The target is not empty: kernel_person" in again.log.read_text()
        with contextlib.closing(psycopg2.connect(empty_postgres)) as connection, connection.cursor() as cursor:
            cursor.execute(HEADS)
            assert cursor.fetchall() == heads
            cursor.execute(NEXT)
            assert cursor.fetchone()[0] == 1
            with pytest.raises(psycopg2.errors.RestrictViolation):
                cursor.execute("DELETE FROM kernel_journalentry")

        assert "the chains are identical" in ended(home_again)
        assert ended(verify).count("good") == 4
        with contextlib.closing(sqlite3.connect(home)) as connection:
            assert connection.execute(HEADS).fetchall() == heads
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute("DELETE FROM kernel_journalentry")
