"""What a hall fetches after a ping: rendered once per stamp, never stale, and nothing in it that is not for everybody."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assemblies.services.agenda import list_item
from confed.kernel import clock
from confed.kernel.shared import Sheet, Shelf
from tests.factories.assemblies import make_ballot, make_item, make_person, make_proposal, make_sitting
from tests.factories.proposals import member
from tests.integration.assemblies_pages.conftest import EVENING, words

pytestmark = pytest.mark.django_db
URL = "/c/saulx/a/1/"


def live(sitting, client: Client | None = None, **headers):
    return (client or Client()).get(f"/live/assembly-{sitting.pk}-{sitting.commune_id}/?in=en", headers=headers)


def queries(ask) -> int:
    with CaptureQueriesContext(connection) as caught:
        ask()
    return len(caught)


def region(answer, name: str) -> str:
    """What stands in a region, without the addresses that only the page itself needs."""
    found = re.search(rf'<(\w+)[^>]* id="{name}".*?</\1>(?=\s*(<|$))', answer.content.decode(), flags=re.S)
    assert found, name
    return re.sub(r"<(\w+)[^>]*>", r"<\1>", found[0], count=1)


def test_regions_are_those_of_the_page_of_somebody_who_is_not_signed_in(hall):
    sitting = make_sitting(hall, 40)
    make_item(hall, sitting)
    for name in ("floor", "agenda"):
        assert region(live(sitting), name) == region(Client().get(URL), name)
    assert (
        f'data-live-url="/live/assembly-{sitting.pk}-{sitting.commune_id}/?in=en"' in Client().get(URL).content.decode()
    )


def test_rendered_once_until_an_act_and_then_anew(hall):
    sitting = make_sitting(hall, 40)
    assert "The well" not in words(live(sitting))
    assert queries(lambda: live(sitting)) == 1
    list_item(actor=hall.facilitator, assembly=sitting, title="The well")
    assert queries(lambda: live(sitting)) > 1
    assert "The well" in words(live(sitting))
    assert queries(lambda: live(sitting)) == 1


def test_hours_in_it_are_never_older_than_a_minute(hall):
    sitting = make_sitting(hall, 40)
    before = words(live(sitting))
    clock.set_clock(EVENING + timedelta(minutes=1))
    assert before.replace(":00.", ":01.") == words(live(sitting)) != before


def test_what_is_known_already_is_not_sent_again(hall):
    sitting = make_sitting(hall, 40)
    tag = live(sitting)["ETag"]
    again = live(sitting, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    packed = live(sitting, **{"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    list_item(actor=hall.facilitator, assembly=sitting, title="The well")
    assert live(sitting, **{"If-None-Match": tag}).status_code == 200


def test_nobody_reads_in_it_what_is_the_communes_own_or_for_those_who_run_it(hall, signed_in):
    ballot = make_ballot(hall)
    sitting = ballot.assembly
    make_item(hall, sitting, make_proposal(hall, title="Wash-house"))
    for who in (hall.facilitator, hall.tellers[0], member(hall, 8), make_person("Stranger")):
        said = live(sitting, signed_in(who)).content.decode()
        assert "Water meters" in said
        for hidden in ("Every house reads", "<form", "csrf", who.name, "Print empty"):
            assert hidden not in said, hidden
        assert said == live(sitting).content.decode()


def test_who_runs_or_counts_a_sitting_fetches_the_page_itself(hall, signed_in):
    sitting = make_sitting(hall, 40)
    make_item(hall, sitting)
    for who, is_shared in ((hall.facilitator, False), (hall.tellers[0], False), (hall.secretary, False)):
        assert ("data-live-url" in signed_in(who).get(URL).content.decode()) is is_shared
    page = signed_in(member(hall, 8)).get(URL).content.decode()
    assert "data-live-url" in page
    assert "data-live-own" in page
    assert re.search(r'data-own="\d+">', page)
    assert "data-live-own" not in Client().get(URL).content.decode()


def test_no_sitting_of_this_commune_no_fragment(hall):
    sitting = make_sitting(hall, 40)
    assert live(sitting).status_code == 200
    sitting.commune_id += 1  # another commune's stamp would not move with its acts
    assert live(sitting).status_code == 404
    assert Client().post("/live/assembly-1-1/").status_code == 405


def test_a_crowd_that_asks_at_once_waits_for_one_rendering():
    shelf, made, go = Shelf(), [], threading.Event()

    def make() -> Sheet:
        go.wait(5)
        made.append(1)
        return Sheet("tag", b"words")

    with ThreadPoolExecutor(8) as crowd:
        found = [crowd.submit(shelf.get, "key", make) for _ in range(40)]
        go.set()
        assert {one.result().packed for one in found} == {b"words"}
    assert made == [1]


def test_a_rendering_that_fails_is_asked_for_again():
    shelf = Shelf()
    with pytest.raises(LookupError):
        shelf.get("key", lambda: {}["nothing"])
    assert shelf.get("key", lambda: Sheet("tag", b"words")).tag == "tag"
    for number in range(200):
        shelf.get(f"key{number}", lambda: Sheet("tag", b"words"))
    assert len(shelf._sheets) <= 64


def test_a_lost_redis_takes_nothing_away(hall, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # nobody listens there
    lost = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": settings.REDIS_URL}
    settings.CACHES = {**settings.CACHES, "shared": lost}
    sitting = make_sitting(hall, 40)
    assert "Between two items" in words(live(sitting))
    assert queries(lambda: live(sitting)) == 1
    list_item(actor=hall.facilitator, assembly=sitting, title="The well")
    assert "The well" in words(live(sitting))
