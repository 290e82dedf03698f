"""The sending of people to a council, and their credentials for one sitting."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.models import Assembly, Commune, Decision, RollEntry
from delegates.domain.stages import DelegateStage, DelegationForm, DelegationStage


class Delegation(models.Model):
    """What a commune sends to the council above it: one voice, whatever its form."""

    class Form(models.TextChoices):
        """The forms of a delegation in words."""

        SINGLE = DelegationForm.SINGLE.value, _("one delegate")
        TANDEM = DelegationForm.TANDEM.value, _("two delegates, one voice")

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    council = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=Form.choices)
    from_on = models.DateField()
    until = models.DateField()
    stage = models.CharField(max_length=10, default=DelegationStage.ACTIVE)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["commune", "council"],
                condition=models.Q(stage="active"),
                name="delegation_one_active_per_council",
            )
        ]


class Delegate(models.Model):
    """A person in a delegation: in a seat, or an alternate in order."""

    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="+")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField(help_text=_("1 or 2; alternates in order from 1."))
    stage = models.CharField(max_length=10, default=DelegateStage.ACTIVE)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["delegation", "stage", "seat"],
                condition=~models.Q(stage="ended"),
                name="delegate_one_per_seat",
            ),
            models.UniqueConstraint(
                fields=["delegation", "entry"],
                condition=~models.Q(stage="ended"),
                name="delegate_once_per_delegation",
            ),
        ]


class Credential(models.Model):
    """“This person carries that commune's voice at this sitting, from then to then.”"""

    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="+")
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="+")
    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField()
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["delegation", "assembly", "seat"],
                condition=models.Q(to_at=None),
                name="credential_one_current_per_seat",
            )
        ]
