"""What waits for a person in the assemblies."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from assemblies.domain.stages import AssemblyStage, BallotStage
from assemblies.models import Assembly, Ballot, Role, RollEntry
from confed.kernel.models import Person


class TodoKind(StrEnum):
    """Why something waits."""

    OPEN_ASSEMBLY = "open_assembly"
    OPEN_BALLOT = "open_ballot"
    COMING_ASSEMBLY = "coming_assembly"


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits for a person: where, when, and its page by slug and number."""

    kind: TodoKind
    commune: str
    slug: str
    number: int
    place: str
    at: datetime


def todo(person: Person, now: datetime) -> list[Todo]:
    """Return the sittings of the person's communes that are open or still to come, the nearest first (one query)."""
    on_roll = RollEntry.objects.running().filter(person=person).values("commune")
    holds = Role.objects.filter(person=person, ended_at=None, from_on__lte=now, until__gte=now).values("commune")
    rows = (
        Assembly.objects.filter(Q(commune__in=on_roll) | Q(commune__in=holds))
        .exclude(stage=AssemblyStage.CLOSED)
        .annotate(voting=Exists(_hands().filter(assembly=OuterRef("pk"))))
        .select_related("commune")
        .order_by("planned_at", "id")
    )
    return [
        Todo(_kind(row, voting=row.voting), row.commune.name, row.commune.slug, row.number, row.place, row.planned_at)
        for row in rows
    ]


def _hands() -> QuerySet[Ballot]:
    """Votes by phone wait for each elector by themselves (`open_votes`)."""
    return Ballot.objects.filter(stage=BallotStage.OPEN, method=Ballot.Method.HANDS)


def _kind(assembly: Assembly, *, voting: bool) -> TodoKind:
    if voting:
        return TodoKind.OPEN_BALLOT
    return TodoKind.COMING_ASSEMBLY if assembly.stage == AssemblyStage.PLANNED else TodoKind.OPEN_ASSEMBLY
