"""People of a commune who can be sent, found by name or card."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from assemblies.models import Commune, Decision, RollEntry
from delegates.domain.stages import DelegateStage, DelegationStage
from delegates.models import Delegate

MOST = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on a roll at or below the commune, and where their word is carried already."""

    id: int
    name: str
    card: str
    commune: str
    taken: str


@dataclass(frozen=True, slots=True)
class Search:
    """Whom a search found, as many as a page holds."""

    words: str
    rows: tuple[Candidate, ...]
    is_cut: bool


def find_people(commune: Commune, words: str, without: Sequence[int] = ()) -> Search:
    """Find those with a vote on the rolls at or below the commune, by name or card (two queries at any size)."""
    found = (
        _entitled(commune)
        .filter(Q(name__icontains=words) | Q(card=words))
        .exclude(pk__in=list(without))
        .select_related("commune")
        .order_by("name", "pk")
    )
    rows = list(found[: MOST + 1])
    return Search(words, tuple(_candidates(commune, rows[:MOST])), len(rows) > MOST)


def chosen_people(commune: Commune, numbers: Sequence[int]) -> list[RollEntry]:
    """Return the entries with these numbers that may be sent, in the order given (one query)."""
    found = {entry.pk: entry for entry in _entitled(commune).filter(pk__in=list(numbers)).select_related("commune")}
    return [found[number] for number in numbers if number in found]


def decisions_that_name(commune: Commune, most: int = 40) -> list[Decision]:
    """Return the decisions in force here, those on a delegation first, the newest first (one query)."""
    rows = Decision.objects.filter(commune=commune, stage="in_force").select_related("proposal")
    rows = rows.order_by("-number")[: most * 5]
    return sorted(rows, key=lambda row: row.proposal.kind != "delegation")[:most]


def _entitled(commune: Commune) -> QuerySet[RollEntry]:
    below = Commune.objects.descendants(commune, include_self=True).values("pk")
    return RollEntry.objects.entitled().filter(commune__in=below)


def _candidates(commune: Commune, rows: Sequence[RollEntry]) -> list[Candidate]:
    carried = dict(
        Delegate.objects.filter(
            entry__in=[row.pk for row in rows],
            delegation__council=commune.parent_id,
            delegation__stage=DelegationStage.ACTIVE,
        )
        .exclude(stage=DelegateStage.ENDED)
        .values_list("entry_id", "delegation__commune__name")
    )
    return [Candidate(row.pk, row.name, row.card, row.commune.name, carried.get(row.pk, "")) for row in rows]
