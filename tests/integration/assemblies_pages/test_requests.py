"""The page on which members ask together, with plain forms."""

import pytest
from django.test import Client

from assemblies.models import Assembly, Request
from tests.factories.assemblies import make_hall, make_proposal
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
URL = "/c/saulx/requests/"


def test_a_request_is_begun_backed_and_left(hall, signed_in):
    proposal = make_proposal(hall)
    one, two = (signed_in(person) for person in hall.tellers)
    assert "Ask for the agenda" in words(one.get(URL))
    assert one.post(URL, {"act": "matter", "kind": "agenda", "proposal": proposal.code}).status_code == 302
    said = words(one.get(URL))
    assert "1 of 4 needed" in said
    assert "You ask for it." in said
    assert "Ask for the agenda" not in said
    request = Request.objects.get()
    assert two.post(URL, {"act": "back", "request": request.pk}).status_code == 302
    assert "2 of 4 needed" in words(two.get(URL))
    two.post(URL, {"act": "leave", "request": request.pk})
    assert "1 of 4 needed" in words(two.get(URL))
    assert "Water meters" not in words(Client().get(URL))


def test_a_small_commune_calls_its_assembly_with_one_voice(signed_in):
    hall = make_hall(6, name="Loue")
    client = signed_in(hall.tellers[0])
    sent = {"act": "call", "title": "The flood", "day": "2026-05-02", "hour": "18:00", "place": "Mill"}
    assert client.post("/c/loue/requests/", sent).status_code == 302
    said = words(client.get("/c/loue/requests/"))
    assert "1 asked, 1 were needed" in said
    assert "assembly 1" in said
    assert Assembly.objects.get().planned_at.date().isoformat() == "2026-05-04"


def test_faults_stay_in_the_form_and_strangers_ask_for_nothing(hall, signed_in):
    client = signed_in(hall.tellers[0])
    wrong = client.post(URL, {"act": "call", "title": "", "day": "soon", "hour": "18:00", "place": "Here"})
    assert wrong.status_code == 400
    assert "Write what it is called for." in words(wrong)
    assert 'value="Here"' in wrong.content.decode()
    assert client.post(URL, {"act": "matter", "kind": "agenda", "proposal": "nothing"}).status_code == 400
    assert client.post(URL, {"act": "back", "request": 99}).status_code == 404
    assert Client().post(URL, {"act": "call"}).status_code == 403


def test_the_page_takes_few_queries(hall, signed_in):
    make_proposal(hall)
    assert queries_of(signed_in(hall.secretary), URL) <= MOST_QUERIES
