"""Sets the stage of a rehearsal: communes, rolls, logins and roles, before its first step."""

from datetime import date, timedelta

from assemblies.models import Commune, Role, RollEntry
from assemblies.services.commune import found_commune
from assemblies.services.role import give_role
from assemblies.services.roll import NewEntry, add_entries
from confed.kernel import clock
from confed.kernel.models import Person
from confed.kernel.person import Machine, register_person
from confed.rehearsal.domain.names import invented_name
from confed.rehearsal.domain.people import acting, card_of
from confed.rehearsal.domain.script import Script
from confed.rehearsal.domain.tree import Place
from confed.rehearsal.domain.verbs import Assemble, NameDelegation
from confed.rehearsal.queries.company import WITH_LOGIN, Company

REHEARSAL = Machine("rehearsal")
AFTERWARDS = timedelta(days=400)
ADULT, YOUTH = RollEntry.Standing.ADULT, RollEntry.Standing.YOUTH


def found_all(script: Script) -> Company:
    """Found every commune of the file with its roll, its charter and the people who run it."""
    company = Company(script)
    found: dict[str, Commune] = {}
    named, acts = _named_delegates(script), acting(script.moves)
    today = clock.today(script.zone)
    for number, place in enumerate(script.tree.places.values()):
        top = not place.parent
        found[place.key] = found_commune(
            actor=REHEARSAL,
            name=place.name,
            slug=place.slug,
            parent=found.get(place.parent),
            founded_on=today,
            zone=script.zone if top else "",
            belonging=place.belonging,
            template=place.template,
            values={**place.charter, **script.charter} if top else place.charter,
            numbers=(place.numbers.assembly, place.numbers.decision, place.numbers.item),
        )
        if place.roll is not None:
            add_entries(
                actor=REHEARSAL,
                commune=found[place.key],
                entries=_entries(place, number, named, acts.get(place.key, set())),
            )
    until = max(script.date_of(script.moves[-1].day if script.moves else 0), today) + AFTERWARDS
    for key, commune in found.items():
        _give_roles(company, key, commune, until)
    return company


def _entries(place: Place, number: int, named: set[str], acts: set[str]) -> list[NewEntry]:
    """Return the roll of a base commune, voters first, then youth; those who act in a rehearsal have a login."""
    roll = place.roll
    if roll is None:
        return []
    entries = []
    for index in range(roll.count + place.youth):
        is_young = index >= roll.count
        word = f"Y{index - roll.count + 1}" if is_young else str(index + 1)
        known = roll.names[index] if index < len(roll.names) else invented_name(number * 61 + index)
        name = place.people.get(word, known)
        person: Person | None = None
        if index < WITH_LOGIN or name in named or word in acts:
            person = register_person(actor=REHEARSAL, name=name)
        entries.append(NewEntry(name, YOUTH if is_young else ADULT, card_of(word), person=person))
    return entries


def _named_delegates(script: Script) -> set[str]:
    acts = [move.act for move in script.moves]
    lists = [act.delegates for act in acts if isinstance(act, NameDelegation)]
    lists += [item.delegates for act in acts if isinstance(act, Assemble) for item in act.items]
    return {name for names in lists for name in names}


def _give_roles(company: Company, key: str, commune: Commune, until: date) -> None:
    people = [(company.secretary(key), Role.Kind.SECRETARY), (company.facilitator(key), Role.Kind.FACILITATOR)]
    if not company.is_inner(key):
        people += [(teller, Role.Kind.TELLER) for teller in company.tellers(key)]
    for person, kind in people:
        give_role(actor=REHEARSAL, commune=commune, person=person, kind=kind, until=until)
