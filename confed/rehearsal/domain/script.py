"""A rehearsal ready to be played: every step with its day and hour, every variant on its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from confed.rehearsal.domain.format import VERBS, Acts, Defaults, Step
from confed.rehearsal.domain.tree import Tree
from confed.rehearsal.domain.verbs import Part

FIRST_HOUR = time(18, 30)


@dataclass(frozen=True, slots=True)
class Move:
    """One step in its place: when, which verb, and whether it must be refused."""

    line: int
    id: str
    day: int
    at: time
    verb: str
    act: Part | str | None
    words: str = ""

    @property
    def moment(self) -> tuple[int, time]:
        """Day and hour, for the order of steps."""
        return self.day, self.at


@dataclass(slots=True)
class Script:
    """One playing of the whole procedure."""

    title: str
    source: str
    start: date
    zone: str
    defaults: Defaults
    tree: Tree
    moves: list[Move]
    variant: str = ""
    variant_title: str = ""
    charter: Mapping[str, str] = field(default_factory=dict)

    def date_of(self, day: int) -> date:
        """Return the date of a day; day 0 is the start."""
        return self.start + timedelta(days=day)

    def moment_of(self, day: int, at: time) -> datetime:
        """Return the instant of an hour on a day, in the rehearsal's zone."""
        return datetime.combine(self.date_of(day), at, tzinfo=ZoneInfo(self.zone))

    def until(self, day: int) -> list[Move]:
        """Return the moves up to a day."""
        return [move for move in self.moves if move.day <= day]


@dataclass(slots=True)
class Rehearsal:
    """A file that was read without a mistake: the procedure and its variants."""

    base: Script
    variants: list[Script] = field(default_factory=list)

    def scripts(self, name: str = "") -> list[Script]:
        """Return every playing, or the one of this name; nothing where there is none."""
        every = [self.base, *self.variants]
        return [script for script in every if script.variant == name] if name else every


def verbs_of(acts: Acts) -> list[str]:
    """Return the verbs a step names, `refused` aside."""
    return [verb for verb in VERBS if verb in acts.model_fields_set]


def timed(steps: list[tuple[Step, int]]) -> list[Move]:
    """Return the steps in order with day and hour filled in.

    Without `day` a step stands on the day of the one before; without `at` at its hour too, or at 18:30 of a new day.
    """
    moves: list[Move] = []
    for step, line in steps:
        before = moves[-1] if moves else None
        day = step.day if step.day is not None else (before.day if before else 0)
        at = step.at or (before.at if before and before.day == day else FIRST_HOUR)
        acts: Acts = step.refused or step
        verb = (verbs_of(acts) or ["clock"])[0]
        words = step.refused.words if step.refused else ""
        moves.append(Move(line, step.id or "", day, at, verb, getattr(acts, verb), words))
    return moves


def woven(base: list[Move], drop: list[str], own: list[Move]) -> list[Move]:
    """Return the moves of a variant: some left out, some replaced by id, the others added after their hour."""
    replaced = {move.id: move for move in own if move.id}
    moves = [replaced.pop(move.id, move) for move in base if not move.id or move.id not in drop]
    added = [move for move in own if not move.id or move.id in replaced]
    return sorted([*moves, *added], key=lambda move: move.moment)
