"""The triggers that guard the journal: which belong to a database, and which of them stand."""

from django.db import DEFAULT_DB_ALIAS, connections

POSTGRESQL_TRIGGERS = frozenset({"journal_no_change", "journal_no_truncate"})
SQLITE_TRIGGERS = frozenset({"journal_no_update", "journal_no_delete", "journal_no_replace"})
# Only those that fire always count: a session of PostgreSQL that calls itself a replica skips the others.
ON_POSTGRESQL = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'kernel_journalentry'::regclass AND tgenabled = 'A'"
ON_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def missing_guards(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of the triggers that the journal of this database lacks."""
    connection = connections[alias]
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(ON_POSTGRESQL if on_postgresql else ON_SQLITE)
        present = {row[0] for row in cursor.fetchall()}
    return sorted((POSTGRESQL_TRIGGERS if on_postgresql else SQLITE_TRIGGERS) - present)
