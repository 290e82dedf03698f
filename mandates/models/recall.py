"""The recall of a delegate whom an inner commune sent up: an item of its own council."""

from django.db import models

from delegates.models import Delegate, Petition
from mandates.models.council import CouncilItem


class CouncilRecall(models.Model):
    """Whom an item of a council would recall, why, and from when it may be voted on."""

    item = models.OneToOneField(CouncilItem, models.PROTECT, related_name="+")
    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=12, choices=Petition.Why.choices)
    not_before = models.DateTimeField()
    barred_until = models.DateField(null=True, blank=True)
