"""Sittings bear a kind and their notice, items the time of their listing; what members ask for together."""

import assemblies.domain.stages
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assemblies", "0006_role_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Backing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(default=assemblies.domain.stages.RequestKind["AGENDA"], max_length=10)),
                ("words", models.CharField(blank=True, help_text="What the assembly is called for.", max_length=200)),
                ("wanted_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("needed", models.PositiveIntegerField()),
                ("roll_count", models.PositiveIntegerField()),
                ("stage", models.CharField(default=assemblies.domain.stages.RequestStage["OPEN"], max_length=10)),
                ("begun_at", models.DateTimeField()),
                ("met_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="listed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="assembly",
            name="kind",
            field=models.CharField(default=assemblies.domain.stages.AssemblyKind["ORDINARY"], max_length=10),
        ),
        migrations.AddField(
            model_name="assembly",
            name="notice",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="Days of notice that the charter asked for when it was planned.", null=True
            ),
        ),
        migrations.AddField(
            model_name="assembly",
            name="told_on",
            field=models.DateField(blank=True, help_text="When notice of it was given; empty on paper.", null=True),
        ),
        migrations.AddField(
            model_name="minutes",
            name="sitting",
            field=models.ForeignKey(
                blank=True,
                help_text="The later sitting of the council in which no delegation objected.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assemblies.assembly",
            ),
        ),
        migrations.AddConstraint(
            model_name="assembly",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["ordinary", "special"])), name="assembly_kind_is_known"
            ),
        ),
        migrations.AddField(
            model_name="backing",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assemblies.rollentry"
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="assembly",
            field=models.ForeignKey(
                blank=True,
                help_text="What was planned by it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assemblies.assembly",
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="commune",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assemblies.commune"
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty where an assembly is called.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assemblies.proposal",
            ),
        ),
        migrations.AddField(
            model_name="backing",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assemblies.request"
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "assembly"), ("proposal", None), ("wanted_at__isnull", False)),
                    models.Q(models.Q(("kind", "assembly"), _negated=True), ("proposal__isnull", False)),
                    _connector="OR",
                ),
                name="request_says_what_it_asks",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("met_at__isnull", False), ("stage", "met")),
                    models.Q(models.Q(("stage", "met"), _negated=True), ("met_at", None)),
                    _connector="OR",
                ),
                name="request_met_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage", "open")), fields=("proposal", "kind"), name="request_one_open_per_matter"
            ),
        ),
        migrations.AddConstraint(
            model_name="backing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("request", "entry"), name="backing_once_per_request"
            ),
        ),
    ]
