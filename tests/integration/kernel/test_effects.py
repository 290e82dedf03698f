"""Effects: owed in the transaction of the act, done once, noted when they fail, never dropped."""

from datetime import UTC, datetime, timedelta

import pytest

from confed.kernel import clock, effects, journal
from confed.kernel.errors import NotThere
from confed.kernel.models import Chain, Effect, JournalEntry
from confed.kernel.use_case import use_case
from tests.integration.kernel.acts import BENCH_MOVED, FAILING, KIND, TESTER, open_commune, owe_moves

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def chain() -> Chain:
    return open_commune(code="rosehill")


@pytest.fixture
def at_noon():
    clock.set_clock(NOON)
    yield
    clock.set_clock(None)


@pytest.fixture
def subscribed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "_subscribers", {})
    effects.subscribe(BENCH_MOVED, KIND)
    effects.subscribe(BENCH_MOVED, "tests.other")


@use_case
def announce_move(*, number: int, fails: bool = False) -> None:
    effects.announce(BENCH_MOVED, bench=number, square=7)
    if fails:
        raise ValueError("no")


def test_drain_does_what_is_due_and_enters_it_once(chain: Chain):
    owe_moves(chain=chain, number=3)
    assert (effects.drain(), effects.drain()) == (3, 0)
    assert JournalEntry.objects.count() == 3
    assert Effect.objects.filter(done_at=None).count() == 0
    chain.refresh_from_db()
    assert journal.verify_chain(chain) == []


def test_put_twice_with_one_key_owes_it_once(chain: Chain):
    owe_moves(chain=chain, number=3)
    owe_moves(chain=chain, number=4)
    assert Effect.objects.count() == 4


def test_effect_of_a_later_day_waits(chain: Chain, at_noon):
    use_case(
        lambda: effects.put(
            key="k", kind=KIND, args={"chain": chain.pk, "count": 1}, not_before=NOON + timedelta(days=2)
        )
    )()
    assert effects.drain() == 0
    assert effects.next_due() == NOON + timedelta(days=2)
    clock.set_clock(NOON + timedelta(days=2))
    assert effects.drain() == 1
    assert effects.next_due() is None


def test_announce_owes_one_effect_per_subscriber(subscribed):
    announce_move(number=4)
    assert sorted(Effect.objects.values_list("key", "kind")) == [
        ("tests.move_bench/bench_moved/bench=4,square=7", KIND),
        ("tests.other/bench_moved/bench=4,square=7", "tests.other"),
    ]
    assert Effect.objects.first().args == {"bench": 4, "square": 7}


def test_announce_in_an_act_that_fails_announces_nothing(subscribed):
    with pytest.raises(ValueError, match="no"):
        announce_move(number=4, fails=True)
    assert Effect.objects.count() == 0


def test_announce_of_a_fact_nobody_hears_owes_nothing():
    announce_move(number=4)
    assert Effect.objects.count() == 0


def test_failing_effect_writes_nothing_and_is_noted(chain: Chain, at_noon):
    owe_moves(chain=chain, number=1, kind=FAILING)
    assert effects.drain() == 0
    effect = Effect.objects.get()
    assert (effect.attempts, effect.done_at) == (1, None)
    assert effect.error == "ConnectionError: the mail server is away"
    assert NOON + timedelta(seconds=5) <= effect.not_before <= NOON + timedelta(seconds=6)
    assert JournalEntry.objects.count() == 0


def test_failing_effect_does_not_hold_up_the_others(chain: Chain):
    owe_moves(chain=chain, number=2, kind=FAILING)
    owe_moves(chain=chain, number=2)
    assert effects.drain() == 2


def test_effect_without_a_handler_is_noted():
    use_case(lambda: effects.put(key="k", kind="tests.nobody", args={}))()
    assert effects.drain() == 0
    assert Effect.objects.get().error == "LookupError: no handler for effects of the kind “tests.nobody”"


def test_effect_that_failed_twelve_times_is_stuck_until_somebody_retries(chain: Chain, at_noon):
    owe_moves(chain=chain, number=1, kind=FAILING)
    waits = []
    for _ in range(12):
        before = clock.now()
        effects.drain()
        waits.append((Effect.objects.get().not_before - before).total_seconds())
        clock.set_clock(Effect.objects.get().not_before)
    least = [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]
    assert all(low <= wait <= low * 1.2 for low, wait in zip(least, waits, strict=True))
    assert effects.drain() == 0
    (stuck,) = effects.stuck()
    assert (stuck.attempts, stuck.error) == (12, "ConnectionError: the mail server is away")
    effects.retry(actor=TESTER, effect_id=stuck.id)
    assert effects.stuck() == []
    effects.drain()
    assert Effect.objects.get().attempts == 1


def test_retry_of_what_is_done_is_refused(chain: Chain):
    owe_moves(chain=chain, number=1)
    effects.drain()
    with pytest.raises(NotThere):
        effects.retry(actor=TESTER, effect_id=Effect.objects.get().pk)


def test_drain_out_of_time_nudges_again(chain: Chain, monkeypatch: pytest.MonkeyPatch):
    owe_moves(chain=chain, number=2)
    nudges = []
    monkeypatch.setattr(effects, "nudge", lambda: nudges.append(1))
    assert effects.drain(seconds=0) == 0
    assert nudges == [1]


def test_put_nudges_after_the_commit_only(chain: Chain, monkeypatch, django_capture_on_commit_callbacks):
    nudges = []
    monkeypatch.setattr(effects, "nudge", lambda: nudges.append(1))
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        owe_moves(chain=chain, number=50)
    assert (nudges, len(callbacks)) == ([], 1)


def test_handler_of_a_kind_that_has_one_is_refused():
    with pytest.raises(ValueError, match="two handlers"):
        effects.handler(KIND)(lambda args: None)
