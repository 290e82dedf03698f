"""A stopped clock, a hall of 63 with its people, and a reader for what a page says."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from confed.kernel import clock
from tests.factories.assemblies import make_hall, make_root

EVENING = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def _stopped_clock():
    clock.set_clock(EVENING)
    yield
    clock.set_clock(None)


@pytest.fixture
def hall(db):
    valley = make_root("Valley", founded_on=datetime(2019, 3, 14).date())
    return make_hall(63, name="Saulx", parent=valley)


@pytest.fixture
def signed_in() -> Callable[[object], Client]:
    def make(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return make


def words(response) -> str:
    """What a page says, without its marks."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def says_number(number: int, response) -> bool:
    """Whether this number stands alone somewhere on the page (a fingerprint is written in fours)."""
    return re.search(rf"\b{number}\b", words(response)) is not None


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes, session and person included."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)
