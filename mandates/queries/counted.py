"""A ratification counted from its rows: never incremented, always from the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from mandates.domain.counts import Counts
from mandates.domain.ratification import (
    MethodCount,
    RatificationRule,
    Standing,
    Unit,
    has_spoken_by_silence,
    stand,
)
from mandates.domain.stages import Choice, RatificationStage, Silence, VoiceKind
from mandates.models import Cascade, Ratification


@dataclass(frozen=True, slots=True)
class Tally:
    """Communes at one place of the tree whose rows say the same, counted by the database from the rows themselves."""

    path: tuple[int, ...]
    stage: RatificationStage
    council_choice: Choice
    council_kind: VoiceKind
    has_words: bool
    number: int
    members: int
    votes: Counts


def tallies_of(cascade: Cascade) -> list[Tally]:
    """Return the rows of a ratification, alike ones together (one query); ten thousand rows are some hundred tallies."""
    rows = (
        Ratification.objects.filter(cascade=cascade)
        .annotate(has_words=~Q(counter_words=""))
        .values_list("path", "stage", "council_choice", "council_kind", "has_words")
        .annotate(Count("pk"), Sum("members"), Sum("count_for"), Sum("count_against"), Sum("count_abstain"))
        .order_by()
    )
    return [
        Tally(
            path=tuple(path),
            stage=RatificationStage(stage),
            council_choice=Choice(choice),
            council_kind=VoiceKind(kind),
            has_words=has_words,
            number=number,
            members=members,
            votes=Counts(for_ or 0, against or 0, abstain or 0),
        )
        for path, stage, choice, kind, has_words, number, members, for_, against, abstain in rows
    ]


def units_of(tallies: Sequence[Tally]) -> list[Unit]:
    """Return the tallies as the domain counts them."""
    return [
        Unit(
            id=0,
            path=one.path,
            stage=one.stage,
            council_choice=one.council_choice,
            council_kind=one.council_kind,
            for_=one.votes.for_,
            against=one.votes.against,
            abstain=one.votes.abstain,
            members=one.members,
            number=one.number,
        )
        for one in tallies
    ]


def tendency_of(cascade: Cascade) -> Counts | None:
    """Return the tendency of the council vote that was sent down, in voices."""
    result = cascade.council_vote.result
    if result is None:
        return None
    said = result.counts["tendency"]["units"]
    return Counts(said["for"], said["against"], said["abstain"])


def count(cascade: Cascade, *, closed: bool) -> Standing:
    """Return where the ratification stands, from one query over its rows (and one for the council's vote)."""
    rule = RatificationRule.from_values(cascade.rule)
    return stand(units_of(tallies_of(cascade)), rule, closed, tendency_of(cascade))


def spoken_by_silence(cascade: int, rule: RatificationRule) -> list[int]:
    """Return the communes whose silence became a position at the close, by their ids (at most one query)."""
    if rule.silence == Silence.NOT_COUNTED:
        return []
    rows = Ratification.objects.filter(cascade=cascade).order_by("pk")
    units = (
        Unit(commune, (), RatificationStage(stage), Choice(choice), VoiceKind(kind))
        for commune, stage, choice, kind in rows.values_list("commune", "stage", "council_choice", "council_kind")
    )
    return [unit.id for unit in units if has_spoken_by_silence(unit, rule, closed=True)]


def counts_of(standing: Standing, converted: list[int]) -> dict[str, Any]:
    """Return every number of a standing as the result keeps it, with the communes whose silence spoke."""
    return {
        "units": standing.units,
        "method": str(standing.method),
        "flat": _method(standing.flat),
        "tiered": _method(standing.tiered),
        "members": _method(standing.members),
        "double": str(standing.double),
        "expressed": standing.expressed,
        "needed_expressed": standing.needed_expressed,
        "silent": standing.silent,
        "late": standing.late,
        "inquorate": standing.inquorate,
        "converted": converted,
        "tendency": _counts(standing.tendency),
        "reversed": standing.reversed,
        "divergence": {
            str(said): {str(answer): number for answer, number in row.items()}
            for said, row in standing.divergence.items()
        },
        "inversion": [str(method) for method in standing.inversion],
    }


def _method(counted: MethodCount) -> dict[str, Any]:
    return {**_counts(counted.counts), "of": counted.whole, "outcome": str(counted.outcome)}


def _counts(counts: Counts) -> dict[str, int]:
    return {"for": counts.for_, "against": counts.against, "abstain": counts.abstain}
