"""The sealed urn of a secret vote, and the list published from it when it is closed."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.models.ballot import Ballot


class Urn(models.Model):
    """All slips of one open vote in one row, sorted and sealed; empty once it is closed, its key destroyed."""

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="+")
    sealed = models.BinaryField(default=bytes)
    wrapped_key = models.BinaryField(default=bytes, help_text=_("The urn's own key, wrapped by the key of the server."))


class Slip(models.Model):
    """A row of the published list: a code, a choice, or both; written once at closing, without a time."""

    key = models.UUIDField(primary_key=True, default=uuid4)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="+")
    receipt = models.BigIntegerField(null=True, blank=True, help_text=_("Three words and a number, as one number."))
    word = models.CharField(max_length=16, blank=True)
    choice = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["ballot", "receipt"], name="slip_code_once_per_vote"),
            models.CheckConstraint(
                condition=models.Q(receipt__isnull=False) | ~models.Q(choice=""), name="slip_says_something"
            ),
        ]
