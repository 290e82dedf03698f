"""How many requests this process answered and how long they took: sums only, never which page or whose."""

import threading
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sums:
    """What was answered since the process began: numbers by class of status, and milliseconds in all."""

    answered: dict[str, int]
    milliseconds: int


_lock = threading.Lock()
_answered: Counter[str] = Counter()
_spent: Counter[str] = Counter()


def note(status: int, milliseconds: int) -> None:
    """Add one answer."""
    with _lock:
        _answered[f"{status // 100}xx"] += 1
        _spent["milliseconds"] += milliseconds


def sums() -> Sums:
    """Return the sums so far."""
    with _lock:
        return Sums(dict(_answered), _spent["milliseconds"])
