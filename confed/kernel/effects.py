"""Work a committed act still owes: the row is the queue, a message is a hint."""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeAlias

from celery import current_app
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from confed.kernel import clock
from confed.kernel.courier import Courier
from confed.kernel.errors import NotThere
from confed.kernel.journal import Fact
from confed.kernel.models import Effect
from confed.kernel.person import Actor, Machine
from confed.kernel.use_case import in_use_case, use_case

DRAIN_TASK = "confed.drain"
MOST_ATTEMPTS = 12
BATCH = 1000
FIRST_WAIT = 5
LONGEST_WAIT = 15 * 60
LEASE_SECONDS = 30
NUDGE_EXPIRES = 60
# Who acts where an effect does: named so in the journal.
ACTOR = Machine("effects")

logger = logging.getLogger(__name__)
Handler: TypeAlias = Callable[[dict[str, Any]], None]
_handlers: dict[str, Handler] = {}
_leased: set[str] = set()
_subscribers: dict[str, list[str]] = {}
_ending = threading.Event()


@dataclass(frozen=True, slots=True)
class NewEffect:
    """Work to be written down: the same key is the same work."""

    key: str
    kind: str
    args: dict[str, Any] = field(default_factory=dict)
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class StuckEffect:
    """Work that failed 12 times and waits for somebody."""

    id: int
    key: str
    kind: str
    error: str
    attempts: int


def handler(kind: str, *, leased: bool = False) -> Callable[[Handler], Handler]:
    """Register the function that does effects of this kind; it gets the args and runs as a use case.

    It may be called again after a failure, so it looks at the rows before it writes. What leaves the database, such as
    mail, is `leased`: it is called outside a transaction, and nobody else takes it for 30 seconds.
    """

    def keep(function: Handler) -> Handler:
        if kind in _handlers and _handlers[kind] is not function:
            raise ValueError(f"There are two handlers for effects of the kind “{kind}”.")
        _handlers[kind] = function
        if leased:
            _leased.add(kind)
        return function

    return keep


def subscribe(fact: Fact, kind: str) -> None:
    """Owe an effect of this kind each time this fact is announced; said in `receivers`."""
    kinds = _subscribers.setdefault(fact.name, [])
    if kind not in kinds:
        kinds.append(kind)


def announce(fact: Fact, **ids: int | str) -> None:
    """Tell the floors above: one effect per subscriber, in the transaction of the act.

    The ids name the occurrence: announced twice with the same ids, it is done once.
    """
    named = ",".join(f"{name}={ids[name]}" for name in sorted(ids))
    put_many(NewEffect(f"{kind}/{fact.name}/{named}", kind, dict(ids)) for kind in _subscribers.get(fact.name, []))


def put(*, key: str, kind: str, args: dict[str, Any], not_before: datetime | None = None) -> None:
    """Write one effect down, due at once or not before a moment; a known key changes nothing."""
    put_many([NewEffect(key, kind, args, not_before)])


