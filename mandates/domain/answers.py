"""What the outcome of a commune's own vote says to its council."""

from assemblies.domain.majority import Outcome
from mandates.domain.stages import Position, RatificationAct

_POSITIONS = {
    Outcome.ADOPTED: Position.FOR,
    Outcome.REJECTED: Position.AGAINST,
    Outcome.TIED: Position.ABSTAIN,
}
_ANSWERS = {
    Position.FOR: RatificationAct.ANSWER_FOR,
    Position.AGAINST: RatificationAct.ANSWER_AGAINST,
    Position.ABSTAIN: RatificationAct.ANSWER_ABSTAIN,
}


def position_of(outcome: str) -> Position:
    """Return what a commune says: passed is for, not passed is against, equal is abstain (rulebook, equal votes at home)."""
    return _POSITIONS[Outcome(outcome)]


def answer_of(position: str) -> RatificationAct:
    """Return the step that an answer of this position makes in a ratification (rulebook, ratification)."""
    return _ANSWERS[Position(position)]
