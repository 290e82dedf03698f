"""A ratification counted from its rows: never incremented, always from the rows."""

from typing import Any

from mandates.domain.counts import Counts
from mandates.domain.ratification import MethodCount, RatificationRule, Standing, Unit, stand
from mandates.domain.stages import Choice, RatificationStage, VoiceKind
from mandates.models import Cascade, Ratification


def units_of(rows: list[Ratification]) -> list[Unit]:
    """Return the rows as the domain counts them."""
    return [
        Unit(
            id=row.commune_id,
            path=tuple(row.path),
            stage=RatificationStage(row.stage),
            council_choice=Choice(row.council_choice),
            council_kind=VoiceKind(row.council_kind),
            for_=row.count_for or 0,
            against=row.count_against or 0,
            abstain=row.count_abstain or 0,
            members=row.members,
        )
        for row in rows
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
    rows = list(Ratification.objects.filter(cascade=cascade).order_by("pk"))
    return stand(units_of(rows), RatificationRule.from_values(cascade.rule), closed, tendency_of(cascade))


def counts_of(standing: Standing) -> dict[str, Any]:
    """Return every number of a standing as the result keeps it."""
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
        "converted": list(standing.converted),
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
