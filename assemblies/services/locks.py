"""Locks the row on which an act waits its turn; always commune before sitting before ballot before proposal."""

from typing import TypeVar

from django.db import connection

from assemblies.models import Assembly, Ballot, Commune, Decision, Minutes, MinutesLine, Proposal, RollEntry

Row = TypeVar("Row", Commune, Assembly, Ballot, Decision, Minutes, MinutesLine, Proposal, RollEntry)


def locked(row: Row) -> Row:
    """Return the row as it is now, held until the act is done."""
    fresh: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return fresh


# Any number that no other lock of the house bears.
_FIRST_ROOT = 20190314


def turn_at_the_top() -> None:
    """Wait for whoever founds a tree at this moment: there is no row to lock before the first commune stands.

    An embedded database lets one writer in at a time by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FIRST_ROOT])
