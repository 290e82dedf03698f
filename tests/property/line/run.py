"""How many walks are made, how long they are, and what they came to."""

import os
from collections import Counter

from django.db import connection
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.property.line.beginning import begin
from tests.property.line.truths_above import Line
from tests.property.line.world import build

HALVES = 2  # two files, so that two workers share the walks
STEPS = int(os.environ.get("CONFED_STEPS", "50"))
ON_POSTGRES = 6  # the acts are proved on one database; on the other, that the walk can be walked


def ready() -> type[Line]:
    """The machine with the confederation in which its walks begin, built in the transaction of this test."""
    Line.world = build()
    Line.begun = begin(Line.world)
    Line.done, Line.reached = Counter(), Counter()
    return Line


def walk_by_chance(half: int) -> None:
    """Make this half of the walks: the same ones in every run, others where CONFED_WALKS asks for more."""
    asked = os.environ.get("CONFED_WALKS")
    walks = int(asked or (200 if connection.vendor == "sqlite" else ON_POSTGRES))
    machine = ready() if asked else seed(half)(ready())
    sized = settings(
        max_examples=-(-walks // HALVES),
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    run_state_machine_as_test(machine, settings=sized)
    done = {name: number for name, number in machine.done.items() if not name.endswith("refused")}
    print(f"{sum(done.values())} acts of {len(done)} kinds were done in {sized.max_examples} walks")
