"""Copies of a whole instance: written beside what proves them, and restored into an empty database only."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils.translation import gettext_lazy as _

from confed.kernel import clock
from confed.kernel.errors import RuleStops
from confed.kernel.guards import missing_guards
from confed.kernel.journal import verify_chain
from confed.kernel.models import Chain

SQLITE_FILE, POSTGRESQL_FILE, ABOUT = "confed.sqlite3", "confed.dump", "about.json"
KEYS = {"signing.key": "SECRET_KEY", "urn.key": "URN_KEY"}
HEADS = "SELECT code, head_seq, head_hash FROM kernel_chain ORDER BY code"
Heads = dict[str, list[Any]]


def back_up(folder: Path) -> Heads:
    """Copy the database into a new folder while it is in use; return the heads of the chains as they stand in it."""
    if folder.exists():
        raise RuleStops(_("This folder is there already."), _("Nothing was written."), _("Name a new one."))
    folder.mkdir(parents=True, mode=0o700)
    heads = _dump_postgresql(folder) if connection.vendor == "postgresql" else _copy_sqlite(folder)
    about = {
        "at": clock.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "chains": heads,
        "keys": fingerprints(),
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=1, sort_keys=True) + "\n")
    return heads


def carry_keys(folder: Path, *, copy: Path) -> None:
    """Write the two keys into a folder of their own, readable by their owner only; never beside a copy of the rows."""
    if folder.resolve() == copy.resolve() or copy.resolve() in folder.resolve().parents:
        raise RuleStops(
            _("The keys do not belong into the copy."),
            _("The copy stands; the keys were not written."),
            _("Who has both could open votes. Name another place."),
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, setting in KEYS.items():
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(getattr(settings, setting))


def restore(folder: Path) -> Heads:
    """Read a copy into the empty database of this instance; return the heads that the copy promises."""
    try:
        about = json.loads((folder / ABOUT).read_text())
    except (OSError, ValueError):
        raise RuleStops(
            _("This folder holds no copy."), _("Nothing was changed."), _("A copy holds about.json.")
        ) from None
    if about["database"] != connection.vendor:
        raise RuleStops(
            _("This copy is of the other kind of database."),
            _("Nothing was changed."),
            _("Restore it on its own kind, then use move_database."),
        )
    if tables := connection.introspection.table_names():
        raise RuleStops(
            _("The database is not empty: it has %(count)s tables.") % {"count": len(tables)},
            _("Nothing was changed."),
            _("Name an empty one, with DATABASE_URL or CONFED_VAR."),
        )
    if connection.vendor == "postgresql":
        _run_postgresql(["pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
                         "--dbname", _name(), str(folder / POSTGRESQL_FILE)])  # fmt: skip
    else:
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{folder / SQLITE_FILE}?mode=ro", uri=True)) as source:
            source.backup(connection.connection)
    connection.close()
    heads: Heads = about["chains"]
    return heads


def proves(promised: Heads, alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Recompute every chain of a database and hold its heads against those promised; return what differs."""
    problems = [f"the journal lacks its guard {name}" for name in missing_guards(alias)]
    found: Heads = {}
    for chain in Chain.objects.using(alias).order_by("code"):
        found[chain.code] = [chain.head_seq, chain.head_hash]
        problems += [f"{chain.code}: {problem}" for problem in verify_chain(chain)]
    for code in sorted({*promised, *found}):
        if promised.get(code) != found.get(code):
            problems.append(f"{code}: the head is {found.get(code)}, not {promised.get(code)}")
    return problems


def heads_of(alias: str = DEFAULT_DB_ALIAS) -> Heads:
    """Return the head of each chain of a database."""
    with connections[alias].cursor() as cursor:
        cursor.execute(HEADS)
        return {code: [seq, head] for code, seq, head in cursor.fetchall()}


def fingerprints() -> dict[str, str]:
    """Return what tells the keys of this instance from others and gives nothing of them away."""
    return {name: _fingerprint(getattr(settings, setting)) for name, setting in KEYS.items()}


def other_keys(folder: Path) -> list[str]:
    """Return which keys of this instance are not those of the copy."""
    of_copy = json.loads((folder / ABOUT).read_text())["keys"]
    return [name for name, found in fingerprints().items() if of_copy.get(name) != found]


def _fingerprint(key: str) -> str:
    # Half a hash of a key of 400 random bits: nobody finds the key by trying.
    return hashlib.sha256(b"confed key " + key.encode()).hexdigest()[:16]


def _copy_sqlite(folder: Path) -> Heads:
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as target:
        connection.connection.backup(target)
        rows = target.execute(HEADS).fetchall()
    return {code: [seq, head] for code, seq, head in rows}


def _dump_postgresql(folder: Path) -> Heads:
    # The heads are read in the very moment that is dumped: both see one snapshot.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            heads = heads_of()
            _run_postgresql(["pg_dump", "--format", "custom", "--no-owner", "--no-privileges", "--snapshot", snapshot,
                             "--file", str(folder / POSTGRESQL_FILE), _name()])  # fmt: skip
        finally:
            cursor.execute("ROLLBACK")
    return heads


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run_postgresql(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        raise RuleStops(
            _("The program %(name)s is missing.") % {"name": command[0]},
            _("Nothing was changed."),
            _("On Debian: apt-get install postgresql-client"),
        )
    where = connection.settings_dict
    said = {"PGHOST": where["HOST"], "PGPORT": where["PORT"], "PGUSER": where["USER"], "PGPASSWORD": where["PASSWORD"]}
    options = {f"PG{name.upper()}": value for name, value in where["OPTIONS"].items() if name.startswith("ssl")}
    env = {**os.environ, **{name: str(value) for name, value in {**said, **options}.items() if value}}
    done = subprocess.run(command, env=env, check=False, capture_output=True, text=True)  # noqa: S603 -- our own words
    if done.returncode:
        raise RuleStops(
            _("%(name)s failed: %(words)s") % {"name": command[0], "words": done.stderr.strip()[-400:]},
            _("The database is as it was."),
        )
