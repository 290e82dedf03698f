"""What people say for and against a proposal, and what they ask."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.models.commune import RollEntry
from assemblies.models.proposal import Proposal


class Argument(models.Model):
    """One argument or question of one person: one on each side, in the order of speaking (docs/adr/0007)."""

    class Side(models.TextChoices):
        """Where it stands."""

        FOR = "for", _("For")
        AGAINST = "against", _("Against")
        QUESTION = "question", _("Question")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    words = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(RollEntry, models.PROTECT, related_name="+", null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["proposal", "entry", "side"],
                condition=models.Q(withdrawn_at=None),
                name="argument_one_per_person_and_side",
            ),
            models.CheckConstraint(
                condition=models.Q(side="question") | models.Q(answer=""), name="argument_only_a_question_is_answered"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="argument_answer_has_its_time",
            ),
        ]
