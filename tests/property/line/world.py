"""The confederation in which the walks begin: busy, with something at every place of the line."""

from dataclasses import dataclass, field
from datetime import datetime

from assemblies.models import Commune, RollEntry
from assemblies.services.agenda import list_item
from assemblies.services.assembly import open_assembly, plan_assembly
from assemblies.services.ballot import open_ballot
from assemblies.services.role import give_role
from confed.kernel import clock
from confed.kernel.effects import drain
from confed.kernel.models import Person
from delegates.models import Delegate
from delegates.services.petition import file_petition
from mandates.models import CouncilItem
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import publish_item
from mandates.services.voice import cast_voice
from tests.factories import confederation as story
from tests.factories.assemblies import Hall, make_proposal

VOTERS = 8
# Short windows, so that a walk of fifty steps comes to their ends.
CHARTER = {
    "quorum.ordinary": "1/3",
    "quorum.council": "1/2",
    "ratify.days": "3",
    "notice.recall": "2 hours",
    "notice.recall_live": "1 hours",
}


@dataclass
class Home:
    """A base commune, who runs it, and everybody who ever stood on its roll."""

    commune: Commune
    secretary: Person
    tellers: tuple[Person, Person]
    people: dict[int, Person] = field(default_factory=dict)
    path: tuple[int, ...] = ()


@dataclass
class World:
    """A council over three base communes and a district with two more; the hour at which all of it was built."""

    council: Commune
    chair: Person
    homes: list[Home]
    moment: datetime


def build() -> World:
    """One decision is being ratified, one is before the council, one item is new; a petition collects names."""
    clock.set_clock(story.at(-40))
    council, chair, _ = story.commune("Council", None, 0, values=CHARTER)
    conf = story.Confederation(council, chair)
    homes = [_home(conf, f"C{n}", council) for n in (1, 2, 3)]
    district, keeper, _ = story.commune("District", council, 0)
    conf.secretaries[district.pk] = keeper
    homes += [_home(conf, f"C{n}", district, (district.pk,)) for n in (4, 5)]
    clock.set_clock(story.at(-30))
    drain()
    water, bus = _item(conf, "Water"), _item(conf, "Bus")
    sent = [story.delegation(conf, conf.communes[at], at == 0, 1, (6, 1, 0)) for at in (0, 1, 2)]
    story.mandate(conf, water, conf.communes[0], (6, 1, 0))
    story.mandate(conf, water, conf.communes[1], (1, 6, 0))
    story.mandate(conf, bus, conf.communes[0], (5, 2, 0), latitude="bounded", red_lines=["No house loses its stop"])
    story.mandate(conf, bus, conf.communes[1], (1, 5, 1), latitude="strict")
    council_sits = story.sitting(conf, sent)
    for item in (water, bus):
        vote = open_council_vote(actor=chair, item=item, assembly=council_sits)
        if item == water:
            cast_voice(actor=story.delegate_person(sent[0]), vote=vote, choice="for")
            cast_voice(actor=story.delegate_person(sent[1]), vote=vote, choice="against")
            close_council_vote(actor=chair, vote=vote)
    drain()
    _item(conf, "Forest")
    delegate = Delegate.objects.get(delegation=sent[1], stage="active")
    filer = list(homes[1].people.values())[-1]
    file_petition(actor=filer, delegate=delegate, ground="trust")
    drain()
    for home, method in zip(homes, ("secret", "named"), strict=False):
        _evening(home, method)
    plan_assembly(actor=homes[2].secretary, commune=homes[2].commune, planned_at=clock.now(), place="Yard")
    drain()
    Person.objects.update(wants_mail=False)  # letters are another test
    return World(council, chair, homes, clock.now())


def _home(conf: story.Confederation, name: str, parent: Commune, path: tuple[int, ...] = ()) -> Home:
    """A commune in which everybody has a phone; its last two are tellers."""
    commune, secretary, entries = story.commune(name, parent, VOTERS)
    for entry in entries:
        if entry.person_id is None:
            entry.person = Person.objects.create(name=entry.name, mail=f"{entry.pk}@phones.example")
            RollEntry.objects.filter(pk=entry.pk).update(person=entry.person)
    tellers = (entries[-2].person, entries[-1].person)
    for teller in tellers:
        give_role(actor=secretary, commune=commune, person=teller, kind="teller", until=story.on(300))
    conf.communes.append(commune)
    conf.secretaries[commune.pk] = secretary
    conf.entries[commune.pk] = entries
    return Home(commune, secretary, tellers, {entry.pk: entry.person for entry in entries}, path)


def _item(conf: story.Confederation, title: str) -> CouncilItem:
    made = publish_item(actor=conf.chair, council=conf.council, title=title, body=f"{title} is shared.")
    drain()
    return made


def _evening(home: Home, method: str) -> None:
    """A commune sits, with what came down on its agenda and a vote on a text of its own."""
    hall = Hall(home.commune, home.secretary, home.secretary, home.tellers)
    planned = plan_assembly(actor=home.secretary, commune=home.commune, planned_at=clock.now(), place="Yard")
    sitting = open_assembly(actor=home.secretary, assembly=planned, voters=VOTERS)
    item = list_item(actor=home.secretary, assembly=sitting, proposal=make_proposal(hall))
    open_ballot(actor=home.secretary, item=item, method=method)
