"""A table of members on its way to the roll."""

from typing import Any, ClassVar

from django.db import models

from assemblies.domain.roll_import import ImportStage
from assemblies.models.commune import Commune
from confed.kernel.models import Person


class RollImport(models.Model):
    """A member table between reading and importing; its words are emptied when it is done with, or after a day."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    source = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=12, default=ImportStage.READ)
    columns = models.JSONField(default=list)  # heading and meaning of each column, kept or not
    total = models.PositiveIntegerField(default=0)
    phones = models.PositiveIntegerField(default=0)
    rows = models.JSONField(default=list)
    made = models.JSONField(default=list)  # entries that the import entered
    before = models.JSONField(default=dict)  # what it changed: the entry's old and new words
    count_new = models.PositiveIntegerField(default=0)
    count_changed = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["commune"], condition=models.Q(stage="read"), name="roll_import_one_read_per_commune"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["read", "dropped"], confirmed_at=None)
                | models.Q(stage__in=["confirmed", "undone"], confirmed_at__isnull=False),
                name="roll_import_stage_fits_times",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="read") | models.Q(rows=[]), name="roll_import_keeps_words_only_while_read"
            ),
        ]
