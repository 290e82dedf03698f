import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The recall of a delegate by the council of the inner commune that sent them."""

    dependencies = [
        ("delegates", "0003_petition"),
        ("mandates", "0003_cascade_extension"),
    ]

    operations = [
        migrations.CreateModel(
            name="CouncilRecall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("trust", "we do not trust them any more"),
                            ("off_mandate", "voted against our mandate"),
                            ("no_report", "no report"),
                            ("exceeded", "went beyond what we allowed"),
                            ("absent", "absent twice"),
                            ("conduct", "conduct"),
                        ],
                        max_length=12,
                    ),
                ),
                ("not_before", models.DateTimeField()),
                ("barred_until", models.DateField(blank=True, null=True)),
                (
                    "delegate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="delegates.delegate"
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mandates.councilitem"
                    ),
                ),
            ],
        ),
    ]
