"""Compares what a rehearsal expects with what was found, figure by figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that came out otherwise."""

    figure: str
    expected: str
    found: str


def compare(expected: Mapping[str, Any], found: Mapping[str, Any]) -> list[Difference]:
    """Return every expected figure that was not found exactly; figures not expected are not compared."""
    differences = []
    for figure, value in _flat(expected).items():
        is_dict = isinstance(found.get(figure.split(".")[0]), Mapping)
        other = _flat(found).get(figure) if is_dict else found.get(figure)
        if _plain(value) != _plain(other):
            differences.append(Difference(figure, figure_text(value), figure_text(other)))
    return differences


def _flat(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return nested figures side by side: `divergence: {for: …}` is `divergence.for`."""
    flat: dict[str, Any] = {}
    for name, value in figures.items():
        if isinstance(value, Mapping):
            flat.update({f"{name}.{inner}": each for inner, each in value.items()})
        else:
            flat[name] = value
    return flat


def _plain(value: Any) -> Any:
    """Return a value as it is compared: counts without trailing zeros, lists without order, words as text."""
    if isinstance(value, tuple):
        numbers = [int(number) for number in value]
        while numbers and numbers[-1] == 0:
            numbers.pop()
        return tuple(numbers)
    if isinstance(value, list | set | frozenset):
        return sorted(str(each) for each in value)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return figure_text(value)


def figure_text(value: Any) -> str:
    """Return a figure as people read it: 8–12–1, yes, flat and members."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "–".join(str(number) for number in value)
    if isinstance(value, list | set | frozenset):
        return ", ".join(sorted(str(each) for each in value)) or NOTHING
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {figure_text(each)}" for name, each in value.items()) or NOTHING
    return str(value) or NOTHING
