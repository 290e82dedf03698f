"""What members of a roll ask for together: an item on the agenda, a matter for the council, an assembly."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import RequestKind, RequestStage
from assemblies.models.assembly import Assembly
from assemblies.models.commune import Commune, RollEntry
from assemblies.models.proposal import Proposal


class Request(models.Model):
    """One request; how many it needs, out of how many, is frozen when it is begun."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, default=RequestKind.AGENDA)
    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Empty where an assembly is called."),
    )
    words = models.CharField(max_length=200, blank=True, help_text=_("What the assembly is called for."))
    wanted_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    needed = models.PositiveIntegerField()
    roll_count = models.PositiveIntegerField()
    stage = models.CharField(max_length=10, default=RequestStage.OPEN)
    begun_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)
    assembly = models.ForeignKey(
        Assembly, models.PROTECT, related_name="+", null=True, blank=True, help_text=_("What was planned by it.")
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(kind="assembly", proposal=None, wanted_at__isnull=False)
                | (~models.Q(kind="assembly") & models.Q(proposal__isnull=False)),
                name="request_says_what_it_asks",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="met", met_at__isnull=False)
                | (~models.Q(stage="met") & models.Q(met_at=None)),
                name="request_met_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["proposal", "kind"], condition=models.Q(stage="open"), name="request_one_open_per_matter"
            ),
        ]


class Backing(models.Model):
    """Somebody of the roll who wants what a request asks for."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="+")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["request", "entry"], condition=models.Q(withdrawn_at=None), name="backing_once_per_request"
            )
        ]
