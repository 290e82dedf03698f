"""A delegation named by a decision: people found by name or card, an alternate moved up, the delegation ended."""

import pytest
from django.test import Client

from assemblies.services.roll import NewEntry, add_entries
from delegates.models import Delegate, Delegation
from tests.factories import confederation as made
from tests.integration.doors.conftest import MOST_QUERIES, delegation_decision, queries_of, words

pytestmark = pytest.mark.django_db
NEW = "/c/c01/delegation/new/"
PAGE = "/c/c01/delegation/"


@pytest.fixture
def home(conf):
    return conf.communes[0]


@pytest.fixture
def client(conf, home, signed_in):
    return signed_in(conf.secretary(home))


@pytest.fixture
def decision(conf, home):
    return delegation_decision(conf, home)


@pytest.fixture
def sent(conf, home, decision):
    entries = conf.entries[home.pk]
    return {
        "decision": decision.number,
        "form": "tandem",
        "until": made.on(200).isoformat(),
        "seat": [entries[0].pk, entries[1].pk],
        "alternate": [entries[2].pk],
        "act": "name",
    }


def test_without_a_decision_the_page_says_what_to_do(client, home):
    assert "No decision is in force here that could name anybody." in words(client.get(NEW))


def test_people_are_searched_chosen_and_sent(conf, home, client, decision):
    entries = conf.entries[home.pk]
    said = words(client.get(NEW, {"q": "C01 1", "act": "find", "decision": decision.number, "form": "single"}))
    assert "C01 10" in said
    chosen = client.get(NEW, {"q": "C01 1", "add": entries[0].pk, "decision": decision.number, "form": "single"})
    assert f'name="seat" value="{entries[0].pk}"' in chosen.content.decode()
    told = words(
        client.get(NEW, {"seat": entries[0].pk, "decision": decision.number, "form": "single", "act": "check"})
    )
    assert "To the council of Council" in told
    assert "One person, one voice." in told
    answer = client.post(NEW, {"seat": entries[0].pk, "decision": decision.number, "form": "single", "act": "name"})
    assert answer.url == "/c/c01/"
    assert Delegate.objects.get(delegation__commune=home, stage="active").entry == entries[0]


def test_a_pair_with_alternates_is_named_once_however_often_it_is_sent(client, home, sent):
    for _ in range(2):
        assert client.post(NEW, sent).status_code == 302
    named = Delegation.objects.get(commune=home)
    assert (named.form, named.until) == ("tandem", made.on(200))
    assert Delegate.objects.filter(delegation=named, stage="active").count() == 2
    assert Delegate.objects.filter(delegation=named, stage="alternate").count() == 1


def test_too_many_seats_are_refused_and_what_was_chosen_stays(client, sent):
    refused = client.post(NEW, sent | {"form": "single"})
    assert refused.status_code == 409
    assert "More people were named than this form of delegation has seats." in words(refused)
    assert f'name="seat" value="{sent["seat"][1]}"' in refused.content.decode()
    assert not Delegation.objects.exists()


def test_nobody_and_a_wrong_decision_are_said(client, sent):
    nobody = client.post(NEW, sent | {"seat": [], "alternate": []})
    assert nobody.status_code == 400
    assert "Nobody is chosen yet." in words(nobody)
    wrong = client.post(NEW, sent | {"decision": 999})
    assert wrong.status_code == 400
    assert "This decision was not passed here, so nobody is named by it." in words(wrong)
    assert not Delegation.objects.exists()


def test_people_of_other_rolls_cannot_be_chosen(conf, client, sent):
    stranger = conf.entries[conf.communes[1].pk][0]
    said = client.post(NEW, sent | {"seat": [stranger.pk], "alternate": []})
    assert said.status_code == 400
    assert not Delegation.objects.exists()


def test_only_who_runs_the_commune_names(conf, signed_in, sent):
    for client in (Client(), signed_in(conf.secretary(conf.communes[1]))):
        for url in (NEW, PAGE):
            assert client.get(url).status_code == 403
            assert client.post(url, sent).status_code == 403
    assert not Delegation.objects.exists()


def test_an_alternate_gets_the_seat_and_the_delegation_ends(client, home, sent):
    client.post(NEW, sent)
    first = Delegate.objects.get(delegation__commune=home, stage="active", seat=1)
    assert "C01 3 is next in order" in words(client.get(PAGE))
    unsaid = client.post(PAGE, {"act": "activate", "delegate": first.pk, "reason": ""})
    assert unsaid.status_code == 400
    assert "Say why, in a few words." in words(unsaid)
    assert client.post(PAGE, {"act": "activate", "delegate": first.pk, "reason": "ill"}).status_code == 302
    first.refresh_from_db()
    assert first.stage == "ended"
    again = client.post(PAGE, {"act": "activate", "delegate": first.pk, "reason": "ill"})
    assert again.status_code == 409
    assert client.post(PAGE, {"act": "end", "reason": "term over"}).status_code == 302
    assert Delegation.objects.get(commune=home).stage == "ended"
    assert client.post(PAGE, {"act": "end", "reason": "term over"}).status_code == 400


def test_it_costs_the_same_among_two_thousand_and_a_card_finds_one(conf, home, client, decision, sent):
    client.post(NEW, sent)
    client.get(PAGE)  # the message of the post is read
    url = f"{NEW}?q=Name&act=find&decision={decision.number}&form=single"
    add_entries(
        actor=conf.secretary(home),
        commune=home,
        entries=[NewEntry(f"Name {number}", card=f"K{number}") for number in range(2000)],
    )
    assert queries_of(client, url) <= MOST_QUERIES
    assert queries_of(client, PAGE) <= MOST_QUERIES
    assert queries_of(client, "/c/c01/") <= MOST_QUERIES
    assert "There are more: write more of the name." in words(client.get(url))
    said = words(client.get(NEW, {"q": "K77", "act": "find"}))
    assert "Name 77" in said
    assert "Name 78" not in said


def test_an_inner_commune_sends_people_of_the_rolls_below(db, signed_in):
    conf = made.confederation(2, voters=5, districts=1)
    district = conf.communes[0].parent
    client = signed_in(conf.secretary(district))
    said = words(client.get(f"/c/{district.slug}/delegation/new/"))
    assert "No decision is in force here" in said
