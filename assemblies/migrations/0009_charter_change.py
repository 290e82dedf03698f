import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What a proposal to change the charter would state."""

    dependencies = [("assemblies", "0008_entry_leaves_on")]

    operations = [
        migrations.CreateModel(
            name="CharterChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("values", models.JSONField(help_text="What it would state, key by key.")),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assemblies.proposal"
                    ),
                ),
            ],
        ),
    ]
