"""Stamps of what open pages listen to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One row a topic, written by each act that pings it."""

    dependencies = [("kernel", "0005_wants_mail")]
    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("stamp", models.PositiveBigIntegerField()),
            ],
        )
    ]
