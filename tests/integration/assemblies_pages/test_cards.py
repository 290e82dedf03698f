"""Slips and cards: chosen by the secretary, shown once, joined to a login that is there."""

import re

import pytest
from django.test import Client

from assemblies.models import RollEntry
from assemblies.services.roll import add_entry
from confed.kernel.access import SIGNED_IN_AT
from tests.factories.assemblies import make_hall, make_person
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
URL = "/c/saulx/members/cards/"


@pytest.fixture
def ana(hall) -> RollEntry:
    return add_entry(actor=hall.secretary, commune=hall.commune, name="Ana <Lind>", card="7")


def sheet(client: Client, *entries: RollEntry, kind: str = "slip"):
    return client.post(URL, {"entry": [entry.pk for entry in entries], "kind": kind})


def token_of(answer) -> str:
    return re.search(r"/in/slip/([\w-]+)/", answer.content.decode()).group(1)


def test_only_secretaries_print(hall, signed_in, ana):
    for client in (Client(), signed_in(hall.tellers[0])):
        assert client.get(URL).status_code == 403
        assert sheet(client, ana).status_code == 403


def test_the_sheet_is_shown_once_and_lets_in(hall, signed_in, ana):
    keeper = signed_in(hall.secretary)
    assert "Ana <Lind> member · no e-mail, no slip yet" in words(keeper.get(URL))
    answer = sheet(keeper, ana)
    said = words(answer)
    assert "Ana <Lind> member · card 7" in said
    assert "Until 8 May 2026." in said
    assert "no-store" in answer["Cache-Control"]
    assert '<svg class="qr"' in answer.content.decode()
    assert "slip not used yet" in words(keeper.get(URL))
    guest = Client()
    assert guest.post(f"/in/slip/{token_of(answer)}/").status_code == 302
    assert "has signed in" in words(keeper.get("/c/saulx/members/?q=Ana"))


def test_a_signed_in_person_joins_the_slip(hall, signed_in, ana):
    token = token_of(sheet(signed_in(hall.secretary), ana, kind="card"))
    me = make_person("Ana", "ana@example.org")
    client = signed_in(me)
    assert "join this slip to your sign-in" in words(client.get(f"/in/slip/{token}/"))
    assert "This is the slip of Ana <Lind>" in words(client.get(f"/in/slip/{token}/join/"))
    assert client.post(f"/in/slip/{token}/join/").status_code == 302
    ana.refresh_from_db()
    assert ana.person == me
    assert client.get(f"/in/slip/{token}/join/").status_code == 404
    assert Client().get(f"/in/slip/{token}/join/").status_code == 302


def test_faults_are_said(hall, signed_in, ana):
    keeper = signed_in(hall.secretary)
    nothing = keeper.post(URL, {"kind": "slip"})
    assert (nothing.status_code, "Tick at least one name." in words(nothing)) == (400, True)
    other = make_hall(4, name="Doubs", parent=hall.commune.parent)
    foreign = sheet(keeper, other.entries[0])
    assert (foreign.status_code, "no longer on the roll" in words(foreign)) == (400, True)
    assert sheet(keeper, ana, kind="poster").status_code == 400


@pytest.mark.parametrize("size", [4, 300])
def test_cards_stay_under_the_limit_of_queries(hall, signed_in, size):
    made = make_hall(size, name="Doubs", parent=hall.commune.parent)
    assert queries_of(signed_in(made.secretary), "/c/doubs/members/cards/?page=2") <= MOST_QUERIES


def test_printing_asks_for_a_fresh_sign_in(hall, signed_in, ana):
    keeper = signed_in(hall.secretary)
    session = keeper.session
    session[SIGNED_IN_AT] = 0
    session.save()
    answer = sheet(keeper, ana)
    assert (answer.status_code, answer["Location"]) == (302, "/in/again/?next=%2Fc%2Fsaulx%2Fmembers%2Fcards%2F")
    ana.refresh_from_db()
    assert ana.person is None
