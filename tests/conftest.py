"""Which tests run on which database, and the servers they may ask for.

One run takes one database: SQLite, or PostgreSQL with `CONFED_TEST_DATABASE=postgres`. In the second run only the
tests that touch tables are kept; those marked `services` bring their own databases and run once, in the first.
Nothing is skipped: a test whose server cannot be had fails and says what is missing.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from confed.kernel import clock
from tests.support import databases, servers

DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_setup",
    "admin_client",
    "fresh_db",
}


# What was imported stays: not to look through it again and again saves a tenth of the time.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 100)


def touches_tables(item: pytest.Item) -> bool:
    """Say whether a test reads or writes the database of the run."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


def is_long(item: pytest.Item) -> bool:
    """Say whether a test starts real processes or plays whole stories: workers are busy to the end when these come first."""
    starts = any(item.get_closest_marker(mark) for mark in ("services", "browser"))
    return starts or not {"e2e", "rehearsal", "property"}.isdisjoint(item.path.parts)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the long ones; on PostgreSQL keep the tests whose answer could differ there."""
    items.sort(key=lambda item: not is_long(item))
    if os.environ.get("CONFED_TEST_DATABASE") == "postgres":
        kept = [item for item in items if touches_tables(item) and item.get_closest_marker("services") is None]
    else:
        kept = [item for item in items if item.get_closest_marker("postgres") is None]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The run's test database. pytest-django makes it only for marked tests; those with `fresh_db` need it too."""
    with django_db_blocker.unblock():
        config = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    with django_db_blocker.unblock():
        teardown_databases(config, verbosity=0)


@pytest.fixture
def fresh_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """A migrated database in which commits are real, for threads and for what happens after a commit."""
    with django_db_blocker.unblock(), databases.fresh_database(tmp_path):
        yield


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a PostgreSQL server on which databases may be made: the run's, or one of our own."""
    if found := os.environ.get(servers.POSTGRES_VARIABLE):
        yield found
    else:
        with servers.throwaway_postgres() as url:
            yield url


@pytest.fixture
def empty_postgres(postgres_url: str) -> Iterator[str]:
    """URL of an empty database on that server, for programs of their own."""
    url = databases.create_postgres(postgres_url)
    yield url
    databases.drop_postgres(url)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """URL of a Redis server that may be flushed: the run's, or one of our own."""
    if found := os.environ.get(servers.REDIS_VARIABLE):
        yield found
    else:
        with servers.throwaway_redis() as url:
            yield url


@pytest.fixture(autouse=True)
def own_hours() -> Iterator[None]:
    """A test that stopped the clock, or built a page without a request, leaves neither hour nor zone behind."""
    yield
    timezone.deactivate()
    clock.set_clock(None)