def put_many(effects: Iterable[NewEffect]) -> None:
    """Write effects down, a batch a statement, and nudge the drain after the commit.

    A batch is let go before the next is made, so a great cascade holds no more rows at once than a small one.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Effects belong to an act: write them inside a use case.")
    moment = clock.now()
    coming, is_due = iter(effects), False
    while batch := list(islice(coming, BATCH)):
        rows = [Effect(key=e.key, kind=e.kind, args=e.args, not_before=e.not_before or moment) for e in batch]
        Effect.objects.bulk_create(rows, ignore_conflicts=True)
        is_due = is_due or any(row.not_before <= moment for row in rows)
    if is_due:
        transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """Hint to the workers that something is due; sent from a background thread, and beat makes up for a lost one."""
    _courier.post(DRAIN_TASK)


def drain(seconds: float = 30) -> int:
    """Do what is due, one effect after another, for so many seconds; return how many were done.

    Several drains may run at once: each effect is done under its row lock (PostgreSQL, SKIP LOCKED) or in an
    IMMEDIATE transaction (SQLite), together with its mark, so a killed drain gives its row back untouched.
    """
    stop_at = time.monotonic() + seconds
    done = 0
    while not _ending.is_set() and _due().exists():
        if time.monotonic() >= stop_at:
            nudge()
            break
        outcome = _do_one()
        if outcome is None:
            break
        done += outcome
    return done


def end_drains() -> None:
    """Let every drain of this process end after the effect in hand; the others stay due for whoever comes next."""
    _ending.set()


def stuck() -> list[StuckEffect]:
    """Return what failed 12 times, oldest first; it is shown, never dropped."""
    rows = Effect.objects.filter(done_at=None, attempts__gte=MOST_ATTEMPTS).order_by("id")
    return [StuckEffect(row.pk, row.key, row.kind, row.error, row.attempts) for row in rows]


@use_case
def retry(*, actor: Actor, effect_id: int) -> None:
    """Make a stuck effect due again."""
    effect = Effect.objects.select_for_update().filter(pk=effect_id, done_at=None).first()
    if effect is None:
        raise NotThere(_("This work is done or was never owed."), safe=_("Nothing was changed."))
    effect.attempts, effect.not_before = 0, clock.now()
    effect.save(update_fields=["attempts", "not_before"])
    transaction.on_commit(nudge, robust=True)


def next_due() -> datetime | None:
    """Return the moment at which the next effect that is not due yet will be."""
    return (
        Effect.objects.filter(done_at=None, attempts__lt=MOST_ATTEMPTS, not_before__gt=clock.now())
        .order_by("not_before")
        .values_list("not_before", flat=True)
        .first()
    )


def _due() -> Any:
    return Effect.objects.filter(done_at=None, attempts__lt=MOST_ATTEMPTS, not_before__lte=clock.now()).order_by(
        "not_before", "id"
    )


def _do_one() -> int | None:
    """Do the first due effect that nobody else holds: 1 done, 0 failed, None when there is none to take."""
    effect: Effect | None = None
    try:
        with in_use_case():
            effect = _due().select_for_update(skip_locked=True).first()
            if effect is None:
                return None
            if effect.kind not in _handlers:
                raise LookupError(f"no handler for effects of the kind “{effect.kind}”")
            if effect.kind in _leased:
                effect.lease_until = effect.not_before = clock.now() + timedelta(seconds=LEASE_SECONDS)
                effect.save(update_fields=["lease_until", "not_before"])
            else:
                _handlers[effect.kind](effect.args)
                effect.done_at = clock.now()
                effect.save(update_fields=["done_at"])
        if effect.kind in _leased:
            _handlers[effect.kind](effect.args)
            with in_use_case():
                Effect.objects.filter(pk=effect.pk, done_at=None).update(done_at=clock.now(), lease_until=None)
        return 1
    except Exception as error:
        if effect is None:
            raise
        # Its words stand in the row; in the log they could name somebody.
        logger.warning("Effect %s failed: %s", effect.key, type(error).__name__)
        _note_failure(effect.pk, error)
        return 0


def _note_failure(effect_id: int, error: Exception) -> None:
    with in_use_case():
        effect = Effect.objects.select_for_update().get(pk=effect_id)
        if effect.done_at is not None:  # another drain did it meanwhile
            return
        effect.attempts += 1
        effect.error = f"{type(error).__name__}: {error}"
        effect.not_before, effect.lease_until = clock.now() + timedelta(seconds=_wait(effect.attempts)), None
        effect.save(update_fields=["attempts", "error", "not_before", "lease_until"])


def _wait(attempts: int) -> int:
    """Seconds until the next attempt: 5, 10, 20 … 15 minutes, and up to a fifth more so that a crowd spreads."""
    seconds: int = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    return seconds + secrets.randbelow(seconds // 5 + 1)


def _send(tasks: list[str]) -> None:
    for task in tasks:
        current_app.send_task(task, ignore_result=True, retry=False, expires=NUDGE_EXPIRES)


_courier = Courier("confed-nudge", _send)
