"""What only real commits show: several drains at once, hints after the commit, and acts outside a use case."""

import threading

import pytest
from django.db import connections, transaction

from confed.kernel import effects, journal
from confed.kernel.models import Chain, Effect, JournalEntry
from confed.kernel.use_case import in_use_case, use_case
from tests.integration.kernel.acts import BENCH_MOVED, KIND, TESTER, open_commune, owe_moves

pytestmark = pytest.mark.usefixtures("fresh_db")


def test_enter_outside_a_use_case_is_refused():
    with pytest.raises(RuntimeError):
        journal.enter(
            chain_id=1, fact=BENCH_MOVED, actor=TESTER, scope="x", payload={"count": 1, "places": [], "who": "x"}
        )


def test_put_outside_a_use_case_is_refused():
    with pytest.raises(RuntimeError):
        effects.put(key="k", kind=KIND, args={})


def test_four_drains_at_once_do_each_effect_once():
    chains = [open_commune(code=f"commune-{number}") for number in range(4)]
    for chain in chains:
        owe_moves(chain=chain, number=10)
    done: list[int] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        try:
            done.append(effects.drain())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 40
    assert JournalEntry.objects.count() == 40
    assert Effect.objects.filter(attempts__gt=0).count() == 0
    assert [journal.verify_chain(chain) for chain in Chain.objects.all()] == [[]] * 4


@use_case
def found(*, code: str, fails: bool = False) -> None:
    open_commune(code=code)
    if fails:
        raise ValueError("no")


@use_case
def found_two_and_forgive(*, second_fails: bool) -> None:
    found(code="one")
    with pytest.raises(ValueError, match="no"):
        found(code="two", fails=second_fails)


def test_use_case_that_fails_leaves_nothing():
    with pytest.raises(ValueError, match="no"):
        found(code="one", fails=True)
    assert Chain.objects.count() == 0


def test_use_case_above_cannot_keep_half_of_an_act():
    with pytest.raises(transaction.TransactionManagementError):
        found_two_and_forgive(second_fails=True)
    assert Chain.objects.count() == 0


def test_use_case_within_another_transaction_is_refused():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        found(code="one")


def test_use_case_takes_keywords_only():
    with pytest.raises(TypeError, match="keyword-only"):
        use_case(lambda code: None)


def test_nudge_leaves_after_the_commit(monkeypatch: pytest.MonkeyPatch):
    nudges = []
    monkeypatch.setattr(effects, "nudge", lambda: nudges.append(Effect.objects.count()))
    chain = open_commune(code="one")
    with in_use_case():
        owe_moves(chain=chain, number=2)
        assert nudges == []
    assert nudges == [2]
