"""Copies of a whole instance, on the database of the run: identical chains, keys apart, nothing overwritten."""

import json
import stat
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from confed.kernel import archive
from confed.kernel.models import Disclosure, JournalEntry
from tests.integration.kernel.acts import move_benches, open_commune
from tests.support.databases import empty_database

pytestmark = pytest.mark.usefixtures("fresh_db")


def run(*words: str, **more: object) -> str:
    said = StringIO()
    call_command(*words, stdout=said, stderr=said, **more)
    return said.getvalue()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of two chains, one of them with three entries."""
    chain = open_commune(code="rosehill")
    for _ in range(3):
        move_benches(chain=chain)
    open_commune(code="hilltop")
    assert "chains: 2, entries: 3." in run("backup", str(tmp_path / "copy"))
    return tmp_path / "copy"


def change(copy: Path, edit: Callable[[dict], None]) -> None:
    about = json.loads((copy / archive.ABOUT).read_text())
    edit(about)
    (copy / archive.ABOUT).write_text(json.dumps(about))


def test_copy_is_restored_identical_and_guarded(copied: Path, tmp_path: Path):
    heads = archive.heads_of()
    with empty_database(tmp_path):
        assert run("restore", str(copied)) == "Restored, chains: 2, entries: 3, identical to the copy.\n"
        assert archive.heads_of() == heads
        with pytest.raises(DatabaseError, match="append-only"):
            JournalEntry.objects.filter(seq=1).update(scope="elsewhere")
        move_benches(chain=open_commune(code="new"))
        with pytest.raises(CommandError, match="The database is not empty: it has"):
            run("restore", str(copied))


def test_copy_that_differs_from_what_it_promises_is_found_out(copied: Path, tmp_path: Path):
    change(copied, lambda about: about["chains"]["rosehill"].__setitem__(0, 4))
    with empty_database(tmp_path), pytest.raises(CommandError, match="rosehill: the head is"):
        run("restore", str(copied))


def test_words_that_were_altered_before_the_copy_are_found_out(copied: Path, tmp_path: Path):
    Disclosure.objects.filter(entry__seq=2).update(value="Somebody")
    run("backup", str(tmp_path / "later"))
    with empty_database(tmp_path), pytest.raises(CommandError, match="are not those it was entered with"):
        run("restore", str(tmp_path / "later"))


def test_copy_of_the_other_kind_or_no_copy_is_refused(copied: Path, tmp_path: Path):
    change(copied, lambda about: about.update(database="another"))
    with empty_database(tmp_path):
        with pytest.raises(CommandError, match="of the other kind of database"):
            run("restore", str(copied))
        with pytest.raises(CommandError, match="holds no copy"):
            run("restore", str(tmp_path))
        assert connection.introspection.table_names() == []


def test_keys_go_elsewhere_and_are_told_apart(copied: Path, tmp_path: Path, settings):
    keys = tmp_path / "keys"
    run("backup", str(tmp_path / "second"), keys=keys)
    assert [stat.S_IMODE((keys / name).stat().st_mode) for name in archive.KEYS] == [0o600, 0o600]
    assert (keys / "urn.key").read_text() == settings.URN_KEY
    assert settings.URN_KEY not in (copied / archive.ABOUT).read_text()
    with pytest.raises(CommandError, match="The keys do not belong into the copy"):
        run("backup", str(tmp_path / "third"), keys=tmp_path / "third" / "keys")
    assert archive.other_keys(copied) == []
    settings.URN_KEY = "another"
    with empty_database(tmp_path):
        assert "urn.key of this instance is not the one of the copy: votes that were open" in run(
            "restore", str(copied)
        )


def test_copy_never_overwrites_another(copied: Path):
    with pytest.raises(CommandError, match="there already"):
        run("backup", str(copied))
