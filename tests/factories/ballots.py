"""Communes whose people vote by phone, and votes opened among them."""

from dataclasses import dataclass

from assemblies.models import Ballot, Proposal, RollEntry
from assemblies.queries.receipts import fresh_code
from assemblies.services.ballot import announce_result, close_ballot, open_ballot
from assemblies.services.cast import Receipt, cast_named, cast_secret
from assemblies.services.roll import NewEntry, add_entries
from confed.kernel.models import Person
from tests.factories.assemblies import Hall, make_hall, make_item, make_proposal, make_sitting


@dataclass
class Phones:
    """A hall in which everybody has a phone."""

    hall: Hall
    people: list[Person]


def make_phones(count: int = 8, values: dict[str, str] | None = None, **more) -> Phones:
    """So many voters with a login; the first four run the sittings."""
    hall = make_hall(4, values=values, **more)
    others = Person.objects.bulk_create(
        Person(name=f"Voter {number}", mail=f"voter{number}@{hall.commune.slug}.example")
        for number in range(5, count + 1)
    )
    entries = add_entries(
        actor=hall.secretary,
        commune=hall.commune,
        entries=[NewEntry(person.name, person=person, card=f"K{at}") for at, person in enumerate(others, 5)],
    )
    hall.entries += entries
    return Phones(hall, [hall.secretary, hall.facilitator, *hall.tellers, *others])


def open_vote(phones: Phones, method: str = "secret", proposal: Proposal | None = None, sitting=None, **more) -> Ballot:
    """A vote opened in a sitting of its own where everybody is there."""
    hall = phones.hall
    sitting = sitting or make_sitting(hall)
    return open_ballot(actor=hall.facilitator, item=make_item(hall, sitting, proposal), method=method, **more)


def cast(ballot: Ballot, person: Person, choice: str = "for", code: int = 0, word: str = "") -> Receipt | None:
    """Cast in the way of this vote."""
    if ballot.method == "named":
        cast_named(actor=person, ballot=ballot, choice=choice)
        return None
    return cast_secret(actor=person, ballot=ballot, choice=choice, code=code or fresh_code(), word=word)


def cast_all(ballot: Ballot, people: list[Person], choices: list[str]) -> list[Receipt | None]:
    """One after another, each with their choice."""
    return [cast(ballot, person, choice) for person, choice in zip(people, choices, strict=True)]


def conclude(phones: Phones, ballot: Ballot):
    """Close and announce."""
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    return announce_result(actor=phones.hall.facilitator, ballot=ballot)


def rivals(phones: Phones, count: int = 3) -> list[Proposal]:
    """Proposals on the same matter."""
    return [make_proposal(phones.hall, title=f"Plan {letter}") for letter in "ABCDEFGHIJ"[:count]]


def entry_of(person: Person) -> RollEntry:
    return RollEntry.objects.get(person=person, ended_on=None)
