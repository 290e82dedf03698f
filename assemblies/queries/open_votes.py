"""The open votes by phone in which a person stands on the frozen roll."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot, Elector
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class OpenVote:
    """One vote that waits for a person, or that they may still change."""

    code: str
    question: str
    commune: str
    slug: str
    is_secret: bool
    closes_at: datetime | None
    has_voted: bool
    may_change: bool


def open_votes(person: Person, now: datetime) -> list[OpenVote]:
    """Return the votes of a person that take votes now, the one that closes soonest first (1 query)."""
    mine = Elector.objects.filter(snapshot=OuterRef("snapshot"), entry__person=person)
    rows = (
        Ballot.objects.filter(
            Exists(mine),
            Q(closes_at=None) | Q(closes_at__gt=now),
            stage=BallotStage.OPEN,
            method__in=[Ballot.Method.NAMED, Ballot.Method.SECRET],
        )
        .annotate(voted=Exists(mine.filter(Q(marked=True) | ~Q(choice=""))))
        .select_related("assembly__commune")
        .order_by("closes_at", "pk")
    )
    return [
        OpenVote(
            code=row.code,
            question=row.question,
            commune=row.assembly.commune.name,
            slug=row.assembly.commune.slug,
            is_secret=row.method == Ballot.Method.SECRET,
            closes_at=row.closes_at,
            has_voted=row.voted,
            may_change=row.may_change,
        )
        for row in rows
    ]
