"""Proposals, who supports them, and the versions of their text."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import ProposalKind, ProposalStage
from assemblies.models.commune import Commune, RollEntry
from confed.kernel.codes import random_code


class Proposal(models.Model):
    """A text before a commune, or a question that came down to it from its council."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    author = models.ForeignKey(RollEntry, models.PROTECT, related_name="+", null=True, blank=True)
    code = models.CharField(max_length=10, unique=True, default=random_code)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, default=ProposalKind.TEXT)
    stage = models.CharField(max_length=20, default=ProposalStage.ADMITTED)
    origin_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    title_key = models.CharField(max_length=200, blank=True, db_index=True, help_text=_("The title as it is compared."))
    replaces = models.ForeignKey("Decision", models.PROTECT, related_name="+", null=True, blank=True)
    about = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, help_text=_("What an appeal asks to take up.")
    )
    review_on = models.DateField(null=True, blank=True, help_text=_("When the commune looks at it again, if adopted."))
    submitted_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(blank=True)
    admitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    put_off = models.PositiveSmallIntegerField(default=0, help_text=_("How often its mover was absent."))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(stage__in=["submitted", "returned"]) | models.Q(submitted_at__isnull=False),
                name="proposal_submitted_has_its_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="returned") | ~models.Q(return_reason=""),
                name="proposal_returned_says_why",
            ),
        ]


class CharterChange(models.Model):
    """What a proposal to change the charter would state."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="+")
    values = models.JSONField(help_text=_("What it would state, key by key."))


class Support(models.Model):
    """Somebody of the roll who wants a proposal before the commune; who drafts one supports it."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["proposal", "entry"],
                condition=models.Q(withdrawn_at=None),
                name="support_once_per_proposal_and_entry",
            )
        ]


class TextVersion(models.Model):
    """One version of a proposal's words; never changed."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=12, blank=True)
    body = models.TextField()
    reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(RollEntry, models.PROTECT, related_name="+", null=True, blank=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["proposal", "number", "language"], name="text_one_per_version_and_language")
        ]
