"""The roll: members read it, the secretary keeps it, nobody else sees it."""

import pytest
from django.test import Client

from assemblies.models import Role, RollEntry
from tests.factories.assemblies import make_hall, make_person
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
URL = "/c/saulx/members/"


def test_roll_is_for_members(hall, signed_in):
    for client in (Client(), signed_in(make_person("Stranger"))):
        refused = client.get(URL)
        assert refused.status_code == 403
        assert "Only members of Saulx see this." in words(refused)


def test_members_read_and_the_secretary_writes(hall, signed_in):
    said = words(signed_in(hall.tellers[0]).get(URL))
    assert "Ada of Saulx" in said
    assert "Enter a name" not in said
    assert "Enter a name" in words(signed_in(hall.secretary).get(URL))


def test_a_name_is_entered_and_found(hall, signed_in):
    client = signed_in(hall.secretary)
    sent = {"name": "Zoe Lind", "standing": "youth", "card": "77", "mail": ""}
    assert client.post(URL, sent).status_code == 302
    assert RollEntry.objects.get(card="77").may_vote is False
    said = words(client.get(f"{URL}?q=zoe"))
    assert "Zoe Lind youth · may speak, no vote" in said
    twice = client.post(URL, sent)
    assert twice.status_code == 400
    assert "Card “77” would stand twice on this roll." in words(twice)
    assert 'value="Zoe Lind"' in twice.content.decode()


def test_many_names_are_entered_at_once(hall, signed_in):
    before = RollEntry.objects.filter(commune=hall.commune).count()
    assert signed_in(hall.secretary).post(URL, {"names": "Ana\n\n Ben \nCleo"}).status_code == 302
    assert RollEntry.objects.filter(commune=hall.commune).count() == before + 3


def test_rights_task_and_end_of_an_entry(hall, signed_in):
    client = signed_in(hall.secretary)
    entry = RollEntry.objects.get(person=hall.tellers[0])
    page = f"{URL}{entry.pk}/"
    assert client.post(page, {"act": "rights", "standing": "adult", "may_speak": "on"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.may_speak, entry.may_vote) == (True, False)
    refused = client.post(page, {"act": "rights", "standing": "youth", "may_speak": "on", "may_vote": "on"})
    assert refused.status_code == 400
    assert client.post(page, {"act": "role", "kind": "facilitator", "until": "2026-06-01"}).status_code == 302
    assert Role.objects.filter(person=entry.person, kind="facilitator").exists()
    assert client.post(page, {"act": "end"}).status_code == 302
    entry.refresh_from_db()
    assert entry.ended_on is not None
    assert "This entry ended on 1 May 2026." in words(client.get(page))


def test_a_task_needs_a_login(hall, signed_in):
    nobody = RollEntry.objects.get(name="Member 9 of Saulx")
    refused = signed_in(hall.secretary).post(
        f"{URL}{nobody.pk}/", {"act": "role", "kind": "teller", "until": "2026-06-01"}
    )
    assert refused.status_code == 400
    assert "has no login, and a task needs one" in words(refused)


def test_members_do_not_change_the_roll(hall, signed_in):
    client = signed_in(hall.tellers[0])
    assert client.post(URL, {"name": "X", "standing": "adult"}).status_code == 403
    assert client.post(f"{URL}{hall.entries[8].pk}/", {"act": "end"}).status_code == 403


def test_an_entry_of_another_roll_is_no_page(hall, signed_in):
    other = make_hall(5, name="Doubs", parent=hall.commune.parent)
    assert signed_in(hall.secretary).get(f"{URL}{other.entries[0].pk}/").status_code == 404


@pytest.mark.parametrize("size", [4, 300])
def test_roll_stays_under_the_limit_of_queries(hall, signed_in, size):
    made = make_hall(size, name="Doubs", parent=hall.commune.parent)
    assert queries_of(signed_in(made.secretary), "/c/doubs/members/") <= MOST_QUERIES


def test_one_entry_is_corrected_ended_on_a_day_and_erased(hall, signed_in):
    client = signed_in(hall.secretary)
    entry = hall.entries[10]
    url = f"{URL}{entry.pk}/"
    wrong = client.post(url, {"act": "words", "name": "Zoe", "card": "", "mail": "no address"})
    assert wrong.status_code == 400
    assert "This is not an e-mail address." in words(wrong)
    assert client.post(url, {"act": "words", "name": "Zoe Lind", "card": "77", "mail": ""}).status_code == 302
    assert 'value="Zoe Lind"' in client.get(url).content.decode()
    assert client.post(url, {"act": "end", "leaves_on": "2026-06-01"}).status_code == 302
    assert "It ends by itself on 1 June 2026." in words(client.get(url))
    assert client.post(url, {"act": "erase"}).status_code == 409
    assert client.post(url, {"act": "end"}).status_code == 302
    assert "Erase its words" in words(client.get(url))
    assert client.post(url, {"act": "erase"}).status_code == 302
    said = words(client.get(url))
    assert "a former member" in said
    assert "Erase its words" not in said
    assert 'value="Ada of Saulx"' not in signed_in(hall.tellers[0]).get(f"{URL}{hall.entries[0].pk}/").content.decode()
