"""What running petitions ask of a person: an answer, a sitting to plan, a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

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


def petitions_for(person: Person, moment: datetime) -> QuerySet[Petition]:
    """Return the running petitions that may ask something of this person."""
    return (
        Petition.objects.filter(stage__in=RUNNING_PETITION)
        .filter(Q(delegate__entry__person=person) | Exists(_here(person)) | Exists(_plans(person, moment)))
        .order_by()
    )


def petition_todo(person: Person, moment: datetime, keys: Sequence[int]) -> list[PetitionTodo]:
    """Return what these petitions ask of this person, the oldest first (1 query; none where there is none)."""
    if not keys:
        return []
    signed = Signature.objects.filter(petition=OuterRef("pk"), entry__person=person, withdrawn_at=None)
    rows = (
        Petition.objects.filter(pk__in=keys)
        .annotate(is_here=Exists(_here(person)), plans=Exists(_plans(person, moment)), has_signed=Exists(signed))
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


def _here(person: Person) -> QuerySet[RollEntry]:
    return RollEntry.objects.entitled().filter(commune=OuterRef("commune"), person=person)


def _plans(person: Person, moment: datetime) -> QuerySet[Role]:
    return Role.objects.filter(
        commune=OuterRef("commune"),
        person=person,
        kind__in=[SECRETARY, FACILITATOR],
        assembly=None,
        ended_at=None,
        from_on__lte=moment,
        until__gte=moment,
    )


def _need(row: Petition, person: Person) -> PetitionNeed | None:
    if row.delegate.entry.person_id == person.pk:
        return None if row.answer else PetitionNeed.ANSWER
    if row.stage == PetitionStage.VALIDATED and getattr(row, "plans", False):
        return PetitionNeed.PLAN
    if row.stage in OPEN_FOR_NAMES and getattr(row, "is_here", False) and not getattr(row, "has_signed", False):
        return PetitionNeed.SIGN
    return None
