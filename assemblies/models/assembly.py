"""Sittings, who was there, and what stood on the agenda."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import AssemblyKind, AssemblyStage
from assemblies.models.commune import Charter, Commune


class Assembly(models.Model):
    """One dated sitting of a commune: of its people, or of its council."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    charter = models.ForeignKey(Charter, models.PROTECT, related_name="+", null=True, blank=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, default=AssemblyKind.ORDINARY)
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    told_on = models.DateField(null=True, blank=True, help_text=_("When notice of it was given; empty on paper."))
    notice = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Days of notice that the charter asked for when it was planned.")
    )
    stage = models.CharField(max_length=12, default=AssemblyStage.PLANNED)
    call = models.PositiveSmallIntegerField(default=1)
    needed = models.PositiveIntegerField(null=True, blank=True)
    roll_count = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Base of the quorum: voters on the roll, or communes of a council.")
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Set where a paper sitting was entered later.")
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["commune", "number"], name="assembly_one_per_number"),
            models.CheckConstraint(
                condition=models.Q(stage="planned", opened_at=None)
                | (~models.Q(stage="planned") & models.Q(held_on__isnull=False)),
                name="assembly_stage_fits_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="closed", closed_at__isnull=False)
                | (~models.Q(stage="closed") & models.Q(closed_at=None)),
                name="assembly_stage_fits_closing",
            ),
            models.CheckConstraint(condition=models.Q(call__in=[1, 2]), name="assembly_call_is_first_or_second"),
            models.CheckConstraint(condition=models.Q(kind__in=["ordinary", "special"]), name="assembly_kind_is_known"),
        ]


class Attendance(models.Model):
    """A head count; the last one counts. Youth and observers are never in `voters`."""

    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    voters = models.PositiveIntegerField()
    youth = models.PositiveIntegerField(default=0)
    observers = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Communes with a voice here; councils only.")
    )


class AgendaItem(models.Model):
    """A matter on the agenda of one sitting."""

    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="+")
    proposal = models.ForeignKey("Proposal", models.PROTECT, related_name="+", null=True, blank=True)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    listed_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    origin_key = models.CharField(max_length=120, unique=True, null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["assembly"],
                condition=models.Q(started_at__isnull=False, ended_at=None),
                name="agenda_one_running_item",
            ),
            models.UniqueConstraint(fields=["assembly", "position"], name="agenda_one_item_per_place"),
        ]
