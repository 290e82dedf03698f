"""Who may be named together in one delegation, and who comes next."""

from collections.abc import Collection, Hashable, Sequence
from datetime import date
from enum import StrEnum

from assemblies.domain.durations import last_day, parse_duration
from delegates.domain.stages import DelegationForm


class SeatProblem(StrEnum):
    """Why these people cannot be one delegation."""

    NOBODY = "nobody"
    TOO_MANY = "too_many"
    TWICE = "twice"
    ALTERNATE_IN_SEAT = "alternate_in_seat"


def naming_problem(
    form: DelegationForm, delegates: Sequence[Hashable], alternates: Sequence[Hashable] = ()
) -> SeatProblem | None:
    """Return what stops these people from being one delegation, or None (Rulebook, delegations).

    One to as many delegates as the form has seats; nobody twice; an alternate is not in a seat already.
    """
    if not delegates:
        return SeatProblem.NOBODY
    if len(delegates) > form.seats:
        return SeatProblem.TOO_MANY
    if len(set(delegates)) < len(delegates) or len(set(alternates)) < len(alternates):
        return SeatProblem.TWICE
    if set(delegates) & set(alternates):
        return SeatProblem.ALTERNATE_IN_SEAT
    return None


def is_complete(form: DelegationForm, seated: int) -> bool:
    """Say whether every seat is filled; an incomplete pair still carries its one voice (Rulebook, delegations)."""
    return seated == form.seats


def next_alternate(waiting: Collection[int]) -> int | None:
    """Return the number of the alternate whose turn it is, the lowest; None when all are gone (Rulebook, delegations)."""
    return min(waiting, default=None)


def term_end(first: date, term: str) -> date:
    """Return the last day of a term such as “6 months” or “1 sitting” (Rulebook, delegations)."""
    return last_day(first, parse_duration(term))
