"""Now: what needs a person, in how many queries; the public page for everybody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assemblies.models import Assembly, Role, RollEntry, TextVersion
from confed.kernel import clock
from confed.kernel.models import Person
from mandates.models import Mandate, Ratification
from tests.integration.mandates_pages.build import (
    NOW,
    TODAY,
    V4,
    avelle,
    flat,
    make_commune,
    make_council,
    make_item,
    make_proposal,
    open_vote,
    say,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture
def hanna():
    return Person.objects.create(name="Hanna Brook", mail="hanna@example.org")


def read(client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def enrol(person: Person, commune) -> None:
    RollEntry.objects.create(commune=commune, person=person, name=person.name, joined_on=TODAY)


def make_secretary(person: Person, commune) -> None:
    Role.objects.create(commune=commune, person=person, kind="secretary", from_on=TODAY - timedelta(1), until=TODAY)


def test_an_empty_place_begins_with_its_founding(client):
    assert client.get("/").headers["Location"] == reverse("founding")


def test_nothing_needs_somebody_without_a_commune(client, hanna):
    client.force_login(hanna)
    html = read(client)
    assert "Nothing needs you now" in html
    assert "Your e-mail stands on no roll." in html


def test_a_secretary_is_asked_for_the_answer(client, hanna):
    avelle()
    row = Ratification.objects.select_related("commune", "proposal").get(commune__name="Karm al-Tin")
    make_secretary(hanna, row.commune)
    client.force_login(hanna)
    html = read(client)
    assert "One thing needs you now" in html
    assert reverse("paper", args=[row.commune.slug, row.proposal.code]) in html
    assert "Enter the answer of Karm al-Tin" in html


def test_a_member_reads_when_the_commune_answers(client, hanna):
    avelle()
    enrol(hanna, Ratification.objects.get(commune__name="Tannery Row").commune)
    client.force_login(hanna)
    html = read(client)
    assert "Nothing needs you now" in html
    assert "Tannery Row answers in its assembly on" in html


def test_where_a_decision_stands_is_said_with_what_is_needed(client, hanna):
    avelle()
    client.force_login(hanna)
    html = read(client)
    assert "Decision 59 across the communes" in html
    assert "7 of 13 said yes." in html.replace("\n", "")
    assert "9 needed." in html


def test_a_delegate_is_called_to_the_open_vote_until_the_voice_has_spoken(client):
    council = make_council(["Marbrook", "Saltmarsh"])
    vote = open_vote(council, make_item(council))
    client.force_login(council.people[0])
    html = read(client)
    assert "Vote for Marbrook" in html
    assert reverse("council_vote", args=[vote.code]) in html
    say(vote, council.delegations[0], "for", "indicative")
    html = read(client)
    assert "Vote for Marbrook" not in html
    assert "Marbrook has voted." in html


def test_a_secretary_sees_mandates_still_to_write(client, hanna):
    council = make_council(["Marbrook", "Saltmarsh"])
    item = make_item(council)
    commune = council.communes[0]
    Mandate.objects.create(
        giver=commune,
        item=item,
        text_version=TextVersion.objects.get(proposal=item.proposal),
        proposal=make_proposal(commune, "Mandate", V4, kind="mandate"),
        stage="requested",
    )
    make_secretary(hanna, commune)
    client.force_login(hanna)
    html = read(client)
    assert "Mandate on 7. Shared summer water reserve" in html
    assert reverse("commune_mandates", args=[commune.slug]) in html


def test_the_next_assembly_stands_in_the_clock_of_its_commune(client, hanna):
    root = make_commune("Avelle")
    root.zone = "Europe/Paris"
    root.save()
    commune = make_commune("Marbrook", parent=root)
    commune.zone = ""
    commune.save()
    at = NOW.replace(month=7, hour=17, minute=0) + timedelta(days=365)
    Assembly.objects.create(commune=commune, number=3, planned_at=at, place="Tannery Hall")
    enrol(hanna, commune)
    client.force_login(hanna)
    assert "19:00, Tannery Hall" in read(client)


def test_more_than_five_are_cut_and_can_be_asked_for(client, hanna):
    flat()
    for row in Ratification.objects.filter(stage="asked").select_related("commune"):
        make_secretary(hanna, row.commune)
    client.force_login(hanna)
    html = read(client)
    assert "7 things need you now" in html
    assert "All (8)" in html
    assert html.count("Enter the answer of") == 5
    assert read(client, "/?all=1").count("Enter the answer of") == 7


@pytest.mark.parametrize("number", [24, 48])
def test_now_takes_the_same_few_queries_at_any_size(client, hanna, number, django_assert_max_num_queries):
    flat(number)
    for row in Ratification.objects.filter(stage="asked").select_related("commune"):
        make_secretary(hanna, row.commune)
    client.force_login(hanna)
    clock.set_clock(
        clock.now()
    )  # outside a test no page stands in a transaction, so none asks the database for the hour
    with django_assert_max_num_queries(MOST_QUERIES):
        read(client)


def test_the_public_page_shows_what_is_being_ratified_and_the_communes(client, django_assert_max_num_queries):
    avelle()
    with django_assert_max_num_queries(MOST_QUERIES):
        html = read(client)
    assert "On its way through the communes" in html
    assert "7 of 13 said yes" in html
    assert reverse("commune", args=["marbrook"]) in html
