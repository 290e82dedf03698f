"""When a ratification was given more days."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("mandates", "0002_declarations_and_suspension"),
    ]

    operations = [
        migrations.AddField(
            model_name="cascade",
            name="extended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
