"""Communes with people in them, made through the same acts as on the web."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from assemblies.models import AgendaItem, Assembly, Ballot, Commune, Decision, Proposal, Role, RollEntry
from assemblies.services.agenda import list_item
from assemblies.services.assembly import open_assembly, plan_assembly
from assemblies.services.ballot import announce_result, close_ballot, open_ballot
from assemblies.services.commune import found_commune
from assemblies.services.count import enter_count
from assemblies.services.proposal import draft_proposal
from assemblies.services.role import give_role
from assemblies.services.roll import NewEntry, add_entries
from confed.kernel import clock
from confed.kernel.models import Person
from confed.kernel.person import Machine, register_person

FOUNDING = Machine("founding")
TERM = timedelta(days=60)


@dataclass
class Hall:
    """A base commune with its roll and the people who run its sittings."""

    commune: Commune
    secretary: Person
    facilitator: Person
    tellers: tuple[Person, Person]
    entries: list[RollEntry] = field(default_factory=list)


def make_person(name: str = "Rosa", mail: str | None = None) -> Person:
    return register_person(actor=FOUNDING, name=name, mail=mail)


def make_root(name: str = "Valley", template: str = "avelle", values: dict[str, str] | None = None, **more) -> Commune:
    return found_commune(actor=FOUNDING, name=name, template=template, values=values, **more)


def make_hall(
    roll: int = 63,
    *,
    name: str = "Saulx",
    parent: Commune | None = None,
    template: str = "",
    values: dict[str, str] | None = None,
    youth: int = 0,
    **more,
) -> Hall:
    """A base commune with so many voters; the first four of them are secretary, facilitator and the two tellers."""
    people = [make_person(f"{word} of {name}") for word in ("Ada", "Bela", "Cem", "Dilan")]
    commune = found_commune(
        actor=FOUNDING,
        name=name,
        parent=parent,
        template=template or ("" if parent else "avelle"),
        values=values,
        founder=people[0],
        **more,
    )
    named = [NewEntry(person.name, person=person) for person in people]
    others = [NewEntry(f"Member {number} of {name}") for number in range(5, roll + 1)]
    young = [NewEntry(f"Youth {number} of {name}", standing="youth") for number in range(youth)]
    entries = add_entries(actor=people[0], commune=commune, entries=[*named[:roll], *others, *young])
    until = clock.today("UTC") + TERM
    for person, kind in zip(people[1:], (Role.Kind.FACILITATOR, Role.Kind.TELLER, Role.Kind.TELLER), strict=True):
        give_role(actor=people[0], commune=commune, person=person, kind=kind, until=until)
    return Hall(commune, people[0], people[1], (people[2], people[3]), entries)


def make_proposal(hall: Hall, title: str = "Water meters", kind: str = "text", **more) -> Proposal:
    body = "Every house reads its own meter."
    return draft_proposal(actor=hall.secretary, commune=hall.commune, title=title, body=body, kind=kind, **more)


def make_sitting(hall: Hall, voters: int | None = None, **more) -> Assembly:
    """A sitting opened now; everybody on the roll is there unless told otherwise."""
    planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now(), place="School yard")
    counted = RollEntry.objects.entitled().filter(commune=hall.commune).count() if voters is None else voters
    return open_assembly(actor=hall.facilitator, assembly=planned, voters=counted, **more)


def make_item(hall: Hall, sitting: Assembly, proposal: Proposal | None = None) -> AgendaItem:
    return list_item(actor=hall.facilitator, assembly=sitting, proposal=proposal or make_proposal(hall))


def make_ballot(hall: Hall, sitting: Assembly | None = None, proposal: Proposal | None = None) -> Ballot:
    sitting = sitting or make_sitting(hall)
    return open_ballot(actor=hall.facilitator, item=make_item(hall, sitting, proposal))


def count_hands(hall: Hall, ballot: Ballot, for_: int, against: int, abstain: int) -> None:
    """Both tellers send the same three numbers."""
    for option, number in (("for", for_), ("against", against), ("abstain", abstain)):
        for teller in hall.tellers:
            enter_count(actor=teller, ballot=ballot, option=option, number=number)


def decide(hall: Hall, for_: int, against: int, abstain: int, proposal: Proposal | None = None) -> Decision:
    """A whole vote in a sitting of its own, from opening to announcement."""
    ballot = make_ballot(hall, proposal=proposal)
    count_hands(hall, ballot, for_, against, abstain)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    return announce_result(actor=hall.facilitator, ballot=ballot)


def paper_sheet(hall: Hall, proposal: Proposal, **changes) -> dict:
    """What a paper sheet says, ready for `enter_paper_assembly`."""
    sheet = {
        "actor": hall.secretary,
        "commune": hall.commune,
        "proposal": proposal,
        "version": 1,
        "held_on": date(2026, 5, 1),
        "place": "School yard",
        "voters": 40,
        "count_for": 25,
        "count_against": 10,
        "count_abstain": 5,
        "tellers": ["Cem", "Dilan"],
    }
    return sheet | changes
