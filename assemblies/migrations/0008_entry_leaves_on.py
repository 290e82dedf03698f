"""An entry of the roll may end by itself on a day to come."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assemblies", "0007_notice_and_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name="rollentry",
            name="leaves_on",
            field=models.DateField(blank=True, help_text="A day to come on which the entry ends.", null=True),
        ),
    ]
