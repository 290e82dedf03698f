"""The one wrapper for writing: a use case opens the transaction, or joins the one of its caller."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from confed.kernel.turn import turn

P = ParamSpec("P")
R = TypeVar("R")
Last = Callable[[list[str]], None]
_running: ContextVar[dict[Last, set[str]] | None] = ContextVar("use_case_running", default=None)


@contextmanager
def in_use_case() -> Iterator[None]:
    """Run the block in the transaction of the use case above, or in a durable one of its own.

    A joining block has no savepoint: what fails in it undoes the whole act, so nothing stands half-written; a caller
    that forgives such a failure is told so, and not left to believe that its own part was kept.
    """
    if _running.get() is not None:
        with transaction.atomic(savepoint=False):
            yield
        return
    last: dict[Last, set[str]] = {}
    token = _running.set(last)
    try:
        with turn(), transaction.atomic(durable=True):
            yield
            for write, words in last.items():
                write(sorted(words))
            if transaction.get_rollback():
                raise transaction.TransactionManagementError("An act within this one failed: neither is kept.")
    finally:
        _running.reset(token)


def at_last(write: Last, *words: str) -> None:
    """Owe this writing to the end of the act: right before its commit, once for all words, and these in order.

    A row that many acts write is so held for the length of a commit only, and by all in the same order.
    """
    last = _running.get()
    if last is None:
        write(sorted(words))
    else:
        last.setdefault(write, set()).update(words)


@contextmanager
def on_another_database(alias: str) -> Iterator[None]:
    """Run the block in one transaction of another database, such as the one an instance moves to."""
    with transaction.atomic(using=alias, durable=True):
        yield


def use_case(function: Callable[P, R]) -> Callable[P, R]:
    """Make a keyword-only function a use case; one act, one transaction."""
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"{function.__qualname__}: “{name}” must be keyword-only in a use case.")

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with in_use_case():
            return function(*args, **kwargs)

    return run
