"""The duty to account to the sending commune after a sitting of the council."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.models import Assembly
from delegates.domain.stages import ReportStage
from delegates.models.delegation import Delegate, Delegation


class ReportBack(models.Model):
    """What a delegation owes its commune after one sitting; open until an assembly of the commune takes it."""

    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="+")
    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="+", help_text=_("The sitting of the council."))
    due_on = models.DateField(help_text=_("The last day on which it is not overdue."))
    stage = models.CharField(max_length=10, default=ReportStage.DUE)
    words = models.TextField(blank=True, help_text=_("What the delegates heard, in their own words."))
    given_by = models.ForeignKey(Delegate, models.PROTECT, related_name="+", null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    received_in = models.ForeignKey(Assembly, models.PROTECT, related_name="+", null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    contested = models.JSONField(default=list, blank=True, help_text=_("Numbers of the items that are contested."))
    answer = models.TextField(blank=True, help_text=_("What the assembly said to it."))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["delegation", "assembly"], name="report_one_per_sitting"),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["received", "contested"])
                | models.Q(received_in__isnull=False, received_at__isnull=False),
                name="report_taken_in_an_assembly",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="given") | models.Q(given_by__isnull=False, given_at__isnull=False),
                name="report_given_by_somebody",
            ),
        ]
