"""An assembly in every state, a commune each: planned, open, counting, differing, counted, closed, corrected, approved."""

from collections.abc import Callable
from datetime import timedelta

from assemblies.models import AgendaItem, Assembly, Ballot, Commune, Decision, Role
from assemblies.queries.agenda import ABOUT_MINUTES
from assemblies.services.agenda import list_item, start_item
from assemblies.services.assembly import close_assembly, open_assembly, plan_assembly
from assemblies.services.ballot import announce_result, close_ballot, open_ballot
from assemblies.services.corrections import ask_correction
from assemblies.services.count import enter_count
from assemblies.services.minutes import close_minutes, write_line
from assemblies.services.proposal import draft_proposal
from assemblies.services.role import give_role
from confed.kernel import clock, effects
from confed.kernel.models import Person
from tests.factories.assemblies import (
    TERM,
    Hall,
    count_hands,
    decide,
    make_ballot,
    make_hall,
    make_item,
    make_proposal,
    make_root,
    make_sitting,
)

RESERVE = (
    "Each commune puts one tenth of its summer flow into a shared reserve, from 1 July to 30 September. "
    "Farms under 2 hectares are exempt. Every commune reads its own meters and posts them each Sunday."
)


def make_named(name: str, parent: Commune, roll: int = 63) -> Hall:
    """A hall whose secretary, facilitator and tellers can sign in by ROLE.SLUG@example.org."""
    hall = make_hall(roll, name=name, parent=parent, youth=2)
    people = zip(("ada", "bela", "cem", "dilan"), (hall.secretary, hall.facilitator, *hall.tellers), strict=True)
    for word, person in people:
        Person.objects.filter(pk=person.pk).update(mail=f"{word}.{hall.commune.slug}@example.org")
    until = clock.today("UTC") + TERM
    give_role(
        actor=hall.secretary, commune=hall.commune, person=hall.tellers[1], kind=Role.Kind.MINUTES_TAKER, until=until
    )
    return hall


def every_evening() -> None:
    """Make a commune for every state an assembly can be in."""
    root = make_root("Confederation of the Avelle")
    for name, tell in EVENINGS.items():
        tell(make_named(name, root))
    effects.drain(5)


def _plan(hall: Hall, days: int = 9) -> Assembly:
    when = clock.now() + timedelta(days=days)
    return plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=when, place="School yard")


def _agenda(hall: Hall, sitting: Assembly) -> list[AgendaItem]:
    titles = ("Shared summer water reserve", "Mend the roof of the wash-house before the autumn rains", "Night bus")
    items = [
        list_item(actor=hall.facilitator, assembly=sitting, proposal=make_proposal(hall, title)) for title in titles
    ]
    return [*items, list_item(actor=hall.facilitator, assembly=sitting, title="Word from the delegates")]


def _planned(hall: Hall) -> None:
    _agenda(hall, _plan(hall))


def _missed(hall: Hall) -> None:
    sitting = _plan(hall, 0)
    _agenda(hall, sitting)
    open_assembly(actor=hall.facilitator, assembly=sitting, voters=9, youth=1)


def _open(hall: Hall) -> None:
    _agenda(hall, make_sitting(hall, 63, youth=2, observers=1))


def _floor(hall: Hall) -> None:
    items = _agenda(hall, make_sitting(hall, 63, youth=2))
    start_item(actor=hall.facilitator, item=items[0])


def _counting(hall: Hall) -> Ballot:
    items = _agenda(hall, make_sitting(hall, 63, youth=2))
    start_item(actor=hall.facilitator, item=items[0])
    return open_ballot(actor=hall.facilitator, item=items[0])


def _differ(hall: Hall) -> None:
    ballot = _counting(hall)
    for teller, number in zip(hall.tellers, (41, 42), strict=True):
        enter_count(actor=teller, ballot=ballot, option="for", number=number)


def _counted(hall: Hall) -> None:
    ballot = _counting(hall)
    count_hands(hall, ballot, 42, 13, 8)
    close_ballot(actor=hall.facilitator, ballot=ballot)


def _announced(hall: Hall) -> None:
    ballot = _counting(hall)
    count_hands(hall, ballot, 42, 13, 8)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    announce_result(actor=hall.facilitator, ballot=ballot)


def _decided(hall: Hall) -> Decision:
    title = "Shared summer water reserve"
    asked = draft_proposal(actor=hall.secretary, commune=hall.commune, title=title, body=RESERVE)
    ballot = make_ballot(hall, proposal=asked)
    sitting = ballot.item.assembly
    for text in ("The upper spring ran dry in August.", "Small farms asked for an exemption."):
        write_line(actor=hall.tellers[1], assembly=sitting, text=text, item=ballot.item)
    due = clock.today("UTC") + timedelta(days=30)
    write_line(actor=hall.tellers[1], assembly=sitting, text="Ask three builders", kind="task", who="Hanna", due=due)
    count_hands(hall, ballot, 42, 13, 8)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    return announce_result(actor=hall.facilitator, ballot=ballot)


def _closed(hall: Hall) -> Decision:
    made = _decided(hall)
    close_assembly(actor=hall.facilitator, assembly=made.assembly)
    return made


def _corrected(hall: Hall) -> Decision:
    made = _closed(hall)
    close_minutes(actor=hall.tellers[1], assembly=made.assembly)
    words = "Small farms under 2 hectares asked for it."
    ask_correction(actor=hall.tellers[0], assembly=made.assembly, text=words, was="Small farms asked for an exemption.")
    return made


def _approved(hall: Hall) -> None:
    made = _closed(hall)
    close_minutes(actor=hall.tellers[1], assembly=made.assembly)
    sitting = _plan(hall, 0)
    open_assembly(actor=hall.facilitator, assembly=sitting, voters=63)
    item = AgendaItem.objects.get(assembly=sitting, proposal__origin_key__startswith=ABOUT_MINUTES)
    ballot = open_ballot(actor=hall.facilitator, item=item)
    count_hands(hall, ballot, 60, 1, 2)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    announce_result(actor=hall.facilitator, ballot=ballot)


def _answered(hall: Hall) -> None:
    """Three assemblies with a decision each, one of them not passed."""
    for title, counts in (("Tool library", (40, 12, 5)), ("A dog meadow", (12, 40, 5)), ("Lamps", (50, 9, 4))):
        made = decide(hall, *counts, make_proposal(hall, title))
        close_assembly(actor=hall.facilitator, assembly=made.assembly)
    make_item(hall, _plan(hall), make_proposal(hall, "Mend the roof"))
    make_proposal(hall, "Shared water", kind="ratification")


def _empty(hall: Hall) -> None:
    """Nothing was ever planned here."""


def _blank(hall: Hall) -> None:
    """A sitting without an agenda."""
    _plan(hall)


def _unwritten(hall: Hall) -> None:
    """A sitting closed before anything was said or voted."""
    close_assembly(actor=hall.facilitator, assembly=make_sitting(hall, 63))


EVENINGS: dict[str, Callable[[Hall], object]] = {
    "Empty": _empty,
    "Blank": _blank,
    "Planned": _planned,
    "Missed": _missed,
    "Open": _open,
    "Floor": _floor,
    "Counting": _counting,
    "Differ": _differ,
    "Counted": _counted,
    "Announced": _announced,
    "Unwritten": _unwritten,
    "Closed": _closed,
    "Corrected": _corrected,
    "Approved": _approved,
    "Answered": _answered,
}
