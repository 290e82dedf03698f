"""Opening a ratification, against one bulk insert of the same rows with one journal entry."""

import gc
from statistics import median
from typing import Any

from assemblies.models import Decision
from bench import world
from bench.stopwatch import Stopwatch, Took
from bench.world import World
from confed.kernel import journal
from confed.kernel.models import Effect
from confed.kernel.person import Machine
from confed.kernel.use_case import in_use_case
from mandates import signals
from mandates.models import Cascade, CouncilVote, Ratification, Voice
from mandates.services.cascade import open_cascade

LEAST_ROUNDS, COMMUNES_IN_ALL = 7, 20_000
ACTOR = Machine("bench")


def measure(here: World) -> dict[str, Any]:
    """Take turns, so that both see the same tables and the same noise; medians of the rounds."""
    opened, bare = [], []
    rounds = max(LEAST_ROUNDS, min(50, COMMUNES_IN_ALL // here.size))
    for number in range(rounds + 1):
        made = world.decision(here.root, f"Question {number}")
        vote, voices = world.council_vote(here, made)
        cascade, took = open_one(made, vote, voices)
        copied = world.decision(here.root, f"Copy of question {number}")
        copied_vote, _ = world.council_vote(here, copied)
        again = _insert(cascade, copied, copied_vote)
        if number:  # the first round warms both up
            opened.append(took)
            bare.append(again)
    return {
        "communes": here.size,
        "rounds": rounds,
        "open": median(took.wall for took in opened),
        "open_range": [min(took.wall for took in opened), max(took.wall for took in opened)],
        "bare": median(took.wall for took in bare),
        "bare_range": [min(took.wall for took in bare), max(took.wall for took in bare)],
        "ratio": median(one.wall / other.wall for one, other in zip(opened, bare, strict=True)),
        "work_ratio": median(one.work / other.work for one, other in zip(opened, bare, strict=True)),
        "work": min(took.work for took in opened),  # others on the machine only ever add
    }


def open_one(made: Decision, vote: CouncilVote, voices: list[Voice]) -> tuple[Cascade, Took]:
    """Open one ratification and say how long it took."""
    gc.collect()
    watch = Stopwatch()
    cascade = open_cascade(actor=ACTOR, vote=vote, decision=made, voices=voices)
    return cascade, watch.took()


def _insert(like: Cascade, made: Decision, vote: CouncilVote) -> Took:
    """Insert the rows that opening wrote once more, for another decision; the rows are ready before the clock starts."""
    cascade = Cascade.objects.create(
        decision=made, council_vote=vote, opens_on=like.opens_on, closes_on=like.closes_on, rule=like.rule
    )
    rows = list(Ratification.objects.filter(cascade=like))
    for row in rows:
        row.pk, row.cascade = None, cascade
        row._state.adding = True
    effects = list(Effect.objects.filter(key__startswith=f"cascade:{like.pk}/"))
    for effect in effects:
        effect.pk, effect.key = None, effect.key.replace(f"cascade:{like.pk}/", f"cascade:{cascade.pk}/")
        effect._state.adding = True
    payload = {
        "decision": made.number,
        "title": made.title,
        "communes": len(rows),
        "asked": len(effects) - 1,
        "opens_on": like.opens_on.isoformat(),
        "closes_on": like.closes_on.isoformat(),
        "rule": like.rule,
        "text_hash": made.text_version.hash,
    }
    gc.collect()
    watch = Stopwatch()
    with in_use_case():
        Ratification.objects.bulk_create(rows)
        Effect.objects.bulk_create(effects)
        journal.enter(
            chain_id=made.commune.chain_id,
            fact=signals.CASCADE_OPENED,
            actor=ACTOR,
            scope=f"assembly:{made.assembly_id}",
            payload=payload,
        )
    return watch.took()
