"""A council of 250 voices and 40 items on one page: constant queries, and small enough for a weak signal."""

import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from confed.kernel import clock
from confed.kernel.models import Person
from mandates.models import CouncilItem, CouncilVote
from tests.integration.mandates_pages import build

pytestmark = pytest.mark.django_db
PAGE = "/c/avelle/a/12/council/"
MOST = 100_000  # bytes as an old phone reads them
PACKED = 12_000  # bytes as they travel
QUERIES = 15


def large(voices: int, items: int, answered: int) -> tuple[build.Council, CouncilVote]:
    council = build.make_council([f"Commune {n:03}" for n in range(voices)])
    listed = [build.make_item(council, n, f"A matter of some length, number {n}") for n in range(1, items + 1)]
    for place, commune in enumerate(council.communes[: voices // 2]):
        lines = [f"Line {n} stays" for n in range(place % 4)]
        build.give_mandate(commune, listed[0], "for", latitude="bounded", red_lines=lines)
    vote = build.open_vote(council, listed[0], {**build.RULE, "threshold": "majority"})
    for delegation in council.delegations[:answered]:
        build.say(vote, delegation, "for", "indicative")
    return council, vote


def read(person: Person | None, address: str = PAGE) -> tuple[str, int]:
    client = Client()
    if person:
        client.force_login(person)
    clock.set_clock(
        clock.now()
    )  # outside a test no page stands in a transaction, so none asks the database for the hour
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content
    assert len(page) <= MOST, f"{address}: {len(page)} bytes"
    assert len(gzip.compress(page)) <= PACKED
    return page.decode(), len(asked)


def test_page_of_250_voices_and_40_items_is_small():
    council, _vote = large(250, 40, 250)
    for person in (None, council.chair, council.people[0]):
        assert read(person)[1] <= QUERIES
    assert "125 of 250 communes are instructed, 93 with red lines." in read(None)[0]
    read(council.chair, PAGE + "?item=2")


def test_queries_do_not_grow_with_communes_and_items():
    council, _vote = large(8, 3, 4)
    second = CouncilItem.objects.get(number=2)
    build.give_mandate(council.communes[0], second, "for", red_lines=["The school stays"])
    small = [read(None, PAGE + item)[1] for item in ("", "?item=2")]
    for place in range(4, 30):
        build.make_item(council, place, f"Matter {place}")
    for commune in council.communes[1:]:
        build.give_mandate(commune, second, "against", red_lines=["The school stays"])
    assert [read(None, PAGE + item)[1] for item in ("", "?item=2")] == small
