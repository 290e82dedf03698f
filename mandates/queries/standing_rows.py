"""The communes of a ratification one by one: a page of those that stand at some places of the tree."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Case, CharField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from mandates.domain.stages import Basis, RatificationStage
from mandates.models import Ratification

Path: TypeAlias = tuple[int, ...]
_LOOKS = {
    RatificationStage.OPENED: "none",
    RatificationStage.ASKED: "none",
    RatificationStage.MEETING_SET: "set",
    RatificationStage.VOTING: "now",
    RatificationStage.FOR: "yes",
    RatificationStage.AGAINST: "no",
    RatificationStage.ABSTAIN: "abst",
    RatificationStage.INQUORATE: "short",
    RatificationStage.LATE: "late",
    RatificationStage.SILENT: "mute",
}


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One commune's answer, as it stands in the table and in the ring."""

    id: int
    name: str
    slug: str
    path: Path
    stage: RatificationStage
    look: str
    basis: Basis
    held_on: datetime.date | None
    count_for: int | None
    count_against: int | None
    count_abstain: int | None
    present: int | None
    members: int
    council_choice: str
    council_kind: str
    counter_words: str
    proposal_code: str
    received_at: datetime.datetime | None
    decision_number: int | None

    @property
    def has_counts(self) -> bool:
        """Whether a vote at home was counted."""
        return self.count_for is not None

    @property
    def is_late(self) -> bool:
        """Whether the home vote was held after the window."""
        return self.stage is RatificationStage.LATE


def look_of(stage: RatificationStage, *, has_words: bool) -> str:
    """How an answer is drawn; a no that came with words was sent back."""
    return "back" if stage is RatificationStage.AGAINST and has_words else _LOOKS[stage]


def rows_at(cascade: int, places: Sequence[Path], first: int, most: int) -> list[StandingRow]:
    """The communes at these places from the first on, in the order of the places and of their names (one query)."""
    if not places:
        return []
    written = [json.dumps(path) for path in places]
    ranks = Case(
        *(When(place=path, then=Value(rank)) for rank, path in enumerate(written)), output_field=IntegerField()
    )
    rows = _rows(cascade).annotate(place=Cast("path", CharField())).filter(place__in=written).annotate(rank=ranks)
    return [_row(row) for row in rows.order_by("rank", "commune__name", "commune_id")[first : first + most]]


def rows_of(cascade: int, communes: set[int]) -> list[StandingRow]:
    """These communes, wherever they stand (at most one query)."""
    if not communes:
        return []
    return [_row(row) for row in _rows(cascade).filter(commune__in=communes).order_by("commune__name", "commune_id")]


def newest_row(cascade: int) -> StandingRow | None:
    """The commune whose answer came last; what a mandate had answered already is no news (one query)."""
    answered = Q(stage__in=[stage for stage in RatificationStage if stage.is_answer], received_at__isnull=False)
    rows = _rows(cascade).filter(answered).exclude(basis=Basis.MANDATE)
    newest = rows.order_by("-received_at", "-commune__name").first()
    return _row(newest) if newest else None


def names_of(cascade: int, which: Q, most: int) -> list[str]:
    """The first of these communes, by name (one query)."""
    rows = Ratification.objects.filter(which, cascade=cascade)
    return list(rows.order_by("commune__name", "commune_id").values_list("commune__name", flat=True)[:most])


def _rows(cascade: int) -> QuerySet[Ratification]:
    rows = Ratification.objects.filter(cascade=cascade).select_related("commune", "proposal", "decision")
    return rows.only(*_ONLY)


_ONLY = (
    "cascade_id",
    "path",
    "members",
    "stage",
    "basis",
    "count_for",
    "count_against",
    "count_abstain",
    "present",
    "meets_on",
    "voted_on",
    "received_at",
    "council_choice",
    "council_kind",
    "counter_words",
    "commune__name",
    "commune__slug",
    "proposal__code",
    "decision__number",
)


def _row(row: Ratification) -> StandingRow:
    stage = RatificationStage(row.stage)
    return StandingRow(
        id=row.commune_id,
        name=row.commune.name,
        slug=row.commune.slug,
        path=tuple(row.path),
        stage=stage,
        look=look_of(stage, has_words=bool(row.counter_words)),
        basis=Basis(row.basis),
        held_on=row.voted_on or row.meets_on,
        count_for=row.count_for,
        count_against=row.count_against,
        count_abstain=row.count_abstain,
        present=row.present,
        members=row.members,
        council_choice=row.council_choice,
        council_kind=row.council_kind,
        counter_words=row.counter_words if stage is RatificationStage.AGAINST else "",
        proposal_code=row.proposal.code if row.proposal else "",
        received_at=row.received_at,
        decision_number=row.decision.number if row.decision else None,
    )
