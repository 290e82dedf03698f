"""A council of stated size with a vote on the floor: every fifth delegate bound or free in another way.

Bound for, bound against, without a mandate, bounded with a red line declared untouched, and bound for but saying no.
"""

from dataclasses import dataclass
from datetime import timedelta

from assemblies.models import Assembly, Commune, Decision, Proposal, Result, Role, RollEntry, TextVersion
from bench.world import BATCH, DAY, communes
from confed.kernel import clock
from confed.kernel.models import Person
from delegates.models import Credential, Delegate, Delegation
from mandates.models import CouncilItem, CouncilVote, Declaration, Mandate
from mandates.services.council_vote import open_council_vote

FOR, AGAINST, NONE, BOUNDED, OFF = range(5)
SAYS = {FOR: "for", AGAINST: "against", NONE: "for", BOUNDED: "for", OFF: "against"}


@dataclass(frozen=True)
class Hall:
    """The vote, its chair, and its delegates in the order of their communes."""

    vote: CouncilVote
    chair: Person
    people: list[Person]

    def says(self, place: int) -> str:
        """What this delegate answers."""
        return SAYS[place % 5]


def great_hall(size: int) -> Hall:
    """Write the hall in bulk, and open the vote as a chair does."""
    now = clock.now()
    council = communes(["The great council"], None)[0]
    chair = Person.objects.create(name="Chair", mail="chair@bench.example")
    Role.objects.create(
        commune=council, person=chair, kind=Role.Kind.FACILITATOR, from_on=DAY, until=now.date() + timedelta(days=30)
    )
    homes = communes([f"Home {number:03}" for number in range(size)], council)
    people = Person.objects.bulk_create(
        Person(name=f"Delegate {number}", mail=f"delegate{number}@bench.example") for number in range(size)
    )
    entries = RollEntry.objects.bulk_create(
        RollEntry(commune=home, person=one, name=one.name, joined_on=DAY)
        for home, one in zip(homes, people, strict=True)
    )
    sitting = Assembly.objects.create(
        commune=council,
        number=1,
        planned_at=now,
        stage="quorate",
        opened_at=now,
        held_on=now.date(),
        needed=size // 2,
        roll_count=size,
    )
    proposal = Proposal.objects.create(commune=council, title="The water", kind="council")
    texts = TextVersion.objects.bulk_create(
        TextVersion(proposal=proposal, number=number, body=f"Words {number}.", hash=str(number) * 64, at=now)
        for number in (1, 2)
    )
    item = CouncilItem.objects.create(council=council, proposal=proposal, number=1)
    named = _decisions(homes, sitting, proposal, texts[1])
    delegations = Delegation.objects.bulk_create(
        Delegation(
            commune=home, council=council, decision=made, form="single", from_on=DAY, until=now.date() + timedelta(90)
        )
        for home, made in zip(homes, named, strict=True)
    )
    delegates = Delegate.objects.bulk_create(
        Delegate(delegation=sent, entry=entry, seat=1) for sent, entry in zip(delegations, entries, strict=True)
    )
    credentials = Credential.objects.bulk_create(
        Credential(delegate=one, delegation=sent, assembly=sitting, seat=1, from_at=now)
        for one, sent in zip(delegates, delegations, strict=True)
    )
    _mandates(item, homes, named, texts, credentials)
    return Hall(open_council_vote(actor=chair, item=item, assembly=sitting), chair, people)


def _decisions(homes: list[Commune], sitting: Assembly, proposal: Proposal, text: TextVersion) -> list[Decision]:
    """One decision a home, with a result of its own."""
    now = clock.now()
    results = Result.objects.bulk_create(
        [
            Result(
                text_version=text,
                outcome="adopted",
                counts={"for": 10, "against": 2, "abstain": 1, "present": 13, "all": 20, "not_voting": 0},
                rule={"threshold": "majority", "base": "cast"},
                at=now,
            )
            for _home in homes
        ],
        batch_size=BATCH,
    )
    return Decision.objects.bulk_create(
        Decision(
            commune=home,
            assembly=sitting,
            proposal=proposal,
            text_version=text,
            result=result,
            number=1,
            title="The water",
            stage="in_force",
            decided_on=now.date(),
            in_force_on=now.date(),
        )
        for home, result in zip(homes, results, strict=True)
    )


def _mandates(
    item: CouncilItem,
    homes: list[Commune],
    named: list[Decision],
    texts: list[TextVersion],
    credentials: list[Credential],
) -> None:
    now = clock.now()
    given = Mandate.objects.bulk_create(
        Mandate(
            giver=home,
            item=item,
            proposal=item.proposal,
            decision=named[place],
            text_version=texts[0] if place % 5 == BOUNDED else texts[1],
            position="against" if place % 5 == AGAINST else "for",
            latitude="bounded" if place % 5 == BOUNDED else "strict",
            red_lines=["No price on water."] if place % 5 == BOUNDED else [],
            granted_at=now,
            stage="granted",
        )
        for place, home in enumerate(homes)
        if place % 5 != NONE
    )
    at_home = {credential.delegation.commune_id: credential for credential in credentials}
    Declaration.objects.bulk_create(
        Declaration(mandate=one, text_version=texts[1], credential=at_home[one.giver_id], line=0, touched=False, at=now)
        for one in given
        if one.red_lines
    )
