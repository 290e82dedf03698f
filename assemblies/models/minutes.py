"""The minutes of one sitting: what its taker adds to the journal's sentences, and the corrections asked of them."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.domain.minutes import MinutesStage
from assemblies.models.assembly import AgendaItem, Assembly
from assemblies.models.ballot import Decision
from assemblies.models.commune import RollEntry


class Minutes(models.Model):
    """The minutes of one sitting; votes, counts and items come from the journal, the rest stands in its lines."""

    assembly = models.OneToOneField(Assembly, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, default=MinutesStage.RUNNING)
    closed_at = models.DateTimeField(null=True, blank=True, help_text=_("Laid open for corrections."))
    posted_at = models.DateTimeField(null=True, blank=True, help_text=_("Posted by two scrutineers."))
    approved_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", null=True, blank=True)
    sitting = models.ForeignKey(
        Assembly,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("The later sitting of the council in which no delegation objected."),
    )
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(stage="running", closed_at=None)
                | (~models.Q(stage="running") & models.Q(closed_at__isnull=False)),
                name="minutes_stage_fits_closing",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["approved", "published"], approved_at__isnull=False)
                | (~models.Q(stage__in=["approved", "published"]) & models.Q(approved_at=None, fingerprint="")),
                name="minutes_approved_are_sealed",
            ),
        ]


class MinutesLine(models.Model):
    """What the taker heard, a task somebody took on, or a correction; corrections add, they never erase."""

    class Kind(models.TextChoices):
        """What a line is."""

        SAID = "said", _("What was said")
        TASK = "task", _("Task")
        CORRECTION = "correction", _("Correction")

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+", null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.TextField(blank=True)
    was = models.TextField(blank=True, help_text=_("The words that stood here before."))
    who = models.CharField(max_length=200, blank=True, help_text=_("Who took the task."))
    due = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    act_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    stage = models.CharField(max_length=12, blank=True, help_text=_("Corrections only."))
    asked_by = models.ForeignKey(RollEntry, models.PROTECT, related_name="+", null=True, blank=True)
    answered = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", null=True, blank=True)
    counts = models.JSONField(null=True, blank=True, help_text=_("What was counted, where a count is corrected."))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(kind="correction", asked_by__isnull=False) & ~models.Q(stage="")
                | (~models.Q(kind="correction") & models.Q(stage="", asked_by=None, decision=None)),
                name="minutes_correction_has_its_asker",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="task") | models.Q(who="", due=None), name="minutes_only_a_task_has_its_day"
            ),
            models.CheckConstraint(
                condition=models.Q(decision=None, counts=None) | models.Q(decision__isnull=False, counts__isnull=False),
                name="minutes_count_names_its_vote",
            ),
        ]
