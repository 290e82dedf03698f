"""Locks the row on which an act waits its turn; always commune before sitting before ballot before proposal."""

from datetime import datetime
from typing import TypeVar

from django.db import connection

from assemblies.models import Assembly, Ballot, Commune, Decision, Minutes, MinutesLine, Proposal, RollEntry

Row = TypeVar("Row", Commune, Assembly, Ballot, Decision, Minutes, MinutesLine, Proposal, RollEntry)


def locked(row: Row) -> Row:
    """Return the row as it is now, held until the act is done."""
    fresh: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return fresh


def held_open(ballot: Ballot) -> tuple[str, datetime | None]:
    """Return stage and end of a vote as they are now, held together with all others who vote.

    Whoever closes it waits for every one of them, and nobody votes after it; they do not wait for one another, so a
    hall that votes by name at once is as quick as its commits together. An embedded database has one writer anyway.
    """
    rows = Ballot.objects.filter(pk=ballot.pk).values_list("stage", "closes_at")
    if connection.vendor != "postgresql":
        return rows.get()
    query, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{query} FOR SHARE", values)
        stage, closes_at = cursor.fetchone()
        return stage, closes_at


# Any number that no other lock of the house bears.
_FIRST_ROOT = 20190314


def turn_at_the_top() -> None:
    """Wait for whoever founds a tree at this moment: there is no row to lock before the first commune stands.

    An embedded database lets one writer in at a time by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FIRST_ROOT])
