"""Tokens for programs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import confed.kernel.codes


class Migration(migrations.Migration):
    """One row a token; only its digest is kept."""

    dependencies = [("kernel", "0006_topics")]
    operations = [
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("digest", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("token_key", models.CharField(db_index=True, max_length=25)),
                ("code", models.CharField(default=confed.kernel.codes.random_code, max_length=10, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("created", models.DateTimeField()),
                ("expiry", models.DateTimeField()),
                ("used_on", models.DateField(blank=True, help_text="The day and never the hour.", null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"abstract": False},
        )
    ]
