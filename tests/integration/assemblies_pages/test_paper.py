"""A secretary enters an assembly held on paper: what it means first, then once."""

import pytest
from django.test import Client

from assemblies.models import Assembly, Commune, Decision, Role
from assemblies.services.role import give_role
from confed.kernel import clock
from tests.factories.assemblies import FOUNDING, TERM, make_proposal, make_root
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
SHEET = {
    "version": "1",
    "held_on": "2026-04-30",
    "place": "School yard",
    "call": "1",
    "voters": "58",
    "youth": "",
    "observers": "2",
    "count_for": "44",
    "count_against": "10",
    "count_abstain": "4",
    "teller_1": "Joe Lund",
    "teller_2": "Amal Haddad",
}


@pytest.fixture
def asked(hall):
    return make_proposal(hall, "Shared water", kind="ratification")


@pytest.fixture
def url(asked):
    return f"/c/saulx/paper/{asked.code}/"


def test_paper_says_what_it_means_before_it_is_done(hall, url, signed_in):
    client = signed_in(hall.secretary)
    said = words(client.post(url, SHEET | {"act": "check"}))
    assert "This is the answer of Saulx: yes." in said
    assert "44 yes, 10 no, 4 abstain, of 58 present: 30 needed. Passed." in said
    assert "58 of 63 were there, 16 are needed: enough." in said
    assert not Assembly.objects.exists()


def test_paper_is_entered_once_however_often_it_is_sent(hall, url, signed_in):
    client = signed_in(hall.secretary)
    for _again in range(2):
        response = client.post(url, SHEET | {"act": "enter"})
        assert response.status_code == 302
        assert response.url == f"{url}done/"
    assert Decision.objects.get().result.outcome == "adopted"
    said = words(client.get(response.url, follow=True))
    assert "The answer of Saulx is in." in said
    minutes = words(Client().get("/c/saulx/a/1/minutes/"))
    assert "Held on paper on Thursday 30 April 2026, entered on 1 May 2026, 18:00" in minutes
    assert "Joe Lund" in minutes


def test_paper_with_more_votes_than_people_stays_in_the_form(hall, url, signed_in):
    response = signed_in(hall.secretary).post(url, SHEET | {"act": "check", "count_for": "60"})
    said = words(response)
    assert response.status_code == 400
    assert "74 votes were counted, 16 more than the people with a vote. One number is wrong." in said
    assert "What you wrote is still here." in said
    assert 'value="Amal Haddad"' in response.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"held_on": "2026-05-03"}, "which is still to come"),
        ({"version": "2"}, "the question is about version 1"),
        ({"teller_2": "Joe Lund"}, "Name the two tellers who counted."),
    ],
)
def test_paper_that_does_not_fit_is_refused_in_place(hall, url, signed_in, change, sentence):
    response = signed_in(hall.secretary).post(url, SHEET | change | {"act": "enter"})
    assert response.status_code == 400
    assert sentence in words(response)
    assert "Nothing was changed." in words(response)
    assert 'value="School yard"' in response.content.decode()
    assert not Assembly.objects.exists()


def test_paper_without_enough_people_says_that_it_decides_nothing(hall, url, signed_in):
    few = SHEET | {"voters": "12", "count_for": "9", "count_against": "2", "count_abstain": "1"}
    client = signed_in(hall.secretary)
    assert "This decides nothing." in words(client.post(url, few | {"act": "check"}))
    client.post(url, few | {"act": "enter"})
    assert not Decision.objects.exists()
    assert Assembly.objects.get().stage == "closed"


def test_a_secretary_above_names_two_witnesses(hall, url, signed_in):
    chair = hall.tellers[0]
    root = Commune.objects.get(slug="valley")
    give_role(actor=FOUNDING, commune=root, person=chair, kind=Role.Kind.SECRETARY, until=clock.today("UTC") + TERM)
    client = signed_in(chair)
    assert "Who saw it" in words(client.get(url))
    assert client.post(url, SHEET | {"act": "enter"}).status_code == 400
    seen = {"witness_1": "Hanna Brook", "witness_2": "Olu Adeyemi"}
    assert client.post(url, SHEET | seen | {"act": "enter"}).status_code == 302
    assert "witnessed by Hanna Brook and Olu Adeyemi" in words(Client().get("/c/saulx/a/1/minutes/"))


def test_others_read_who_may_enter_it(hall, url, signed_in):
    assert Client().get(url).status_code == 403
    refused = signed_in(hall.tellers[1]).get(url)
    assert refused.status_code == 403
    assert "Only a secretary of this commune, or of a commune above it" in words(refused)


def test_a_question_of_another_commune_is_no_page(hall, asked, signed_in):
    make_root("Elsewhere")
    assert signed_in(hall.secretary).get(f"/c/elsewhere/paper/{asked.code}/").status_code == 404


def test_paper_page_stays_under_the_limit_of_queries(hall, url, signed_in):
    assert queries_of(signed_in(hall.secretary), url) <= MOST_QUERIES
