"""A topic is stamped in the act that pings it: with it or not at all, once, as the last thing it writes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from confed.kernel.ping import ping, stamps_of
from confed.kernel.use_case import in_use_case

pytestmark = pytest.mark.django_db


def stamp_of(topic: str) -> int:
    return stamps_of(topic)[topic]


def test_each_act_stamps_anew_what_it_pings_and_nothing_else():
    assert stamp_of("assembly-1") == 0
    seen = set()
    for _ in range(5):
        with in_use_case():
            ping("assembly-1")
        seen.add(stamp_of("assembly-1"))
    assert len(seen) == 5
    assert stamp_of("assembly-2") == 0


def _fails_after_its_ping():
    with in_use_case():
        ping("assembly-1")
        raise LookupError


def test_an_act_that_fails_leaves_the_stamp():
    with in_use_case():
        ping("assembly-1")
    before = stamp_of("assembly-1")
    with pytest.raises(LookupError):
        _fails_after_its_ping()
    assert stamp_of("assembly-1") == before


def test_an_act_of_acts_writes_its_stamps_once_in_order_before_its_commit():
    with CaptureQueriesContext(connection) as caught, in_use_case():
        ping("decision-2", "assembly-1")
        with in_use_case():
            ping("commune-3", "assembly-1")
        assert stamp_of("assembly-1") == 0
    written = [query["sql"] for query in caught if "INSERT" in query["sql"]]
    assert len(written) == 1
    places = [written[0].index(topic) for topic in ("assembly-1", "commune-3", "decision-2")]
    assert places == sorted(places)
