"""The imperative mandate: what an assembly decided its delegates say."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.models import Assembly, Commune, Decision, Proposal, TextVersion
from delegates.models import Credential
from mandates.domain.stages import IfTouched, Latitude, MandateStage
from mandates.models.council import CouncilItem


class Mandate(models.Model):
    """One decision of a commune that states and limits what its delegates may say on one item."""

    giver = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    item = models.ForeignKey(CouncilItem, models.PROTECT, related_name="+")
    text_version = models.ForeignKey(TextVersion, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="+", null=True, blank=True)
    position = models.CharField(max_length=10, blank=True)
    latitude = models.CharField(max_length=10, default=Latitude.STRICT)
    red_lines = models.JSONField(default=list)
    if_touched = models.CharField(max_length=10, default=IfTouched.NONE)
    reasons = models.TextField(blank=True)
    expires_on = models.DateField(null=True, blank=True)
    late = models.BooleanField(default=False)
    granted_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=12, default=MandateStage.REQUESTED)
    origin_key = models.CharField(max_length=120, unique=True, null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(stage__in=["requested", "drafted", "expired"], decision=None)
                | (
                    ~models.Q(stage__in=["requested", "drafted", "expired"])
                    & models.Q(decision__isnull=False, granted_at__isnull=False)
                    & ~models.Q(position="")
                ),
                name="mandate_granted_has_decision",
            )
        ]


class Declaration(models.Model):
    """A delegate's word on one red line of a mandate: whether one version of the text touches it."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    text_version = models.ForeignKey(TextVersion, models.PROTECT, related_name="+")
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="+")
    line = models.PositiveSmallIntegerField(help_text=_("The place of the red line in its mandate, from 0."))
    touched = models.BooleanField()
    at = models.DateTimeField()
    contested_at = models.DateTimeField(null=True, blank=True)
    contested_in = models.ForeignKey(Assembly, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["mandate", "text_version", "line"], name="declaration_one_per_line"),
            models.CheckConstraint(
                condition=models.Q(contested_at=None, contested_in=None)
                | models.Q(contested_at__isnull=False, contested_in__isnull=False, touched=False),
                name="declaration_contested_by_an_assembly",
            ),
        ]
