"""A fresh migrated database for a test that commits: the journal's triggers refuse to be flushed.

It is a copy of the run's test database, in which every other test rolls back (PostgreSQL: CREATE DATABASE …
TEMPLATE; SQLite: a copy of the file).
"""

import contextlib
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.db import connection, connections

_numbers = itertools.count(1)


def with_name(url: str, name: str) -> str:
    """Return the URL of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def on_server(url: str, statement: str) -> None:
    """Run one statement outside any transaction on the server of this URL."""
    handle = psycopg2.connect(with_name(url, "postgres"))
    try:
        handle.autocommit = True
        with handle.cursor() as cursor:
            cursor.execute(statement)
    finally:
        handle.close()


def create_postgres(url: str, template: str = "template1") -> str:
    """Make a database on this server, a copy of the template, and return its URL."""
    name = f"confed_{os.getpid()}_{next(_numbers)}"
    on_server(url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return with_name(url, name)


def drop_postgres(url: str) -> None:
    """Drop the database of this URL, whoever is still in it."""
    on_server(url, f'DROP DATABASE IF EXISTS "{urlsplit(url).path[1:]}" WITH (FORCE)')


def copy_sqlite(source: Path, target: Path) -> Path:
    """Copy a database that nobody writes to, with what its log still holds."""
    for suffix in ("", "-wal"):
        if (part := source.with_name(source.name + suffix)).exists():
            shutil.copyfile(part, target.with_name(target.name + suffix))
    return target


@contextlib.contextmanager
def fresh_database(folder: Path) -> Iterator[None]:
    """Point every thread of this process at a copy of the current database, and back afterwards."""
    if connection.in_atomic_block:
        raise RuntimeError("A test takes the django_db mark, which rolls back, or fresh_db, which commits: not both.")
    original = connection.settings_dict["NAME"]
    connections.close_all()
    if connection.vendor == "postgresql":
        url = create_postgres(_server_url(), original)
        name = urlsplit(url).path[1:]
    else:
        url, name = "", str(copy_sqlite(Path(original), folder / "fresh.sqlite3"))
    with _at(name, url):
        yield


@contextlib.contextmanager
def empty_database(folder: Path) -> Iterator[None]:
    """Point every thread of this process at a database without a table, and back afterwards."""
    connections.close_all()
    if connection.vendor == "postgresql":
        url = create_postgres(_server_url())
        name = urlsplit(url).path[1:]
    else:
        url, name = "", str(folder / f"empty-{next(_numbers)}.sqlite3")
    with _at(name, url):
        yield


@contextlib.contextmanager
def _at(name: str, url: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        if url:
            drop_postgres(url)


def _server_url() -> str:
    config = connection.settings_dict
    password = f":{config['PASSWORD']}" if config["PASSWORD"] else ""
    return f"postgres://{config['USER']}{password}@{config['HOST'] or '127.0.0.1'}:{config['PORT'] or 5432}/postgres"
