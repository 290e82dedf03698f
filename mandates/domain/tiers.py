"""Counting level by level: a district follows the larger side of what stands below it."""

from collections.abc import Mapping

from mandates.domain.counts import Counts
from mandates.domain.stages import Position

Path = tuple[int, ...]
Placed = Mapping[tuple[Path, Position | None], int]


def larger_side(counts: Counts) -> Position | None:
    """Return the larger side; equal sides are no position (Rulebook, ways of counting)."""
    if counts.lead == 0:
        return None
    return Position.FOR if counts.lead > 0 else Position.AGAINST


def tiers(placed: Placed) -> Mapping[Path, Counts]:
    """Return for every path, the council's own () included, how what stands directly below is divided.

    `placed` says how many units stand at a path with a position. Each inner commune takes the larger side of its
    children; without a position it stands as abstaining (Rulebook, ways of counting).
    """
    found: dict[Path, Counts] = {(): Counts()}
    for (path, position), number in placed.items():
        for depth in range(1, len(path) + 1):
            found.setdefault(path[:depth], Counts())
        found[path] += Counts.of(position, number)
    for path in sorted(found, key=len, reverse=True):
        if path:
            found[path[:-1]] += Counts.of(larger_side(found[path]) or Position.ABSTAIN)
    return found


def children(placed: Placed) -> int:
    """Return how many communes stand directly below the council (Rulebook, ways of counting)."""
    districts = {path[0] for path, _position in placed if path}
    return len(districts) + sum(number for (path, _position), number in placed.items() if not path)
