"""Triggers that refuse to change, remove, truncate or replace an entry of the journal."""

from django.db import migrations

POSTGRESQL = [
    """
    CREATE FUNCTION confed_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON kernel_journalentry
    FOR EACH ROW EXECUTE FUNCTION confed_journal_refuse()
    """,
    """
    CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON kernel_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION confed_journal_refuse()
    """,
    # ALWAYS: also where a session calls itself a replica to skip triggers.
    "ALTER TABLE kernel_journalentry ENABLE ALWAYS TRIGGER journal_no_change",
    "ALTER TABLE kernel_journalentry ENABLE ALWAYS TRIGGER journal_no_truncate",
]

# REPLACE removes a row without firing the delete trigger, so the place is guarded before the insert.
SQLITE = [
    """
    CREATE TRIGGER journal_no_update BEFORE UPDATE ON kernel_journalentry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_no_delete BEFORE DELETE ON kernel_journalentry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_no_replace BEFORE INSERT ON kernel_journalentry
    WHEN EXISTS (
        SELECT 1 FROM kernel_journalentry
        WHERE id = NEW.id OR (chain_id = NEW.chain_id AND seq = NEW.seq)
    )
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
]


def add_triggers(apps, schema_editor):
    """Guard the journal in the language of this database."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """There is no way back: a journal that was guarded stays guarded."""

    dependencies = [("kernel", "0001_tables")]
    operations = [migrations.RunPython(add_triggers)]
