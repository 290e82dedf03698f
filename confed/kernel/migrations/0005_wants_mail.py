"""Whether a person wants mail when a task needs them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kernel", "0004_text_size"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="wants_mail",
            field=models.BooleanField(default=True),
        ),
    ]
