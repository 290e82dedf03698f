"""A council's vote on its way back down, and each commune's answer to it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.models import Commune, Decision, Proposal, Result
from mandates.domain.stages import Basis, CascadeStage, RatificationStage
from mandates.models.council import CouncilVote


class Cascade(models.Model):
    """One decision sent down to every base commune; window and rule are frozen at opening."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="+")
    council_vote = models.ForeignKey(CouncilVote, models.PROTECT, related_name="+")
    result = models.ForeignKey(Result, models.PROTECT, related_name="+", null=True, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text=_("The last day on which a vote counts."))
    rule = models.JSONField(help_text=_("Frozen charter values: ask, threshold, base, silence, count method …"))
    stage = models.CharField(max_length=10, default=CascadeStage.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)  # once, before the end

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(stage="open", result=None, closed_at=None)
                | models.Q(stage="closed", result__isnull=False, closed_at__isnull=False),
                name="cascade_closed_has_result",
            )
        ]


class Ratification(models.Model):
    """One commune's answer to one decision of its council."""

    cascade = models.ForeignKey(Cascade, models.PROTECT, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+", null=True, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", null=True, blank=True)
    path = models.JSONField(help_text=_("Frozen: ids of the communes between the council and this one, top first."))
    members = models.PositiveIntegerField(help_text=_("Frozen: voters on the roll when the decision was sent out."))
    stage = models.CharField(max_length=12, default=RatificationStage.OPENED)
    basis = models.CharField(max_length=10, blank=True, default=Basis.NONE)
    # The home vote. Under "outstanding" a binding voice is already the answer: its mandate's counts.
    count_for = models.PositiveIntegerField(null=True, blank=True)
    count_against = models.PositiveIntegerField(null=True, blank=True)
    count_abstain = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    meets_on = models.DateField(null=True, blank=True)
    voted_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    # What its delegation had said in the council (for the divergence from the tendency).
    council_choice = models.CharField(max_length=10, blank=True)
    council_kind = models.CharField(max_length=10, blank=True)
    counter_words = models.TextField(blank=True, help_text=_("“Yes, if …”: counted as no, with these words."))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["cascade", "commune"], name="ratification_one_per_commune"),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["for", "against", "abstain", "late"])
                | models.Q(voted_on__isnull=False, received_at__isnull=False),
                name="ratification_answer_has_its_dates",
            ),
        ]
