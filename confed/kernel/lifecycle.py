"""One step of a lifecycle: a visible table of moves, and a refusal for every other step."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from confed.kernel.errors import IllegalStep

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


def step(moves: Mapping[tuple[S, A], S], stage: S, act: A) -> S:
    """Return the stage after this act; raise IllegalStep where the table has no such move."""
    try:
        return moves[(stage, act)]
    except KeyError:
        raise IllegalStep(f"“{act}” cannot be done at the stage “{stage}”.") from None
