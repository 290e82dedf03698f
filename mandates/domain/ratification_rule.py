"""The rule of a ratification: frozen from the charter when the question goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assemblies.domain.charter import DEFAULTS, NONE
from assemblies.domain.majority import Rule, Tally, decide, yes_needed
from assemblies.domain.shares import ceil_of, parse_share, share_text
from mandates.domain.counts import Counts
from mandates.domain.stages import Ask, CountMethod, Silence

_PREFIX = "ratify."


@dataclass(frozen=True, slots=True)
class RatificationRule:
    """Whom to ask, for how long, what passes, what silence is, and which way of counting governs."""

    ask: Ask
    days: int
    majority: Rule
    approval: Fraction | None
    min_expressed: Fraction | None
    silence: Silence
    method: CountMethod

    @classmethod
    def from_values(cls, values: Mapping[str, str]) -> "RatificationRule":
        """Read charter values, with or without “ratify.” before the key; a key left out has its default.

        ValueError for what cannot be read (Rulebook, ratification).
        """
        given = {key.removeprefix(_PREFIX): value for key, value in values.items()}

        def value(key: str) -> str:
            return str(given.get(key, DEFAULTS[_PREFIX + key]))

        return cls(
            ask=Ask(value("ask")),
            days=int(value("days")),
            majority=Rule.from_values({"threshold": value("threshold"), "base": value("base")}),
            approval=_share(value("approval")),
            min_expressed=_share(value("min_expressed")),
            silence=Silence(value("silence")),
            method=CountMethod(value("count_method")),
        )

    def values(self) -> dict[str, str]:
        """Return the rule as it is frozen with a ratification, keys without “ratify.” (Rulebook, ratification)."""
        return {
            "ask": self.ask.value,
            "days": str(self.days),
            **self.majority.values(),
            "approval": NONE if self.approval is None else share_text(self.approval),
            "min_expressed": NONE if self.min_expressed is None else share_text(self.min_expressed),
            "silence": self.silence.value,
            "count_method": self.method.value,
        }

    def needed_expressed(self, units: int) -> int:
        """Return how many communes must have answered, abstentions included (Rulebook, ratification)."""
        return 0 if self.min_expressed is None else ceil_of(self.min_expressed, units)

    def approval_needed(self, whole: int) -> int:
        """Return how many yes an approval share asks for out of a whole; 0 without one (Rulebook, ratification)."""
        return 0 if self.approval is None else ceil_of(self.approval, whole)

    def passes(self, counts: Counts, whole: int) -> bool:
        """Say whether these counts pass; a tie does not (Rulebook, ratification)."""
        if counts.for_ < self.approval_needed(whole):
            return False
        return decide(self.majority, _tally(counts, whole)).value == "adopted"

    def yes_needed(self, counts: Counts, whole: int) -> int | None:
        """Return how many yes are needed where that is known before the close (Rulebook, ratification)."""
        needed = None if self.majority.base == "present" else yes_needed(self.majority, _tally(counts, whole))
        approval = self.approval_needed(whole)
        return max(needed, approval) if needed is not None else approval or None


def _share(text: str) -> Fraction | None:
    return None if text == NONE else parse_share(text)


def _tally(counts: Counts, whole: int) -> Tally:
    return Tally(counts.for_, counts.against, counts.abstain, counts.expressed, whole)
