"""What a council has before it, and how each voice voted on it."""

from typing import Any, ClassVar

from django.db import models

from assemblies.models import Assembly, Commune, Proposal, Result, TextVersion
from confed.kernel.codes import random_code
from delegates.models import Delegation
from mandates.domain.stages import Choice, CouncilVoteStage, ItemStage, Purpose, VoiceKind


class CouncilItem(models.Model):
    """A matter a council publishes, so that its communes can instruct their delegates."""

    council = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=10, default=Purpose.DECIDE)
    deadline = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=12, default=ItemStage.PUBLISHED)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["council", "number"], name="item_one_per_number")
        ]


class CouncilVote(models.Model):
    """One vote of a council on one version of one item."""

    item = models.ForeignKey(CouncilItem, models.PROTECT, related_name="+")
    text_version = models.ForeignKey(TextVersion, models.PROTECT, related_name="+")
    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="+")
    result = models.ForeignKey(Result, models.PROTECT, related_name="+", null=True, blank=True)
    code = models.CharField(max_length=10, unique=True, default=random_code)
    rule = models.JSONField()
    stage = models.CharField(max_length=12, default=CouncilVoteStage.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(stage__in=["open", "suspended"]),
                name="council_vote_one_running_per_item",
            ),
            # A vote may be suspended before it is counted, or after.
            models.CheckConstraint(
                condition=models.Q(stage="suspended")
                | models.Q(stage="open", closed_at=None)
                | models.Q(stage__in=["closed", "cancelled"], closed_at__isnull=False),
                name="council_vote_stage_fits_its_times",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="suspended", suspended_at__isnull=False, suspended_until__isnull=False)
                | (~models.Q(stage="suspended") & models.Q(suspended_until=None)),
                name="council_vote_suspended_has_its_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="closed") | models.Q(result__isnull=False),
                name="council_vote_closed_has_result",
            ),
        ]


class Voice(models.Model):
    """A delegation's place in one council vote; a void voice stands beside the valid one and stays."""

    vote = models.ForeignKey(CouncilVote, models.PROTECT, related_name="+")
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="+")
    mandate = models.ForeignKey("Mandate", models.PROTECT, related_name="+", null=True, blank=True)
    choice = models.CharField(max_length=10, blank=True, default=Choice.NONE)
    kind = models.CharField(max_length=10, blank=True, default=VoiceKind.NONE)
    hands = models.JSONField(default=dict)
    by_hand = models.BooleanField(default=False)
    weight = models.PositiveIntegerField(default=1)
    members = models.PositiveIntegerField()
    cast_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["vote", "delegation"], condition=~models.Q(kind="void"), name="voice_one_valid_per_delegation"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="binding") | models.Q(mandate__isnull=False),
                name="voice_binding_has_mandate",
            ),
            models.CheckConstraint(
                condition=models.Q(choice="", kind="") | (~models.Q(choice="") & ~models.Q(kind="")),
                name="voice_choice_has_kind",
            ),
        ]
