"""Which decision of a council a proposal of a commune answers."""

from dataclasses import dataclass

from mandates.models import Ratification


@dataclass(frozen=True, slots=True)
class Answered:
    """The address of a decision."""

    slug: str
    number: int


def where_it_stands(code: str) -> Answered | None:
    """The council's decision that this proposal answers; None where it answers none (1 query)."""
    row = (
        Ratification.objects.filter(proposal__code=code)
        .values_list("cascade__decision__commune__slug", "cascade__decision__number")
        .first()
    )
    return Answered(*row) if row else None
