"""What a playing found: one line a step, and every figure that came out otherwise."""

from dataclasses import dataclass, field
from datetime import datetime

from confed.rehearsal.domain.compare import Difference
from confed.rehearsal.domain.script import Move


@dataclass(frozen=True, slots=True)
class Played:
    """One step as it went."""

    move: Move
    at: datetime
    differences: tuple[Difference, ...] = ()
    compared: int = 0
    stopped: str = ""

    @property
    def went_well(self) -> bool:
        """Whether nothing differed and nothing stopped it."""
        return not self.differences and not self.stopped


@dataclass(slots=True)
class Report:
    """One playing of one variant."""

    title: str
    variant: str = ""
    variant_title: str = ""
    steps: list[Played] = field(default_factory=list)

    @property
    def went_well(self) -> bool:
        """Whether every step went well."""
        return all(step.went_well for step in self.steps)

    @property
    def compared(self) -> int:
        """How many figures were compared."""
        return sum(step.compared for step in self.steps)

    @property
    def differences(self) -> list[tuple[Played, Difference]]:
        """Every difference with its step."""
        return [(step, difference) for step in self.steps for difference in step.differences]
