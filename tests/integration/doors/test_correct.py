"""An announced count corrected by the secretary: what follows is said before, both counts stay."""

import pytest
from django.test import Client

from assemblies.models import Decision, Result
from confed.kernel.effects import drain
from mandates.models import Mandate
from mandates.services.item import publish_item
from tests.factories import confederation as made
from tests.integration.doors.conftest import MOST_QUERIES, delegation_decision, queries_of, words

pytestmark = pytest.mark.django_db
URL = "/c/c01/d/1/correct/"
SENT = {"count_for": "4", "count_against": "10", "count_abstain": "1", "reason": "Two rows were counted twice."}


@pytest.fixture
def decision(conf):
    return delegation_decision(conf, conf.communes[0])


@pytest.fixture
def client(conf, signed_in):
    return signed_in(conf.secretary(conf.communes[0]))


def test_what_follows_is_said_then_the_count_is_corrected_once(client, decision):
    said = words(client.get(URL))
    assert "12 yes, 2 no, 1 abstain" in said
    preview = words(client.post(URL, SENT | {"act": "check"}))
    assert "The outcome turns." in preview
    assert "The decision is no longer in force." in preview
    assert Result.objects.count() == 1
    assert client.post(URL, SENT | {"act": "correct"}).url == "/c/c01/d/1/"
    decision.refresh_from_db()
    assert decision.stage == "not_passed"
    assert decision.result.supersedes_id is not None
    twice = client.post(URL, SENT | {"act": "correct"})
    assert twice.status_code == 409
    assert "These numbers stand already." in words(twice)
    assert Result.objects.count() == 2
    assert "Two rows were counted twice." in words(Client().get("/c/c01/d/1/"))


def test_a_correction_that_turns_nothing_says_so(client, decision):
    assert "The outcome stays." in words(client.post(URL, SENT | {"count_for": "11", "count_against": "3"}))


def test_numbers_that_cannot_be_are_refused_and_stay(client, decision):
    refused = client.post(URL, SENT | {"count_for": "44", "act": "correct"})
    assert refused.status_code == 400
    assert "55 hands were counted, 40 more than the 15 present." in words(refused)
    assert "Two rows were counted twice." in refused.content.decode()
    assert "Say why the count is corrected." in words(client.post(URL, SENT | {"reason": ""}))
    assert Result.objects.count() == 1


def test_only_its_secretary_corrects(conf, decision, signed_in):
    for client in (Client(), signed_in(conf.chair), signed_in(conf.secretary(conf.communes[1]))):
        assert client.get(URL).status_code == 403
        assert client.post(URL, SENT | {"act": "correct"}).status_code == 403
        assert URL not in client.get("/c/c01/d/1/").content.decode()
    assert Result.objects.count() == 1


def test_a_corrected_mandate_says_whom_it_tells(conf, client):
    item = publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share.")
    drain()
    made.mandate(conf, item, conf.communes[0], (12, 2, 1))
    assert Mandate.objects.get(item=item, giver=conf.communes[0]).position == "for"
    number = Decision.objects.get(commune=conf.communes[0]).number
    assert "It is a mandate" in words(client.post(f"/c/c01/d/{number}/correct/", SENT))


def test_the_way_to_it_and_its_cost(client, decision):
    assert URL in client.get("/c/c01/d/1/").content.decode()
    assert queries_of(client, URL) <= MOST_QUERIES
    assert client.get("/c/c01/d/9/correct/").status_code == 404
