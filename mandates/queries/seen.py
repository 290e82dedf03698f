"""What somebody may read of mandates, council votes and ratification, as querysets (for programs)."""

from django.db.models import Case, Q, QuerySet, Value, When

from assemblies.queries.own import held_today, holds_in
from assemblies.rules import FACILITATOR, SECRETARY
from confed.kernel.models import Person
from mandates.domain.stages import CouncilVoteStage
from mandates.models import Cascade, CouncilItem, CouncilRecall, CouncilVote, Declaration, Mandate, Ratification, Voice


def council_items(person: Person | None) -> "QuerySet[CouncilItem]":
    """What a council has before it is public."""
    return CouncilItem.objects.select_related("council", "proposal")


def recalls(person: Person | None) -> "QuerySet[CouncilRecall]":
    """Whom an item of a council would recall, and on what ground, is public as the item is."""
    return CouncilRecall.objects.select_related("item__council", "delegate__delegation__commune")


def mandates(person: Person | None) -> "QuerySet[Mandate]":
    """What an assembly tells its delegates is public once it is decided; before, those who prepare it read it."""
    prepares = holds_in(held_today(person), FACILITATOR, SECRETARY)
    told = Q(decision__isnull=False) | Q(giver__in=prepares)
    return Mandate.objects.select_related(
        "giver", "item__council", "text_version__proposal", "proposal", "decision__commune"
    ).annotate(is_told=Case(When(told, then=Value(True)), default=Value(False)))


def declarations(person: Person | None) -> "QuerySet[Declaration]":
    """What delegates declared on red lines is public."""
    return Declaration.objects.select_related("mandate__giver", "text_version__proposal", "contested_in__commune")


def council_votes(person: Person | None) -> "QuerySet[CouncilVote]":
    """That a council votes is public; its result once it is closed."""
    return CouncilVote.objects.select_related("item__council", "text_version__proposal", "assembly__commune", "result")


def voices(person: Person | None) -> "QuerySet[Voice]":
    """Answers are read together, once the vote is closed, so that nobody follows the first."""
    return Voice.objects.filter(vote__stage=CouncilVoteStage.CLOSED).select_related(
        "vote", "delegation__commune", "mandate__giver"
    )


def cascades(person: Person | None) -> "QuerySet[Cascade]":
    """Where a ratification stands is public."""
    return Cascade.objects.select_related("decision__commune", "council_vote", "result")


def ratifications(person: Person | None) -> "QuerySet[Ratification]":
    """What each commune answered is public."""
    return Ratification.objects.select_related("cascade__decision__commune", "commune", "proposal", "decision__commune")
