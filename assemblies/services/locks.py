"""Locks the row on which an act waits its turn; always commune before sitting before ballot before proposal."""

from typing import TypeVar

from assemblies.models import Assembly, Ballot, Commune, Decision, Minutes, MinutesLine, Proposal, RollEntry

Row = TypeVar("Row", Commune, Assembly, Ballot, Decision, Minutes, MinutesLine, Proposal, RollEntry)


def locked(row: Row) -> Row:
    """Return the row as it is now, held until the act is done."""
    fresh: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return fresh
