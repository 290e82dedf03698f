"""The small values of a rehearsal file: counts, hours, rolls and selections of communes."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from confed.rehearsal.domain.mistakes import Fault
from confed.rehearsal.domain.selection import words_of

_COUNTS = re.compile(r"^\s*\d{1,9}(\s*[-–]\s*\d{1,9}){1,4}\s*$")
MOST_ON_A_ROLL = 20_000


def refuse(fault: Fault, **values: object) -> PydanticCustomError:
    """Return the error that carries a fault of the format through pydantic."""
    return PydanticCustomError("rehearsal", "{fault}", {"fault": fault, **{k: str(v) for k, v in values.items()}})


def read_counts(value: Any) -> tuple[int, ...]:
    """Return `20-6-2` (for–against–abstain) as numbers; two numbers mean no abstention."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, str) or not _COUNTS.match(value):
        raise refuse(Fault.NOT_COUNTS, found=_short(value))
    numbers = tuple(int(part) for part in re.split(r"[-–]", value))
    return numbers if len(numbers) > 2 else (*numbers, 0)


def read_vote(value: Any) -> tuple[int, int, int]:
    """Return the three numbers of one vote."""
    numbers = read_counts(value)
    if len(numbers) != 3:
        raise refuse(Fault.NOT_COUNTS, found=_short(value))
    return numbers[0], numbers[1], numbers[2]


def read_hour(value: Any) -> time:
    """Return `18:30` as an hour of the day."""
    if isinstance(value, time):
        return value
    try:
        hour, minute = (int(part) for part in str(value).split(":"))
        return time(hour, minute)
    except ValueError:
        raise refuse(Fault.NOT_AN_HOUR, found=_short(value)) from None


@dataclass(frozen=True, slots=True)
class RollSize:
    """A roll: how many people, and the names where the file gives them."""

    count: int
    names: tuple[str, ...] = ()


def read_roll(value: Any) -> RollSize:
    """Return a roll given as a number or as a list of names."""
    if isinstance(value, RollSize):
        return value
    if isinstance(value, list):
        names = tuple(str(name) for name in value)
        return RollSize(len(names), names)
    if not isinstance(value, str) or not value.isdigit():
        raise refuse(Fault.NOT_A_NUMBER, found=_short(value))
    if int(value) > MOST_ON_A_ROLL:
        raise refuse(Fault.TOO_LARGE, found=value, most=MOST_ON_A_ROLL)
    return RollSize(int(value))


def read_selection(value: Any) -> list[str]:
    """Return the words of a selection of communes (ranges are opened later)."""
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        return words_of(value)
    raise refuse(Fault.NOT_TEXT, found=_short(value))


def read_none(value: Any) -> Any:
    """Return nothing for an empty scalar, so that `clock:` alone is allowed."""
    return None if value == "" else value


def _short(value: Any) -> str:
    return str(value)[:60]


Vote = Annotated[tuple[int, int, int], BeforeValidator(read_vote)]
Counts = Annotated[tuple[int, ...], BeforeValidator(read_counts)]
Hour = Annotated[time, BeforeValidator(read_hour)]
Roll = Annotated[RollSize, BeforeValidator(read_roll)]
Selection = Annotated[list[str], BeforeValidator(read_selection)]
