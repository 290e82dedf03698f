"""A stopped clock, and a listener for what is announced to the floors above."""

from datetime import UTC, datetime

import pytest

from assemblies import signals
from confed.kernel import clock, effects, journal
from confed.kernel.journal import Fact
from confed.kernel.models import Effect

MAY_DAY = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stopped_clock():
    clock.set_clock(MAY_DAY)
    yield
    clock.set_clock(None)


@pytest.fixture(autouse=True)
def heard(monkeypatch):
    """Return a function: the ids announced so far for this fact."""
    facts = [value for value in vars(signals).values() if isinstance(value, Fact)]
    monkeypatch.setattr(effects, "_subscribers", {fact.name: ["tests.heard"] for fact in facts})

    def read(fact: Fact) -> list[dict]:
        rows = Effect.objects.filter(kind="tests.heard", key__contains=f"/{fact.name}/").order_by("id")
        return [row.args for row in rows]

    return read


@pytest.fixture
def told():
    """Return a function: the sentences of a scope, in order."""
    return lambda scope: [entry.text for entry in journal.sentences(scope)]
