"""A commune with phones on its roll and a delegate in the council, for petitions and recalls."""

from dataclasses import dataclass
from datetime import timedelta

from assemblies.models import AgendaItem, Assembly, Ballot, Commune, Decision
from assemblies.services.assembly import open_assembly, plan_assembly
from assemblies.services.ballot import announce_result, close_ballot, open_ballot
from assemblies.services.role import give_role
from confed.kernel import clock
from confed.kernel.effects import drain
from confed.kernel.models import Person
from delegates.models import Delegate, Delegation, Petition
from delegates.services.petition import file_petition
from delegates.services.signing import sign_petition
from delegates.services.validation import validate_petition
from tests.factories.ballots import cast
from tests.factories.confederation import Confederation, at, confederation, delegation, on


@dataclass
class Story:
    """Who is in it: the commune, its chair and tellers, the phones of its members, the delegation and who is recalled."""

    conf: Confederation
    home: Commune
    chair: Person
    tellers: list[Person]
    members: list[Person]  # with a vote and a phone; neither the delegate nor the alternate
    sent: Delegation
    delegate: Delegate


def story(voters: int = 24, alternates: int = 1, tandem: bool = False, communes: int = 1, **values: str) -> Story:
    """Everybody on the roll has a phone; the first entries are sent."""
    conf = confederation(communes, voters=voters, **{"quorum.ordinary": "1/20", **values})
    home = conf.communes[0]
    entries = conf.entries[home.pk]
    for entry in entries:
        if entry.person_id is None:
            entry.person = Person.objects.create(name=entry.name, mail=f"{entry.pk}@phones.example")
            entry.save()
    sent = delegation(conf, home, tandem=tandem, alternates=alternates)
    away = (2 if tandem else 1) + alternates
    members = [entry.person for entry in entries[away:]]
    tellers = members[-2:]
    for teller in tellers:
        give_role(actor=conf.secretary(home), commune=home, person=teller, kind="teller", until=on(300))
    clock.set_clock(at(0))
    return Story(
        conf,
        home,
        conf.secretary(home),
        tellers,
        members,
        sent,
        Delegate.objects.get(delegation=sent, seat=1, stage="active"),
    )


def petition(tale: Story, signers: int = 3, ground: str = "trust", **more) -> Petition:
    """Filed by the first member, signed by so many in all."""
    made = file_petition(actor=tale.members[0], delegate=more.pop("delegate", tale.delegate), ground=ground, **more)
    for member in tale.members[1:signers]:
        sign_petition(actor=member, petition=made)
    return made


def valid(tale: Story, signers: int = 3, **more) -> Petition:
    """Handed in by its filer with enough names."""
    return validate_petition(actor=tale.members[0], petition=petition(tale, signers, **more))


def assembly(tale: Story, *, hours: int = 72, voters: int = 12) -> Assembly:
    """A special assembly so many hours from now, planned today and opened at its hour."""
    moment = clock.now() + timedelta(hours=hours)
    planned = plan_assembly(actor=tale.chair, commune=tale.home, planned_at=moment, place="Yard", kind="special")
    drain()
    clock.set_clock(moment)
    return open_assembly(actor=tale.chair, assembly=planned, voters=voters)


def item_of(made: Petition, sitting: Assembly) -> AgendaItem:
    made.refresh_from_db()
    return AgendaItem.objects.get(assembly=sitting, proposal=made.proposal)


def vote(tale: Story, made: Petition, sitting: Assembly, for_: int, against: int, abstain: int = 0) -> Decision:
    """A secret vote by phone, closed and announced: `for_` says that the mandate ends."""
    ballot = open_ballot(actor=tale.chair, item=item_of(made, sitting), method=Ballot.Method.SECRET)
    choices = ["for"] * for_ + ["against"] * against + ["abstain"] * abstain
    for person, choice in zip(tale.members, choices, strict=False):
        cast(ballot, person, choice)
    close_ballot(actor=tale.chair, ballot=ballot)
    return announce_result(actor=tale.chair, ballot=ballot)
