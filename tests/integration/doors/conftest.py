"""Three communes under a council on a stopped clock, and what a page says."""

import html
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assemblies.models import Decision
from assemblies.services.proposal import draft_proposal
from confed.kernel import clock
from tests.factories import confederation as made

MOST_QUERIES = 15


@pytest.fixture
def conf(db):
    clock.set_clock(made.at(-40))
    yield made.confederation(3, voters=20)
    clock.set_clock(None)


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


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes, session and person included."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def delegation_decision(conf, sender) -> Decision:
    """A decision of the commune that names delegates."""
    proposal = draft_proposal(
        actor=conf.secretary(sender), commune=sender, title="Our delegates", body="We send them.", kind="delegation"
    )
    made.decide(conf, sender, proposal, -20, (12, 2, 1))
    return Decision.objects.get(proposal=proposal)
