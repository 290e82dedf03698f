"""The interim standing of a ratification half answered: how many queries, how long."""

import time
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from bench import cascade, world
from bench.world import NOON, World
from mandates.models import Cascade, Ratification
from mandates.queries.standing import standing_of_decision

ROUNDS = 7


def half_answered(here: World) -> Cascade:
    """Write a cascade in which every second commune answered, two of three with yes."""
    made = world.decision(here.root, "Half answered")
    vote, voices = world.council_vote(here, made)
    opened, _took = cascade.open_one(made, vote, voices)
    keys = list(Ratification.objects.filter(cascade=opened).order_by("pk").values_list("pk", flat=True))
    said = {"voted_on": opened.opens_on, "received_at": NOON, "basis": "assembly", "present": F("members")}
    for stage, of_six, yes, no in (("for", 0, 2, 1), ("for", 2, 3, 0), ("against", 4, 1, 2)):
        some = keys[of_six::6]
        for at in range(0, len(some), 500):
            Ratification.objects.filter(pk__in=some[at : at + 500]).update(
                stage=stage, count_for=yes, count_against=no, count_abstain=0, **said
            )
    return opened


def measure(here: World) -> dict[str, Any]:
    """Read it several times; the queries are counted once."""
    opened = half_answered(here)
    with CaptureQueriesContext(connection) as queries:
        standing_of_decision(opened.decision_id)
    asked = len(queries)
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        standing_of_decision(opened.decision_id)
        took.append(time.perf_counter() - start)
    return {
        "communes": here.size,
        "queries": asked,
        "time": median(took),
        "range": [min(took), max(took)],
        "decision": opened.decision.number,
    }
