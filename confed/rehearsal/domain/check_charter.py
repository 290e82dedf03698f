"""Checks charter values of a rehearsal against the keys the code reads."""

from collections.abc import Mapping

from assemblies.domain.charter import KEYS, ProblemCode, problems
from confed.rehearsal.domain.mistakes import Fault, Notes, Path, closest


def check_charter(values: Mapping[str, str], path: Path, notes: Notes) -> None:
    """Note unknown keys and values that do not fit them."""
    for problem in problems(values):
        here = (*path, problem.key)
        if problem.code is ProblemCode.UNKNOWN_KEY:
            notes.add(here, Fault.UNKNOWN_CHARTER_KEY, key=problem.key, meant=closest(problem.key, KEYS))
        else:
            allowed = ", ".join(problem.allowed)
            notes.add(here, Fault.CHARTER_VALUE, key=problem.key, found=problem.value, allowed=allowed)
