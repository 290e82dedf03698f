"""A confederation of a stated size on four levels, written in bulk: regions, districts, communes of thirty voters."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection

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

PER_DISTRICT, DISTRICTS_PER_REGION = 50, 20
VOTERS = 30
NOON = datetime.now(UTC)  # of today, so that a window opened in it is open while it is measured
DAY = NOON.date()
BATCH = 2000
# Hundreds of thousands of entries: written by the database, for every commune without others below it.
ROLLS = """
WITH RECURSIVE place(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM place WHERE number < %s)
INSERT INTO assemblies_rollentry (commune_id, name, mail, card, standing, may_speak, may_vote, joined_on)
SELECT base.id, 'Member ' || number || ' of ' || base.name, 'member' || number || '.' || base.id || '@commune.example',
       base.id || '-' || number, 'adult', TRUE, TRUE, %s
FROM assemblies_commune base, place
WHERE NOT EXISTS (SELECT 1 FROM assemblies_commune child WHERE child.parent_id = base.id)
"""


@dataclass(frozen=True)
class World:
    """What the measurements take from it."""

    size: int
    root: Commune
    base: Commune
    person: Person
    delegations: list[Delegation]


def build(size: int) -> World:
    """Write a council, its regions and their districts, `size` base communes, and one delegation a region."""
    root = communes([f"council of {size}"], None)[0]
    Charter.objects.create(
        commune=root,
        version=1,
        from_on=DAY,
        template="commune-and-district",
        values=dict(TEMPLATES["commune-and-district"]) | {"ratify.ask": "all"},
    )
    count = -(-size // PER_DISTRICT)
    regions = communes([f"region {number} of {size}" for number in range(-(-count // DISTRICTS_PER_REGION))], root)
    districts = [
        district
        for number, region in enumerate(regions)
        for district in communes(
            [
                f"district {number}.{place} of {size}"
                for place in range(min(DISTRICTS_PER_REGION, count - number * DISTRICTS_PER_REGION))
            ],
            region,
        )
    ]
    bases: list[Commune] = []
    for number, district in enumerate(districts):
        here = min(PER_DISTRICT, size - number * PER_DISTRICT)
        bases += communes([f"commune {number}.{place} of {size}" for place in range(here)], district)
    with connection.cursor() as cursor:
        cursor.execute(ROLLS, [VOTERS, DAY])
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")  # as its own housekeeping does within a minute
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
                commune=region,
                council=root,
                decision=founding,
                form=Delegation.Form.SINGLE,
                from_on=DAY,
                until=DAY + timedelta(days=3650),
            )
            for region in regions
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
    """Write the closed council vote behind a decision, with one indicative voice per region."""
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
