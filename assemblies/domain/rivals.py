"""Several rival texts, each voted on against the state of things: which one passes."""

from collections.abc import Sequence
from dataclasses import dataclass

from assemblies.domain.majority import Outcome, Rule, Tally, decide


@dataclass(frozen=True, slots=True)
class Choice:
    """What came of it: the outcome, the text that passes, or the equal ones between which a run-off follows."""

    outcome: Outcome
    each: tuple[Outcome, ...]
    winner: int | None = None
    run_off: tuple[int, ...] = ()

    @property
    def leading(self) -> int:
        """The text whose counts are shown first: the one that passes, else an equal one, else the first."""
        if self.winner is not None:
            return self.winner
        return self.run_off[0] if self.run_off else 0


def choose(rule: Rule, tallies: Sequence[Tally]) -> Choice:
    """Of the texts that pass against the state of things, take the one with the most yes (Rulebook, rival texts).

    Equal ones go into a run-off. Where none of several passes they are rejected together.
    """
    each = tuple(decide(rule, tally) for tally in tallies)
    passing = [at for at, outcome in enumerate(each) if outcome == Outcome.ADOPTED]
    if not passing:
        only = each[0] if len(each) == 1 else Outcome.REJECTED
        return Choice(only, each)
    most = max(tallies[at].for_ for at in passing)
    best = tuple(at for at in passing if tallies[at].for_ == most)
    if len(best) == 1:
        return Choice(Outcome.ADOPTED, each, winner=best[0])
    return Choice(Outcome.TIED, each, run_off=best)
