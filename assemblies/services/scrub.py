"""Removes from the files of the database what an emptied urn left there: old pages, dead rows, the write-ahead log."""

import logging

from django.db import DatabaseError, connection, transaction

from confed.kernel.person import Actor
from confed.kernel.use_case import use_case

TABLES = ("assemblies_urn", "assemblies_elector", "assemblies_slip")
logger = logging.getLogger(__name__)


@use_case
def scrub_files(*, actor: Actor, thorough: bool = False) -> None:
    """Truncate the log (SQLite) or clear dead rows of the urns (PostgreSQL) after the commit; at night the whole file.

    Neither can be done inside a transaction. What fails because the database is busy is done by the next one.
    """
    transaction.on_commit(lambda: _scrub(thorough=thorough), robust=True)


def _scrub(*, thorough: bool) -> None:
    try:
        with connection.cursor() as cursor:
            for statement in _statements(thorough=thorough):
                cursor.execute(statement)
    except DatabaseError as error:
        logger.warning("The files of the database were not scrubbed: %s", type(error).__name__)


def _statements(*, thorough: bool) -> list[str]:
    if connection.vendor == "postgresql":
        # FULL writes the urns' file anew, so that nothing is left in its pages; there is one row per vote in it.
        return [f"VACUUM {'(FULL)' if table == TABLES[0] else ''} {table}" for table in TABLES]
    return [*(["VACUUM"] if thorough else []), "PRAGMA wal_checkpoint(TRUNCATE)"]
