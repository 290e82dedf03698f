"""Proposals and the versions of their text."""

from typing import Any, ClassVar

from django.db import models

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


class TextVersion(models.Model):
    """One version of a proposal's words; never changed."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=12, blank=True)
    body = models.TextField()
    reason = models.TextField(blank=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["proposal", "number", "language"], name="text_one_per_version_and_language")
        ]
