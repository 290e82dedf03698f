"""The walk through the code in docs/architecture.md: every name is there, and each is called where the walk says."""

import inspect
import re
from collections.abc import Iterator
from functools import reduce
from importlib import import_module
from typing import Any

import pytest

from confed.kernel import effects
from tests.architecture.sources import ROOT

WALK = (ROOT / "docs" / "architecture.md").read_text().split("## 11 How one decision passes through")[1]
STEP = re.compile(r"^( *)- `([a-z_.]+)`$", re.MULTILINE)


def found(path: str) -> Any:
    """The function of this dotted name."""
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


def calls() -> Iterator[tuple[str, list[str]]]:
    """Each function of the walk with those that it calls, in the order of the walk."""
    steps = [(len(indent), path) for indent, path in STEP.findall(WALK)]
    for at, (depth, path) in enumerate(steps):
        below: list[str] = []
        for deeper, other in steps[at + 1 :]:
            if deeper <= depth:
                break
            if deeper == depth + 2:
                below.append(other)
        yield path, below


@pytest.mark.parametrize(("caller", "called"), list(calls()), ids=lambda part: part if isinstance(part, str) else "")
def test_every_step_calls_the_next_ones_in_this_order(caller, called):
    source = inspect.getsource(inspect.unwrap(found(caller)))
    body = source.split('"""')[-1]

    def after(place: int, path: str) -> int:
        found(path)
        call = re.compile(rf"\b{path.rpartition('.')[2]}\b")
        match = call.search(body, place)
        assert match, f"{caller} does not come to {path} there"
        return match.end()

    reduce(after, called, 0)


def test_effects_named_in_the_walk_have_their_receiver():
    kinds = re.findall(r"\(`(mandates\.[a-z_]+)`\)", WALK)
    assert len(kinds) == 4
    assert [kind for kind in kinds if kind not in effects._handlers] == []
