"""Mandate cards: what each binds to, in plain words, with when, by how many, and about which version."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from confed.kernel import clock
from confed.kernel.models import Person
from tests.integration.mandates_pages import build

pytestmark = pytest.mark.django_db


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def read(address: str, person: Person | None = None) -> str:
    client = Client()
    if person:
        client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def cards(page: str) -> list[str]:
    return [words(card) for card in re.findall(r"<article.*?</article>", page, re.S)]


def three_items() -> build.Council:
    council = build.make_council(["Marbrook"])
    first = build.make_item(council, 7, "Water", build.V4)
    second = build.make_item(council, 8, "Night bus", build.V4, build.V5)
    build.make_item(council, 9, "Quarry road")
    build.give_mandate(
        council.communes[0], first, "for", red_lines=["Farms stay exempt"], if_touched="against", latitude="bounded"
    )
    build.give_mandate(council.communes[0], second, "for", latitude="strict", stage="degraded")
    return council


def test_cards_say_binding_indicative_and_no_mandate_in_plain_words():
    council = three_items()
    water, bus, quarry = cards(read("/mandates/", council.people[0]))
    assert "Binding Vote this way or not at all" in water
    assert "Vote yes, as long as none of this is touched: Farms stay exempt If one is touched, vote no." in water
    assert "48 yes, 6 no, 4 abstain" in water
    assert "version 1 of the text" in water
    assert "Indicative A first word, not a decision; Marbrook decides later" in bus
    assert "The text changed. Read version 2." in bus
    assert "No mandate Listen, ask, bring it home" in quarry


def test_item_on_the_floor_is_marked_in_the_strip_and_leads_to_the_vote():
    council = three_items()
    item = build.make_item(council, 10, "Fare")
    vote = build.open_vote(council, item)
    page = read("/mandates/", council.people[0])
    assert re.search(r'aria-current="true"><span class="vh">On the floor: </span>10<', page)
    assert f"/council/v/{vote.code}/" in page


def test_mandate_that_ran_out_binds_nobody():
    council = build.make_council(["Marbrook"])
    item = build.make_item(council)
    build.give_mandate(council.communes[0], item, expires_on=build.TODAY - timedelta(days=1))
    (card,) = cards(read("/mandates/", council.people[0]))
    assert "No mandate" in card
    assert "Ran out" in card


def test_public_list_shows_the_words_and_no_way_to_vote():
    council = three_items()
    build.open_vote(council, build.make_item(council, 10, "Fare"))
    page = read("/c/marbrook/mandates/")
    assert len(cards(page)) == 4
    assert "/council/v/" not in page
    assert "An imperative mandate is a decision of the assembly" in page


def test_commune_at_the_top_sends_nobody():
    build.make_council(["Marbrook"])
    assert "it sends no delegates" in read("/c/avelle/mandates/")


def test_somebody_who_carries_no_word_is_told_so():
    person = Person.objects.create(name="Somebody", mail="x@example.org")
    assert "You carry no commune’s word now." in read("/mandates/", person)


def test_cards_need_a_sign_in():
    assert Client().get("/mandates/").status_code == 403


@pytest.mark.parametrize("number", [1, 3, 30])
def test_cards_take_at_most_fifteen_queries(number):
    council = build.make_council(["Marbrook"])
    for place in range(number):
        build.give_mandate(council.communes[0], build.make_item(council, place + 1, f"Item {place}"))
    client = Client()
    client.force_login(council.people[0])
    clock.set_clock(
        clock.now()
    )  # outside a test no page stands in a transaction, so none asks the database for the hour
    for address in ("/mandates/", "/c/marbrook/mandates/"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) <= 15, [one["sql"][:90] for one in asked]
