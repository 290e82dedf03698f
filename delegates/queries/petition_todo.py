"""What running petitions ask of a person: an answer, a sitting to plan, a name."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from assemblies.models import Role, RollEntry
from assemblies.rules import FACILITATOR, SECRETARY
from confed.kernel.models import Person
from delegates.domain.stages import OPEN_FOR_NAMES, RUNNING_PETITION, PetitionStage
from delegates.models import Petition, Signature


class PetitionNeed(StrEnum):
    """Why a petition stands among what needs a person."""

    ANSWER = "answer_petition"
    PLAN = "plan_recall"
    SIGN = "sign_petition"


@dataclass(frozen=True, slots=True)
class PetitionTodo:
    """One petition and what it asks of this person."""

    need: PetitionNeed
    commune: str
    slug: str
    code: str
    name: str
    ends_at: datetime


def petition_todo(person: Person, moment: datetime) -> list[PetitionTodo]:
    """Return what running petitions ask of this person, the oldest first (1 query)."""
    here = RollEntry.objects.entitled().filter(commune=OuterRef("commune"), person=person)
    plans = Role.objects.filter(
        commune=OuterRef("commune"),
        person=person,
        kind__in=[SECRETARY, FACILITATOR],
        assembly=None,
        ended_at=None,
        from_on__lte=moment,
        until__gte=moment,
    )
    signed = Signature.objects.filter(petition=OuterRef("pk"), entry__person=person, withdrawn_at=None)
    concerned = Q(delegate__entry__person=person)
    rows = (
        Petition.objects.filter(stage__in=RUNNING_PETITION)
        .filter(concerned | Exists(here) | Exists(plans))
        .annotate(is_here=Exists(here), plans=Exists(plans), has_signed=Exists(signed))
        .select_related("commune", "delegate__entry")
        .order_by("pk")
    )
    found = []
    for row in rows:
        need = _need(row, person)
        if need is not None:
            found.append(
                PetitionTodo(need, row.commune.name, row.commune.slug, row.code, row.delegate.entry.name, row.ends_at)
            )
    return found


def _need(row: Petition, person: Person) -> PetitionNeed | None:
    if row.delegate.entry.person_id == person.pk:
        return None if row.answer else PetitionNeed.ANSWER
    if row.stage == PetitionStage.VALIDATED and getattr(row, "plans", False):
        return PetitionNeed.PLAN
    if row.stage in OPEN_FOR_NAMES and getattr(row, "is_here", False) and not getattr(row, "has_signed", False):
        return PetitionNeed.SIGN
    return None
