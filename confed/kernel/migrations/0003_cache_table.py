"""The table of the database cache, so that no further command is needed."""

from django.core.management import call_command
from django.db import migrations


def create_table(apps, schema_editor):
    """Make the table unless it stands."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Sign-in limits are counted here: sign-in works without Redis."""

    dependencies = [("kernel", "0002_append_only")]
    operations = [migrations.RunPython(create_table, migrations.RunPython.noop)]
