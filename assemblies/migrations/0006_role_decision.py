"""A role may name the decision by which the assembly gave it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("assemblies", "0005_minutes"),
    ]

    operations = [
        migrations.AddField(
            model_name="role",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                help_text="What the assembly decided; empty in the founder’s first term and for one sitting.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assemblies.decision",
            ),
        ),
    ]
