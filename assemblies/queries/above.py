"""What a floor above has to say on the ballot of its own kind of question: the words, both sides, what answers do."""

from collections.abc import Callable
from dataclasses import dataclass

from assemblies.models import Ballot
from assemblies.queries.ballot_words import Option


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says, in its own words."""

    who: str
    words: str


@dataclass(frozen=True, slots=True)
class About:
    """How a ballot on such a question reads."""

    lead: str
    question: str
    sides: tuple[Side, ...]
    address: str
    link: str
    options: tuple[Option, ...]
    rule: str
    reckoning: str  # once it is announced


_tellers: dict[str, Callable[[Ballot], About | None]] = {}


def tell(kind: str, teller: Callable[[Ballot], About | None]) -> None:
    """Let a floor above tell what its kind of question is about; said in its `receivers`."""
    _tellers[kind] = teller


def about(ballot: Ballot) -> About | None:
    """Return what the floor above says of this vote; None for a question of the commune's own."""
    teller = _tellers.get(ballot.proposal.kind)
    return teller(ballot) if teller else None
