"""Majorities: the rule of a vote, what was counted, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assemblies.domain.shares import ceil_of, parse_share, share_text

MAJORITY = "majority"
_HALF = Fraction(1, 2)


class Base(StrEnum):
    """Out of whom a majority is reckoned."""

    CAST = "cast"
    PRESENT = "present"
    ALL = "all"


class Outcome(StrEnum):
    """What a vote decided; tied is not adopted."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"


@dataclass(frozen=True, slots=True)
class Rule:
    """A majority and its base; without a threshold it is “more than half” (Rulebook, majorities)."""

    threshold: Fraction | None
    base: Base

    def __post_init__(self) -> None:
        """Refuse a qualified majority of half or less, which two opposite answers could both reach."""
        if self.threshold is not None and not _HALF < self.threshold <= 1:
            raise ValueError(f"a qualified majority is more than half and at most all, not {self.threshold}")

    @classmethod
    def from_values(cls, values: Mapping[str, str]) -> "Rule":
        """Read {"threshold": "majority" or "2/3", "base": "cast"}; no base means cast (Rulebook, majorities)."""
        threshold = values["threshold"]
        return cls(
            None if threshold == MAJORITY else parse_share(threshold),
            Base(values.get("base", Base.CAST)),
        )

    def values(self) -> dict[str, str]:
        """Return the rule as it is kept with a result (Rulebook, majorities)."""
        return {
            "threshold": MAJORITY if self.threshold is None else share_text(self.threshold),
            "base": self.base.value,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in one vote: for, against, abstain, void, and the people (or voices) present and in all."""

    for_: int
    against: int
    abstain: int
    present: int
    all: int
    void: int = 0

    def __post_init__(self) -> None:
        """Refuse negative counts."""
        if min(self.for_, self.against, self.abstain, self.present, self.all, self.void) < 0:
            raise ValueError("a count is never below zero")

    @property
    def cast(self) -> int:
        """For and against; abstentions are not cast (Rulebook, majorities)."""
        return self.for_ + self.against

    @property
    def not_voting(self) -> int:
        """Those present who did nothing; they do not abstain, and a void vote is neither (Rulebook, majorities)."""
        return max(0, self.present - self.cast - self.abstain - self.void)

    def of(self, base: Base) -> int:
        """Return the number of this base (Rulebook, majorities)."""
        return {Base.CAST: self.cast, Base.PRESENT: self.present, Base.ALL: self.all}[base]


def decide(rule: Rule, tally: Tally) -> Outcome:
    """Say what a vote decided: equal votes are tied under every rule, and none cast is equal (Rulebook, majorities)."""
    if tally.for_ == tally.against:
        return Outcome.TIED
    return Outcome.ADOPTED if tally.for_ >= _needed(rule, tally.of(rule.base)) else Outcome.REJECTED


def yes_needed(rule: Rule, tally: Tally) -> int | None:
    """Return how many must say yes; None where the base is known only after the count (Rulebook, majorities)."""
    return None if rule.base == Base.CAST else _needed(rule, tally.of(rule.base))


def _needed(rule: Rule, base: int) -> int:
    if rule.threshold is None:
        return base // 2 + 1
    return max(1, ceil_of(rule.threshold, base))
