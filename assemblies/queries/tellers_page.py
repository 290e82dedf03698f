"""The tellers' page of a vote: whose slips or called votes they enter, and who counts with them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from assemblies.models import Ballot, Elector, Role, RollEntry
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.ballot_page import BallotText, ballot_texts
from assemblies.queries.own_vote import is_open
from confed.kernel import clock
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class Teller:
    """Somebody who counts tonight."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class TellersPage:
    """What two tellers see; nothing of what was cast."""

    code: str
    commune: str
    slug: str
    assembly: int
    item: int
    zone: str
    question: str
    is_named: bool
    is_open: bool
    closes_at: datetime | None
    texts: tuple[BallotText, ...]
    others: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """The entries of the frozen roll that were meant, the lines that mean nobody, and those that mean several."""

    entries: tuple[RollEntry, ...]
    unknown: tuple[str, ...]
    several: tuple[str, ...]


def tellers_page(ballot: Ballot, person: Person) -> TellersPage:
    """The page of one teller (at most three queries)."""
    commune = ballot.assembly.commune
    zone = zone_in(line_of(commune))
    today = clock.today(zone)
    roles = (
        Role.objects.filter(
            Q(assembly=None) | Q(assembly=ballot.assembly_id),
            commune=commune,
            kind=Role.Kind.TELLER,
            ended_at=None,
            from_on__lte=today,
            until__gte=today,
        )
        .exclude(person=person)
        .select_related("person")
    )
    others = {role.person_id: str(role.person) for role in roles}
    return TellersPage(
        code=ballot.code,
        commune=commune.name,
        slug=commune.slug,
        assembly=ballot.assembly.number,
        item=ballot.item.position,
        zone=zone,
        question=ballot.question,
        is_named=ballot.method == Ballot.Method.NAMED,
        is_open=is_open(ballot),
        closes_at=ballot.closes_at,
        texts=ballot_texts(ballot),
        others=tuple(Teller(pk, name) for pk, name in sorted(others.items(), key=lambda other: other[1])),
    )


def called(ballot: Ballot, lines: list[str]) -> Called:
    """Find those named by card number or by full name on the frozen roll (1 query); a card goes before a name."""
    wanted = list(dict.fromkeys(lines))
    rows = Elector.objects.filter(
        Q(entry__card__in=wanted) | Q(entry__name__in=wanted), snapshot=ballot.snapshot_id
    ).select_related("entry")
    cards: dict[str, RollEntry] = {}
    names: dict[str, list[RollEntry]] = defaultdict(list)
    for row in rows:
        cards[row.entry.card] = row.entry
        names[row.entry.name].append(row.entry)
    found: dict[int, RollEntry] = {}
    unknown: list[str] = []
    several: list[str] = []
    for line in wanted:
        meant = [cards[line]] if line in cards else names.get(line, [])
        if len(meant) == 1:
            found[meant[0].pk] = meant[0]
        else:
            (several if meant else unknown).append(line)
    return Called(tuple(found.values()), tuple(unknown), tuple(several))


def teller_with(ballot: Ballot, pk: int) -> Person | None:
    """The person with this key who holds a teller's role in this commune."""
    role = Role.objects.filter(commune=ballot.assembly.commune_id, kind=Role.Kind.TELLER, person=pk)
    held = role.select_related("person").first()
    return held.person if held else None
