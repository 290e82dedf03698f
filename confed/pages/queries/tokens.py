"""The tokens of a person as their page lists them."""

from dataclasses import dataclass
from datetime import date, datetime

from confed.kernel import clock
from confed.kernel.models import ApiToken, Person


@dataclass(frozen=True, slots=True)
class Token:
    """One token that still lets in: what its owner calls it, since when, until when, and when it was used last."""

    code: str
    name: str
    since: datetime
    until: datetime
    used_on: date | None


def tokens_of(person: Person) -> list[Token]:
    """The person's tokens that still let in, the oldest first (1 query)."""
    rows = ApiToken.objects.filter(user=person, ended_at=None, expiry__gt=clock.now()).order_by("created")
    return [Token(row.code, row.name, row.created, row.expiry, row.used_on) for row in rows]
