"""One confederation for all tests of a file, at the hour it was built in; it is never committed."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from confed.kernel import clock
from tests.integration.permissions.world import World, build, undone


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[tuple[World, datetime]]:
    with django_db_blocker.unblock(), undone():
        yield build(), clock.now()


@pytest.fixture
def world(built: tuple[World, datetime]) -> World:
    made, moment = built
    clock.set_clock(moment)
    return made
