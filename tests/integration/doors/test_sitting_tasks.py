"""Tasks for one sitting: found by name or card, given once, by those who may."""

import pytest
from django.test import Client

from assemblies.models import Role
from assemblies.services.assembly import plan_assembly
from confed.kernel import clock
from tests.factories.assemblies import make_hall, make_root
from tests.integration.doors.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
URL = "/c/saulx/a/1/tasks/"


@pytest.fixture
def hall(db):
    found = make_hall(10, name="Saulx", parent=make_root("Valley"))
    plan_assembly(actor=found.secretary, commune=found.commune, planned_at=clock.now())
    return found


def entry(hall, place: int) -> int:
    return hall.entries[place].pk


def test_a_task_is_given_for_the_sitting_and_once(hall, signed_in):
    client = signed_in(hall.secretary)
    assert "Bela of Saulx" in words(client.get(URL, {"q": "bela"}))
    for _ in range(2):
        assert client.post(URL, {"entry": entry(hall, 2), "kind": "facilitator"}).status_code == 302
    role = Role.objects.get(assembly__isnull=False)
    assert (role.person, role.kind) == (hall.tellers[0], "facilitator")
    assert "Cem of Saulx has this task at this sitting." in words(client.get(URL))
    assert queries_of(client, URL + "?q=Saulx") <= MOST_QUERIES
    assert URL in client.get("/c/saulx/a/1/").content.decode()


def test_a_facilitator_names_tellers_only(hall, signed_in):
    client = signed_in(hall.facilitator)
    said = client.get(URL, {"q": "cem"}).content.decode()
    assert 'value="teller"' in said
    assert 'value="facilitator"' not in said
    assert client.post(URL, {"entry": entry(hall, 0), "kind": "facilitator"}).status_code == 403
    assert client.post(URL, {"entry": entry(hall, 0), "kind": "teller"}).status_code == 302


def test_what_cannot_be_read_and_who_has_no_login(hall, signed_in):
    client = signed_in(hall.secretary)
    assert client.post(URL, {"entry": "x", "kind": "teller"}).status_code == 400
    assert client.post(URL, {"entry": entry(hall, 0), "kind": "king"}).status_code == 400
    assert client.post(URL, {"entry": entry(hall, 8), "kind": "teller"}).status_code == 404
    assert not Role.objects.filter(assembly__isnull=False).exists()


def test_others_give_nothing(hall, signed_in):
    for client in (Client(), signed_in(hall.tellers[0])):
        assert client.get(URL).status_code == 403
        assert client.post(URL, {"entry": entry(hall, 0), "kind": "teller"}).status_code == 403
    assert not Role.objects.filter(assembly__isnull=False).exists()
