"""The petition that obliges a commune to vote on recalling a delegate, and the names under it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.models import Commune, Proposal, RollEntry, Snapshot
from confed.kernel.codes import random_code
from confed.kernel.models import JournalEntry, Person
from delegates.domain.petitions import Ground
from delegates.domain.stages import PetitionStage
from delegates.models.delegation import Delegate
from delegates.signals import GROUNDS


class Petition(models.Model):
    """What members ask: that their assembly votes on ending one delegate's mandate. Its base is frozen at filing."""

    class Why(models.TextChoices):
        """The grounds in words; loss of trust is enough."""

        TRUST = Ground.TRUST.value, GROUNDS[Ground.TRUST]
        OFF_MANDATE = Ground.OFF_MANDATE.value, GROUNDS[Ground.OFF_MANDATE]
        NO_REPORT = Ground.NO_REPORT.value, GROUNDS[Ground.NO_REPORT]
        EXCEEDED = Ground.EXCEEDED.value, GROUNDS[Ground.EXCEEDED]
        ABSENT = Ground.ABSENT.value, GROUNDS[Ground.ABSENT]
        CONDUCT = Ground.CONDUCT.value, GROUNDS[Ground.CONDUCT]

    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+", help_text=_("The roll at filing."))
    filed_by = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    act = models.ForeignKey(
        JournalEntry, models.PROTECT, related_name="+", null=True, blank=True, help_text=_("The act complained of.")
    )
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+", null=True, blank=True)
    code = models.CharField(max_length=10, unique=True, default=random_code)
    ground = models.CharField(max_length=12, choices=Why.choices)
    statement = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    needed = models.PositiveIntegerField()
    filed_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text=_("Until when names are collected; 48 hours longer in the cure."))
    stage = models.CharField(max_length=12, default=PetitionStage.COLLECTING)
    validated_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True, help_text=_("When the vote may be opened."))
    misses = models.PositiveSmallIntegerField(default=0, help_text=_("How often its vote lacked the quorum."))
    ended_at = models.DateTimeField(null=True, blank=True)
    barred_until = models.DateField(null=True, blank=True, help_text=_("Somebody stayed: the same ground is barred."))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["delegate", "ground"],
                condition=models.Q(ended_at=None),
                name="petition_one_running_per_ground",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["validated", "noticed", "heard", "recalled", "kept", "lapsed"])
                | models.Q(validated_at__isnull=False, not_before__isnull=False, proposal__isnull=False),
                name="petition_valid_has_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    stage__in=["collecting", "cure", "validated", "noticed", "heard"], ended_at__isnull=True
                )
                | models.Q(stage__in=["recalled", "kept", "insufficient", "lapsed", "moot"], ended_at__isnull=False),
                name="petition_stage_fits_its_end",
            ),
        ]


class Signature(models.Model):
    """A name under a petition: signed on a phone, or on a paper sheet that a teller checked."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="+")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    sheet = models.CharField(max_length=20, blank=True, help_text=_("The paper sheet; empty by phone."))
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["petition", "entry"], name="signature_once_per_petition"),
            models.CheckConstraint(
                condition=models.Q(sheet="") | models.Q(checked_by__isnull=False),
                name="signature_of_a_sheet_is_checked",
            ),
        ]
