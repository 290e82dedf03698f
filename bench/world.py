"""A confederation of a stated size, written in bulk: districts of fifty communes under one council."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from assemblies.domain.charter import TEMPLATES
from assemblies.models import (
    Assembly,
    Attendance,
    Charter,
    Commune,
    Decision,
    Proposal,
    Result,
    Role,
    RollEntry,
    TextVersion,
)
from confed.kernel.codes import random_code
from confed.kernel.models import Chain, Person
from delegates.models import Delegation
from mandates.models import CouncilItem, CouncilVote, Voice

PER_DISTRICT = 50
VOTERS = 3
DAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BATCH = 2000


@dataclass(frozen=True)
class World:
    """What the measurements take from it."""

    size: int
    root: Commune
    base: Commune
    person: Person
    delegations: list[Delegation]


def build(size: int) -> World:
    """Write a council, its districts, `size` base communes with three voters each, and one delegation a district."""
    root = communes([f"council of {size}"], None)[0]
    Charter.objects.create(
        commune=root,
        version=1,
        from_on=DAY,
        template="commune-and-district",
        values=dict(TEMPLATES["commune-and-district"]) | {"ratify.ask": "all"},
    )
    districts = communes([f"district {number} of {size}" for number in range(-(-size // PER_DISTRICT))], root)
    bases: list[Commune] = []
    for number, district in enumerate(districts):
        here = min(PER_DISTRICT, size - number * PER_DISTRICT)
        bases += communes([f"commune {number}.{place} of {size}" for place in range(here)], district)
    RollEntry.objects.bulk_create(
        [RollEntry(commune=base, name=f"member {place}", joined_on=DAY) for base in bases for place in range(VOTERS)],
        batch_size=BATCH,
    )
    person = Person.objects.create(name="Priya Nair", mail=f"priya{size}@example.org")
    RollEntry.objects.create(commune=bases[0], person=person, name=person.name, joined_on=DAY)
    for commune in (root, bases[0]):
        Role.objects.create(
            commune=commune, person=person, kind=Role.Kind.SECRETARY, from_on=DAY, until=DAY + timedelta(days=36500)
        )
    founding = decision(root, "The founding decision")
    delegations = Delegation.objects.bulk_create(
        [
            Delegation(
                commune=district,
                council=root,
                decision=founding,
                form=Delegation.Form.SINGLE,
                from_on=DAY,
                until=DAY + timedelta(days=3650),
            )
            for district in districts
        ]
    )
    return World(size, root, bases[0], person, delegations)


def communes(names: list[str], parent: Commune | None) -> list[Commune]:
    """Write communes with their chains."""
    chains = Chain.objects.bulk_create([Chain(code=random_code()) for _ in names], batch_size=BATCH)
    rows: list[Commune] = Commune.objects.bulk_create(
        [
            Commune(slug=random_code(), name=name, parent=parent, chain=chain, founded_on=DAY, zone="Europe/Paris")
            for name, chain in zip(names, chains, strict=True)
        ],
        batch_size=BATCH,
    )
    return rows


def decision(root: Commune, title: str) -> Decision:
    """Write a decision of the council, as closing a vote would have left it."""
    sitting = Assembly.objects.create(
        commune=root,
        number=root.next_assembly,
        planned_at=NOON,
        stage="quorate",
        opened_at=NOON,
        held_on=DAY,
        needed=1,
        roll_count=1,
    )
    Attendance.objects.create(assembly=sitting, at=NOON, voters=1, units=1)
    proposal = Proposal.objects.create(commune=root, title=title)
    text = TextVersion.objects.create(proposal=proposal, number=1, body=f"{title}.", hash="0" * 64, at=NOON)
    counts = {"units": {"for": 1, "against": 0, "abstain": 0}}
    result = Result.objects.create(
        text_version=text,
        outcome="provisional",
        counts={
            **counts["units"],
            **{kind: dict.fromkeys(("units", "weights", "members"), counts["units"]) for kind in KINDS},
            "send_back": 0,
            "not_voting": 0,
            "void": 0,
            "present": 1,
            "present_weight": 1,
            "present_members": 1,
            "absent_weight": 0,
        },
        rule={"threshold": "majority", "base": "cast", "weight": "unit", "ratify.ask": "all"},
        at=NOON,
    )
    made = Decision.objects.create(
        commune=root,
        assembly=sitting,
        proposal=proposal,
        text_version=text,
        result=result,
        number=root.next_decision,
        title=title,
        stage="being_ratified",
        decided_on=DAY,
    )
    root.next_assembly, root.next_decision = root.next_assembly + 1, root.next_decision + 1
    root.save(update_fields=["next_assembly", "next_decision"])
    return made


KINDS = ("binding", "indicative", "tendency")


def council_vote(world: World, made: Decision) -> tuple[CouncilVote, list[Voice]]:
    """Write the closed council vote behind a decision, with one indicative voice per district."""
    item = CouncilItem.objects.create(
        council=world.root, proposal=made.proposal, number=world.root.next_item, stage="settled"
    )
    world.root.next_item += 1
    world.root.save(update_fields=["next_item"])
    vote = CouncilVote.objects.create(
        item=item,
        text_version=made.text_version,
        assembly=made.assembly,
        result=made.result,
        rule=made.result.rule,
        stage="closed",
        opened_at=NOON,
        closed_at=NOON,
    )
    voices = Voice.objects.bulk_create(
        [
            Voice(vote=vote, delegation=delegation, choice="for", kind="indicative", members=1, cast_at=NOON)
            for delegation in world.delegations
        ]
    )
    return vote, voices
