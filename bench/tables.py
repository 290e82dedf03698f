"""Tables and numbers as docs/benchmarks.md writes them."""

from collections.abc import Iterable
from typing import Any


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Write a table."""
    cells = list(head)
    lines = [f"| {' | '.join(cells)} |", f"|{'---|' * len(cells)}"]
    return "\n".join([*lines, *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)])


def ms(seconds: float) -> str:
    """Write seconds as milliseconds."""
    return f"{seconds * 1000:.1f}"


def span(ends: list[float]) -> str:
    """Write the smallest and the largest of some times."""
    return f"{ms(ends[0])} to {ms(ends[1])}"


def met(reached: bool) -> str:
    """Say whether a goal was reached."""
    return "met" if reached else "**missed**"
