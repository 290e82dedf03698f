"""A confederation built through the use cases themselves: communes, rolls, delegations, mandates, a sitting."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from assemblies.models import Assembly, Commune, Decision, Proposal, RollEntry, TextVersion
from assemblies.services.assembly import plan_assembly
from assemblies.services.commune import found_commune
from assemblies.services.paper import enter_paper_assembly
from assemblies.services.proposal import draft_proposal
from assemblies.services.roll import NewEntry, add_entries
from confed.kernel import clock
from confed.kernel.effects import drain
from confed.kernel.models import Person
from confed.kernel.person import Machine, register_person
from delegates.models import Delegate, Delegation
from delegates.services.credential import check_credentials, open_sitting
from delegates.services.delegation import name_delegation
from mandates.models import CouncilItem, Mandate
from mandates.services.mandate import draft_mandate

REHEARSAL = Machine("rehearsal")
DAY_0 = datetime(2026, 3, 2, 18, tzinfo=UTC)


def at(day: int, hour: int = 18) -> datetime:
    """The moment of this day of the story."""
    return (DAY_0 + timedelta(days=day)).replace(hour=hour)


def on(day: int) -> date:
    """The date of this day of the story."""
    return at(day).date()


@dataclass
class Confederation:
    """A council, the communes under it, who runs them, and who is on their rolls."""

    council: Commune
    chair: Person
    communes: list[Commune] = field(default_factory=list)
    secretaries: dict[int, Person] = field(default_factory=dict)
    entries: dict[int, list[RollEntry]] = field(default_factory=dict)

    def secretary(self, commune: Commune) -> Person:
        return self.secretaries[commune.pk]


def person(name: str) -> Person:
    """A login with a mail."""
    return register_person(actor=REHEARSAL, name=name, mail=f"{name.lower().replace(' ', '.')}@example.org")


def commune(
    name: str, parent: Commune | None, voters: int, **charter: object
) -> tuple[Commune, Person, list[RollEntry]]:
    """A commune with its secretary and a roll whose first two entries have a login."""
    secretary = person(f"Secretary {name}")
    made = found_commune(actor=REHEARSAL, name=name, parent=parent, founded_on=on(-40), founder=secretary, **charter)
    logins = [person(f"{name} {n}") for n in range(1, min(voters, 2) + 1)]
    new = [
        NewEntry(name=f"{name} {n}", person=logins[n - 1] if n <= len(logins) else None) for n in range(1, voters + 1)
    ]
    if voters:
        add_entries(actor=secretary, commune=made, entries=new)
    return made, secretary, list(RollEntry.objects.filter(commune=made).order_by("pk"))


def confederation(
    communes: int = 3, voters: int = 20, districts: int = 0, template: str = "", **values: str
) -> Confederation:
    """A council over this many base communes; with `districts` they stand in so many groups of equal size."""
    clock.set_clock(at(-40))
    council, chair, _ = commune("Council", None, 0, template=template, values=values)
    conf = Confederation(council, chair)
    above = [council]
    if districts:
        above = []
        for d in range(districts):
            made, secretary, _ = commune(f"District {d + 1}", council, 0)
            conf.secretaries[made.pk] = secretary
            above.append(made)
    per = communes // len(above)
    for n in range(communes):
        made, secretary, entries = commune(f"C{n + 1:02}", above[n // per], voters)
        conf.communes.append(made)
        conf.secretaries[made.pk] = secretary
        conf.entries[made.pk] = entries
    clock.set_clock(at(-30))
    drain()
    return conf


def decide(conf: Confederation, where: Commune, proposal: Proposal, day: int, counts: tuple[int, int, int]) -> Assembly:
    """A commune decides on paper, entered the same evening."""
    clock.set_clock(max(clock.now(), at(day)))
    made = enter_paper_assembly(
        actor=conf.secretary(where),
        commune=where,
        proposal=proposal,
        version=TextVersion.objects.filter(proposal=proposal).latest("number").number,
        held_on=on(day),
        place="Hall",
        voters=sum(counts),
        count_for=counts[0],
        count_against=counts[1],
        count_abstain=counts[2],
        tellers=["Teller One", "Teller Two"],
    )
    drain()
    return made


def delegation(
    conf: Confederation,
    sender: Commune,
    tandem: bool = False,
    alternates: int = 0,
    counts: tuple[int, int, int] = (12, 2, 1),
) -> Delegation:
    """A delegation named by the commune's own decision."""
    proposal = draft_proposal(
        actor=conf.secretary(sender), commune=sender, title="Our delegates", body="We send them.", kind="delegation"
    )
    decide(conf, sender, proposal, -20, counts)
    entries = conf.entries[sender.pk]
    seats = 2 if tandem else 1
    return name_delegation(
        actor=conf.secretary(sender),
        commune=sender,
        decision=Decision.objects.get(proposal=proposal),
        delegates=entries[:seats],
        alternates=entries[seats : seats + alternates],
        form="tandem" if tandem else "single",
        until=on(200),
    )


def mandate(
    conf: Confederation, item: CouncilItem, giver: Commune, counts: tuple[int, int, int], day: int = -5, **terms: object
) -> Mandate:
    """A mandate drafted and granted by the commune's assembly."""
    asked = Mandate.objects.get(item=item, giver=giver)
    draft_mandate(actor=conf.secretary(giver), mandate=asked, **terms)
    decide(conf, giver, asked.proposal, day, counts)
    asked.refresh_from_db()
    return asked


def sitting(conf: Confederation, present: list[Delegation], day: int = 0) -> Assembly:
    """The council sits with these delegations."""
    clock.set_clock(at(day, 10))
    planned = plan_assembly(actor=conf.chair, commune=conf.council, planned_at=at(day, 10), place="Council hall")
    people = list(Delegate.objects.filter(delegation__in=present, stage="active"))
    check_credentials(actor=conf.chair, assembly=planned, delegates=people)
    opened = open_sitting(actor=conf.chair, assembly=planned)
    drain()
    return opened


def delegate_person(sent: Delegation, seat: int = 1) -> Person:
    """The login of the delegate in this seat."""
    return Delegate.objects.get(delegation=sent, seat=seat, stage="active").entry.person
