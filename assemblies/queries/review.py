"""Decisions that a commune wanted to look at again."""

from datetime import date

from django.db.models import F

from assemblies.domain.stages import DecisionStage
from assemblies.models import Commune, Decision


def due_for_review(commune: Commune, day: date) -> list[Decision]:
    """Return the decisions in force whose day to be looked at again has come by this day, the oldest first (1 query)."""
    due = Decision.objects.filter(commune=commune, stage=DecisionStage.IN_FORCE, review_on__lte=day)
    return list(due.filter(review_on__gt=F("decided_on")).order_by("review_on", "pk"))
