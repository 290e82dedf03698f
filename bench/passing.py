"""One decision's way down and back: sent to every commune, asked, answered, read while it is open, closed, told.

Opening, the standing and the close are the whole of it. Asking, answering and telling are done one commune at a time:
a sample of them goes through the use cases and the queue, the rest is written in bulk as it would stand.
"""

import gc
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from bench import cascade, world
from bench.memory import forget_peak, peak
from bench.stopwatch import Stopwatch
from bench.world import DAY, NOON, World
from confed.kernel import clock, effects
from confed.kernel.models import Effect
from mandates.models import Cascade, Ratification
from mandates.queries.standing import standing_of_decision
from mandates.services.answer import enter_answer
from mandates.services.closing import close_cascade

ASK_SECONDS, ANSWERS, TELL_SECONDS, LONG, ROUNDS = 3.0, 60, 3.0, 600.0, 9


def measure(here: World, meanwhile: Callable[[int], object]) -> dict[str, Any]:
    """Send one decision through; `meanwhile` is done while it is open. What is said of it must be what was answered."""
    made = world.decision(here.root, "One decision")
    vote, voices = world.council_vote(here, made)
    opening = _timed(lambda: cascade.open_one(made, vote, voices))
    opened = Cascade.objects.get(decision=made)
    asking = _drained(ASK_SECONDS)
    _rest_is_done(f"cascade:{opened.pk}/commune:")
    answering = _answered(here, opened)
    _answer_in_bulk(opened)
    standing = _standing(opened)
    meanwhile(made.number)
    Cascade.objects.filter(pk=opened.pk).update(opens_on=DAY - timedelta(days=9), closes_on=DAY - timedelta(days=2))
    closing = _timed(lambda: close_cascade(actor=cascade.ACTOR, cascade_id=opened.pk))
    telling = _drained(TELL_SECONDS)
    _rest_is_done("")
    return {
        "communes": here.size,
        "voters": sum(Ratification.objects.filter(cascade=opened).values_list("members", flat=True)),
        "open": opening,
        "ask": asking,
        "answer": answering,
        "standing": standing,
        "close": closing,
        "tell": telling,
    }


def _timed(act: Callable[[], object]) -> dict[str, float]:
    forget_peak()
    watch = Stopwatch()
    act()
    took = watch.took()
    return {"time": took.wall, "work": took.work, "peak": peak()}


def _drained(seconds: float) -> dict[str, float]:
    """Let one worker do what is due for so long, or until nothing is."""
    forget_peak()
    watch = Stopwatch()
    done = effects.drain(seconds)
    took = watch.took()
    return {"time": took.wall / done, "work": took.work / done, "done": done, "peak": peak()}


def _rest_is_done(prefix: str) -> None:
    Effect.objects.filter(done_at=None, key__startswith=prefix).update(done_at=clock.now())


def _answered(here: World, opened: Cascade) -> dict[str, float]:
    """Enter answers on paper as the council's secretary does, and let the queue carry them to the council."""
    asked = Ratification.objects.filter(cascade=opened, proposal__isnull=False).select_related("commune")
    rows = list(asked.order_by("pk")[:ANSWERS])
    watch = Stopwatch()
    for row in rows:
        enter_answer(
            actor=here.person,
            cascade=opened,
            commune=row.commune,
            version=1,
            held_on=DAY,
            place="Hall",
            voters=20,
            count_for=12,
            count_against=6,
            count_abstain=2,
            tellers=["One Teller", "Another Teller"],
            witnesses=["One Witness", "Another Witness"],
        )
    entered = watch.took()
    watch = Stopwatch()
    effects.drain(LONG)
    carried = watch.took()
    received = Ratification.objects.filter(cascade=opened, stage="for").count()
    if received != len(rows):
        raise RuntimeError(f"{received} of {len(rows)} answers were received")
    return {
        "time": (entered.wall + carried.wall) / len(rows),
        "work": (entered.work + carried.work) / len(rows),
        "carry": carried.wall / len(rows),
        "done": len(rows),
    }


def _answer_in_bulk(opened: Cascade) -> None:
    """Write the answers of every second commune that is still out, two of three with yes."""
    rows = Ratification.objects.filter(cascade=opened, received_at=None)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    said = {"voted_on": opened.opens_on, "received_at": NOON, "basis": "assembly", "present": F("members")}
    for stage, of_six, yes, no in (("for", 0, 2, 1), ("for", 2, 3, 0), ("against", 4, 1, 2)):
        some = keys[of_six::6]
        for at in range(0, len(some), 500):
            Ratification.objects.filter(pk__in=some[at : at + 500]).update(
                stage=stage, count_for=yes, count_against=no, count_abstain=0, **said
            )


def _standing(opened: Cascade) -> dict[str, Any]:
    """Read where it stands while it is open."""
    forget_peak()
    with CaptureQueriesContext(connection) as queries:
        found = standing_of_decision(opened.decision_id)
    if (
        found is None
        or found.standing.expressed
        != Ratification.objects.filter(cascade=opened, stage__in=("for", "against", "abstain")).count()
    ):
        raise RuntimeError("the standing does not say what was answered")
    took = []
    for _round in range(ROUNDS):
        gc.collect()
        watch = Stopwatch()
        standing_of_decision(opened.decision_id)
        took.append(watch.took())
    walls = sorted(one.wall for one in took)
    return {
        "time": median(walls),
        "range": [walls[0], walls[-1]],
        "work": min(one.work for one in took),
        "queries": len(queries),
        "peak": peak(),
    }
