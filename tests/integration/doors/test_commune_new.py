"""A commune founded under another, by the secretary of that other one."""

import pytest
from django.test import Client

from assemblies.models import Commune, Role
from confed.kernel.models import Person
from tests.integration.doors.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
URL = "/c/council/communes/new/"


def test_a_commune_is_founded_and_handed_to_a_new_login(conf, signed_in):
    sent = {"name": "Saltmarsh", "belonging": "Who lives here", "secretary_name": "Ida", "secretary_mail": "ida@x.org"}
    answer = signed_in(conf.chair).post(URL, sent)
    assert answer.url == "/c/saltmarsh/"
    founded = Commune.objects.get(slug="saltmarsh")
    assert founded.parent == conf.council
    assert Role.objects.get(commune=founded).person.mail == "ida@x.org"


def test_without_a_mail_the_founder_keeps_its_roll(conf, signed_in):
    signed_in(conf.chair).post(URL, {"name": "Saltmarsh"})
    assert Role.objects.get(commune__slug="saltmarsh").person == conf.chair


def test_a_login_that_is_known_becomes_its_secretary(conf, signed_in):
    people = Person.objects.count()
    known = conf.secretary(conf.communes[0])
    signed_in(conf.chair).post(
        URL, {"name": "Saltmarsh", "secretary_name": "Somebody", "secretary_mail": known.mail.upper()}
    )
    assert Role.objects.get(commune__slug="saltmarsh").person == known
    assert Person.objects.count() == people


def test_a_second_tap_founds_nothing(conf, signed_in):
    client = signed_in(conf.chair)
    client.post(URL, {"name": "Saltmarsh"})
    twice = client.post(URL, {"name": "saltmarsh", "belonging": "All of us"})
    assert twice.status_code == 409
    assert "saltmarsh stands under Council already. Nothing was changed." in words(twice)
    assert 'value="All of us"' in twice.content.decode()
    assert Commune.objects.filter(name__iexact="saltmarsh").count() == 1


def test_a_name_without_a_mail_is_asked_for(conf, signed_in):
    refused = signed_in(conf.chair).post(URL, {"name": "Saltmarsh", "secretary_name": "Ida"})
    assert refused.status_code == 400
    assert "Write the e-mail too: without it nobody can sign in." in words(refused)
    assert not Commune.objects.filter(slug="saltmarsh").exists()


def test_under_people_no_commune_can_stand(conf, signed_in):
    below = conf.communes[0]
    refused = signed_in(conf.secretary(below)).post(f"/c/{below.slug}/communes/new/", {"name": "Saltmarsh"})
    assert refused.status_code == 409
    assert "has people on its roll, so no commune can stand under it." in words(refused)
    assert not Commune.objects.filter(slug="saltmarsh").exists()


def test_only_a_secretary_of_the_council_founds(conf, signed_in):
    for client in (Client(), signed_in(conf.secretary(conf.communes[0]))):
        assert client.get(URL).status_code == 403
        assert client.post(URL, {"name": "Saltmarsh"}).status_code == 403
    said = words(signed_in(conf.secretary(conf.communes[0])).get(URL))
    assert "Only a secretary of the commune above founds communes under it." in said


def test_the_way_to_it_and_its_cost(conf, signed_in):
    client = signed_in(conf.chair)
    assert URL in client.get("/c/council/").content.decode()
    assert URL not in Client().get("/c/council/").content.decode()
    assert queries_of(client, URL) <= MOST_QUERIES
    assert queries_of(client, "/c/council/") <= MOST_QUERIES
