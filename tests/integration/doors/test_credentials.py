"""Credentials of a council's sitting: who is here is ticked, the sitting opens on its voices, a credential ends."""

import pytest
from django.test import Client

from assemblies.models import Assembly
from assemblies.services.assembly import plan_assembly
from confed.kernel import clock
from delegates.models import Credential, Delegate
from tests.factories import confederation as made
from tests.integration.doors.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
URL = "/c/council/a/1/credentials/"


@pytest.fixture
def chair(conf, signed_in):
    return signed_in(conf.chair)


@pytest.fixture
def sent(conf):
    """Two communes send somebody, the third nobody; the council meets."""
    delegations = [made.delegation(conf, commune, tandem=True, alternates=1) for commune in conf.communes[:2]]
    clock.set_clock(made.at(0, 10))
    plan_assembly(actor=conf.chair, commune=conf.council, planned_at=made.at(0, 10), place="Hall")
    return delegations


def numbers(delegation) -> list[int]:
    return list(Delegate.objects.filter(delegation=delegation, stage="active").values_list("pk", flat=True))


def test_delegates_are_ticked_and_the_sitting_opens_on_their_voices(chair, sent):
    said = words(chair.get(URL))
    assert "0 voices, 2 needed of 3 communes." in said
    assert "sends nobody" in said
    everybody = numbers(sent[0]) + numbers(sent[1])
    for _ in range(2):
        assert chair.post(URL, {"act": "check", "delegate": everybody}).url == URL
    assert Credential.objects.filter(to_at=None).count() == 4
    assert "2 voices, 2 needed of 3 communes. That is enough to vote." in words(chair.get(URL))
    assert chair.post(URL, {"act": "open"}).status_code == 302
    assert Assembly.objects.get(commune__slug="council").stage == "quorate"
    twice = chair.post(URL, {"act": "open"})
    assert twice.status_code == 409
    assert "This sitting was opened already." in words(twice)


def test_too_few_voices_then_more_come_and_are_counted_again(chair, sent):
    chair.post(URL, {"act": "check", "delegate": numbers(sent[0])})
    chair.post(URL, {"act": "open"})
    sitting = Assembly.objects.get(commune__slug="council")
    assert sitting.stage == "inquorate"
    chair.post(URL, {"act": "check", "delegate": numbers(sent[1])})
    assert chair.post(URL, {"act": "count"}).status_code == 302
    sitting.refresh_from_db()
    assert sitting.stage == "quorate"


def test_a_credential_ends_at_once_and_once(chair, sent):
    chair.post(URL, {"act": "check", "delegate": numbers(sent[0])})
    held = Credential.objects.filter(to_at=None).order_by("pk").first()
    for _ in range(2):
        assert chair.post(URL, {"end": held.pk}).status_code == 302
    held.refresh_from_db()
    assert held.to_at is not None
    assert chair.post(URL, {"end": 99999}).status_code == 404


def test_nobody_ticked_alternates_and_unknown_acts_are_refused(chair, sent):
    assert "Nobody was ticked." in words(chair.post(URL, {"act": "check"}))
    waiting = Delegate.objects.filter(delegation=sent[0], stage="alternate").get()
    refused = chair.post(URL, {"act": "check", "delegate": waiting.pk})
    assert refused.status_code == 409
    assert "C01 3 does not carry the word of C01 at this sitting." in words(refused)
    assert chair.post(URL, {"act": "dance"}).status_code == 400
    assert not Credential.objects.exists()


def test_only_who_runs_the_council_checks(conf, sent, signed_in):
    for client in (Client(), signed_in(conf.secretary(conf.communes[0]))):
        assert client.get(URL).status_code == 403
        assert client.post(URL, {"act": "check", "delegate": numbers(sent[0])}).status_code == 403
    assert not Credential.objects.exists()


def test_a_commune_of_people_has_no_credentials(conf, signed_in):
    home = conf.communes[0]
    plan_assembly(actor=conf.secretary(home), commune=home, planned_at=made.at(0))
    assert signed_in(conf.secretary(home)).get("/c/c01/a/1/credentials/").status_code == 404


def test_the_ways_to_it_and_its_cost(chair, sent):
    assert URL in chair.get("/c/council/a/1/council/").content.decode()
    assert URL in chair.get("/c/council/a/1/").content.decode()
    assert URL not in Client().get("/c/council/a/1/council/").content.decode()
    chair.post(URL, {"act": "check", "delegate": numbers(sent[0])})
    chair.get(URL)
    assert queries_of(chair, URL) <= MOST_QUERIES
