"""How large the words of the pages are for a person."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kernel", "0003_cache_table"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="text_size",
            field=models.CharField(
                blank=True,
                choices=[("", "Like my device"), ("large", "Large"), ("largest", "Very large")],
                max_length=10,
            ),
        ),
    ]
