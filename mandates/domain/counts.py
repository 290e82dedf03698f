"""For, against, abstain: counted in one unit, or in voices, weight and members side by side."""

from dataclasses import dataclass

from assemblies.domain.shares import percent
from mandates.domain.stages import Position


@dataclass(frozen=True, slots=True)
class Counts:
    """For, against and abstain, counted in one and the same unit."""

    for_: int = 0
    against: int = 0
    abstain: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.for_ + other.for_, self.against + other.against, self.abstain + other.abstain)

    @classmethod
    def of(cls, position: Position | None, number: int = 1) -> "Counts":
        """Return this number on the side of one position; nothing without a position (Rulebook, majorities)."""
        return cls(
            number if position == Position.FOR else 0,
            number if position == Position.AGAINST else 0,
            number if position == Position.ABSTAIN else 0,
        )

    @property
    def cast(self) -> int:
        """For and against (Rulebook, majorities)."""
        return self.for_ + self.against

    @property
    def expressed(self) -> int:
        """For, against and abstain (Rulebook, ratification)."""
        return self.for_ + self.against + self.abstain

    @property
    def lead(self) -> int:
        """By how much for leads; below zero when against leads (Rulebook, tendency)."""
        return self.for_ - self.against

    @property
    def percent_for(self) -> str:
        """For in percent of those cast, “65.2”; empty if none were cast (Rulebook, percentages)."""
        return percent(self.for_, self.cast)


@dataclass(frozen=True, slots=True)
class Sides:
    """The same voices counted as voices, by weight, and by the members behind them (Rulebook, weights)."""

    units: Counts = Counts()
    weights: Counts = Counts()
    members: Counts = Counts()
