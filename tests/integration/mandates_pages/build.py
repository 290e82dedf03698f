"""Councils and ratifications as rows, at any stage and size, for the pages that read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from assemblies.models import (
    AgendaItem,
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
from confed.kernel.models import Chain, Person
from delegates.models import Credential, Delegate, Delegation
from mandates.models import Cascade, CouncilItem, CouncilVote, Mandate, Ratification, Voice

NOW = datetime.now(UTC)
TODAY = NOW.date()
RULE = {"threshold": "9/13", "base": "all", "weight": "unit", "ratify.ask": "all"}
RATIFY = {
    "ask": "all",
    "days": "18",
    "threshold": "9/13",
    "base": "all",
    "approval": "none",
    "min_expressed": "none",
    "silence": "not_counted",
    "count_method": "flat",
}
AVELLE = {
    "Lower Bank": ["Marbrook", "Quarry Hill", "Saltmarsh", "Lower Ferry", "Tannery Row"],
    "Hauts d’Avelle": ["Saint-Orban", "Les Tilleuls", "Pontavelle", "La Bergerie"],
    "Eastern Springs": ["Dar al-Zaytun", "Bab al-Nahr", "Ayn Safa", "Karm al-Tin"],
}
TEXT = "Each commune puts one tenth of its summer flow into a shared reserve, from 1 July to 30 September. "
DONE = ("for", "against", "abstain")
V4 = TEXT + "Farms under 2 hectares are exempt."
V5 = TEXT + "All farms take part."


def slug_of(name: str) -> str:
    return "".join(c if c.isalnum() and c.isascii() else "-" for c in name.lower()).strip("-")


def make_commune(name: str, slug: str = "", parent: Commune | None = None) -> Commune:
    slug = slug or slug_of(name)
    chain = Chain.objects.create(code=slug)
    return Commune.objects.create(
        slug=slug, name=name, parent=parent, chain=chain, founded_on=TODAY - timedelta(days=400), zone="UTC"
    )


def make_text(proposal: Proposal, number: int, body: str, reason: str = "") -> TextVersion:
    return TextVersion.objects.create(
        proposal=proposal, number=number, body=body, reason=reason, hash=f"{proposal.pk}-{number}", at=NOW
    )


def make_proposal(commune: Commune, title: str, *bodies: str, kind: str = "council") -> Proposal:
    proposal = Proposal.objects.create(commune=commune, title=title, kind=kind)
    for number, body in enumerate(bodies or [V4], 1):
        make_text(proposal, number, body)
    return proposal


def make_sitting(commune: Commune, number: int = 12, stage: str = "quorate", **more) -> Assembly:
    times = {"planned": {}, "closed": {"opened_at": NOW, "closed_at": NOW, "held_on": TODAY}}.get(
        stage, {"opened_at": NOW, "held_on": TODAY}
    )
    return Assembly.objects.create(
        commune=commune, number=number, planned_at=NOW, stage=stage, place="Salle des fêtes", needed=7, **times, **more
    )


def make_decision(
    commune: Commune,
    sitting: Assembly,
    proposal: Proposal,
    counts: dict,
    rule: dict,
    *,
    number: int = 59,
    outcome: str = "adopted",
    stage: str = "in_force",
    supersedes: Result | None = None,
) -> Decision:
    text = TextVersion.objects.filter(proposal=proposal).latest("number")
    result = Result.objects.create(
        text_version=text, outcome=outcome, counts=counts, rule=rule, at=NOW, supersedes=supersedes
    )
    return Decision.objects.create(
        commune=commune,
        assembly=sitting,
        proposal=proposal,
        text_version=text,
        result=result,
        number=number,
        title=proposal.title,
        stage=stage,
        decided_on=TODAY,
        in_force_on=TODAY if stage == "in_force" else None,
    )


def own_decision(commune: Commune, number: int = 88, yes: int = 44, no: int = 12, abstain: int = 7) -> Decision:
    sitting = make_sitting(commune, number=number)
    proposal = make_proposal(commune, "Water meters", "Every house reads its own meter.", kind="text")
    counts = {"for": yes, "against": no, "abstain": abstain, "present": 63, "all": 214, "not_voting": 0}
    return make_decision(
        commune, sitting, proposal, counts, {"threshold": "majority", "base": "present"}, number=number
    )


@dataclass
class Council:
    """A council with its communes, each sending one delegation to the open sitting."""

    root: Commune
    sitting: Assembly
    communes: list[Commune]
    delegations: list[Delegation]
    people: list[Person] = field(default_factory=list)
    chair: Person | None = None


def make_council(
    names: Sequence[str], *, tandem: bool = False, stage: str = "quorate", root: str = "Avelle"
) -> Council:
    top = make_commune(root)
    Charter.objects.create(commune=top, version=1, from_on=TODAY - timedelta(days=99), template="avelle", values={})
    sitting = make_sitting(top, stage=stage)
    Assembly.objects.filter(pk=sitting.pk).update(needed=(len(names) + 1) // 2)
    sitting.refresh_from_db()
    Attendance.objects.create(assembly=sitting, at=NOW, voters=len(names), units=len(names))
    communes = [make_commune(name, parent=top) for name in names]
    found = Council(top, sitting, communes, [])
    for commune in communes:
        decision = own_decision(commune, number=1)
        delegation = Delegation.objects.create(
            commune=commune,
            council=top,
            decision=decision,
            form="tandem" if tandem else "single",
            from_on=TODAY,
            until=TODAY + timedelta(days=365),
        )
        for seat in (1, 2) if tandem else (1,):
            person = Person.objects.create(
                name=f"Hand {seat} of {commune.name}", mail=f"hand{seat}@{commune.slug}.example"
            )
            entry = RollEntry.objects.create(commune=commune, person=person, name=person.name, joined_on=TODAY)
            delegate = Delegate.objects.create(delegation=delegation, entry=entry, seat=seat)
            Credential.objects.create(
                delegate=delegate, delegation=delegation, assembly=sitting, seat=seat, from_at=NOW
            )
            found.people.append(person)
        found.delegations.append(delegation)
    found.chair = Person.objects.create(name="Chair", mail="chair@council.example")
    Role.objects.create(
        commune=top,
        person=found.chair,
        kind="facilitator",
        from_on=TODAY - timedelta(days=2),
        until=TODAY + timedelta(days=9),
    )
    return found


def make_item(
    council: Council, number: int = 7, title: str = "Shared summer water reserve", *bodies: str
) -> CouncilItem:
    proposal = make_proposal(council.root, title, *(bodies or (V4,)))
    item = CouncilItem.objects.create(council=council.root, proposal=proposal, number=number)
    AgendaItem.objects.create(assembly=council.sitting, proposal=proposal, position=number, title=title)
    return item


def give_mandate(commune: Commune, item: CouncilItem, position: str = "for", *, version: int = 1, **more) -> Mandate:
    proposal = make_proposal(commune, item.proposal.title, V4, kind="mandate")
    sitting = make_sitting(commune, number=500 + item.number, stage="closed")
    counts = {"for": 48, "against": 6, "abstain": 4, "present": 58, "all": 214, "not_voting": 0}
    decision = make_decision(
        commune,
        sitting,
        proposal,
        counts,
        {"threshold": "majority", "base": "cast"},
        number=500 + item.number,
    )
    text = TextVersion.objects.get(proposal=item.proposal, number=version)
    return Mandate.objects.create(
        giver=commune,
        item=item,
        text_version=text,
        proposal=proposal,
        decision=decision,
        position=position,
        granted_at=NOW,
        stage=more.pop("stage", "granted"),
        **more,
    )


def open_vote(council: Council, item: CouncilItem, rule: dict | None = None) -> CouncilVote:
    text = TextVersion.objects.filter(proposal=item.proposal).latest("number")
    CouncilItem.objects.filter(pk=item.pk).update(stage="text_locked")
    vote = CouncilVote.objects.create(
        item=item, text_version=text, assembly=council.sitting, rule=rule or RULE, opened_at=NOW
    )
    mandates = {mandate.giver_id: mandate for mandate in Mandate.objects.filter(item=item, decision__isnull=False)}
    for delegation in council.delegations:
        Voice.objects.create(vote=vote, delegation=delegation, mandate=mandates.get(delegation.commune_id), members=200)
    return vote


def say(vote: CouncilVote, delegation: Delegation, choice: str, kind: str) -> None:
    Voice.objects.filter(vote=vote, delegation=delegation).update(
        choice=choice, kind=kind, hands={"1": choice}, cast_at=NOW
    )


def sides(binding: tuple[int, int, int], tendency: tuple[int, int, int]) -> dict:
    def counts(numbers: tuple[int, int, int]) -> dict:
        plain = dict(zip(("for", "against", "abstain"), numbers, strict=True))
        return {"units": plain, "weights": plain, "members": plain}

    rest = tuple(t - b for t, b in zip(tendency, binding, strict=True))
    return {
        "binding": counts(binding),
        "indicative": counts(rest),
        "tendency": counts(tendency),
        "send_back": 0,
        "not_voting": 0,
        "void": 0,
        "present": sum(tendency),
    }


def close_vote(vote: CouncilVote, counts: dict, outcome: str = "provisional") -> CouncilVote:
    vote.result = Result.objects.create(
        text_version=vote.text_version, outcome=outcome, counts=counts, rule=vote.rule, at=NOW
    )
    vote.stage, vote.closed_at = "closed", NOW
    vote.save()
    CouncilItem.objects.filter(pk=vote.item_id).update(stage="settled")
    return vote


@dataclass
class Answer:
    """One commune in a ratification."""

    commune: Commune
    path: tuple[int, ...] = ()
    stage: str = "asked"
    counts: tuple[int, int, int] | None = None
    on: date | None = None
    said: tuple[str, str] = ("for", "indicative")
    basis: str = ""
    counter_words: str = ""
    members: int = 200


def make_cascade(
    root: Commune,
    answers: Sequence[Answer],
    *,
    rule: dict | None = None,
    tendency: tuple[int, int, int] = (0, 0, 0),
    binding: tuple[int, int, int] = (0, 0, 0),
    closes_in: int = 14,
    vote: CouncilVote | None = None,
) -> Decision:
    if vote is None:
        sitting = make_sitting(root, number=12, stage="closed")
        council = Council(root, sitting, [], [])
        item = make_item(council, 7, "Shared summer water reserve", "First words.", "Second.", "Third.", V4)
        vote = open_vote(council, item)
        close_vote(vote, sides(binding, tendency))
    decision = make_decision(
        root,
        vote.assembly,
        vote.item.proposal,
        sides(binding, tendency),
        vote.rule,
        outcome="provisional",
        stage="being_ratified",
    )
    cascade = Cascade.objects.create(
        decision=decision,
        council_vote=vote,
        opens_on=TODAY,
        closes_on=TODAY + timedelta(days=closes_in),
        rule={**RATIFY, **(rule or {})},
    )
    Ratification.objects.bulk_create([_row(cascade, answer) for answer in answers])
    for row in Ratification.objects.filter(cascade=cascade).exclude(basis="mandate").select_related("commune")[:60]:
        row.proposal = make_proposal(row.commune, decision.title, V4, kind="ratification")
        row.save()
    return decision


def _row(cascade: Cascade, answer: Answer) -> Ratification:
    yes, no, abstain = answer.counts or (None, None, None)
    answered = answer.stage in ("for", "against", "abstain", "late")
    return Ratification(
        cascade=cascade,
        commune=answer.commune,
        path=list(answer.path),
        members=answer.members,
        stage=answer.stage,
        basis=answer.basis or ("assembly" if answered else ""),
        count_for=yes,
        count_against=no,
        count_abstain=abstain,
        present=sum(answer.counts) if answer.counts else None,
        meets_on=answer.on if answer.stage == "meeting_set" else None,
        voted_on=(answer.on or TODAY) if answered else None,
        received_at=NOW if answered else None,
        council_choice=answer.said[0],
        council_kind=answer.said[1],
        counter_words=answer.counter_words,
    )


def avelle(mark: str = "") -> Decision:
    """Decision 59 of the Avelle as it was drawn: seven of thirteen ratified, one voting now."""
    root = make_commune("Confederation of the Avelle", slug=f"avelle{mark}")
    places = {}
    for district, names in AVELLE.items():
        above = make_commune(district, f"d{len(places)}{mark}", root)
        for name in names:
            places[name] = (make_commune(name, f"{slug_of(name)}{mark}", above), (above.pk,))

    def one(name: str, stage: str, counts: tuple[int, int, int] | None = None, **more) -> Answer:
        commune, path = places[name]
        return Answer(commune, path, stage, counts, TODAY + timedelta(days=more.pop("days", 0)), **more)

    return make_cascade(
        root,
        [
            one("Marbrook", "voting"),
            one("Quarry Hill", "for", (52, 9, 4)),
            one("Saltmarsh", "for", (38, 3, 2)),
            one("Lower Ferry", "for", (71, 22, 5)),
            one("Tannery Row", "meeting_set", days=7),
            one("Saint-Orban", "for", (61, 18, 7)),
            one("Les Tilleuls", "for", (29, 4, 3), basis="paper"),
            one("Pontavelle", "against", (12, 47, 6), counter_words="Yes, if small farms stay exempt."),
            one("La Bergerie", "against", (9, 26, 2), said=("against", "indicative")),
            one("Dar al-Zaytun", "meeting_set", days=1),
            one("Bab al-Nahr", "for", (83, 11, 0)),
            one("Ayn Safa", "for", (44, 6, 3)),
            one("Karm al-Tin", "asked", said=("against", "indicative")),
        ],
        tendency=(11, 2, 0),
    )


def flat(number: int = 24, name: str = "Assembly of Assemblies") -> Decision:
    """Twenty-four communes without districts, on the fourteenth day: 7 for, 9 against, 1 abstains, 7 outstanding."""
    root = make_commune(name)
    communes = [make_commune(f"Commune {n:02}", parent=root) for n in range(1, number + 1)]
    plan = (
        [("for", "binding", "for", "mandate")] * 3
        + [("against", "binding", "against", "mandate")] * 5
        + [("for", "indicative", "for", "")] * 4
        + [("for", "indicative", "against", "")] * 3
        + [("against", "indicative", "against", "")]
        + [("abstain", "indicative", "abstain", "")]
        + [("for", "indicative", "asked", "")] * 5
        + [("against", "indicative", "asked", "")] * 2
    )
    rule = {"ask": "outstanding", "threshold": "majority", "base": "cast", "min_expressed": "1/2", "days": "28"}
    answers = [
        Answer(
            commune,
            (),
            stage,
            (30, 20, 5) if stage in DONE else None,
            said=(said, kind),
            basis=basis,
        )
        for commune, (said, kind, stage, basis) in zip(communes, plan * (number // 24 + 1), strict=False)
    ]
    return make_cascade(root, answers, rule=rule, tendency=(15, 8, 1), binding=(3, 5, 0))


def wide(number: int = 1000, districts: int = 25) -> Decision:
    """A confederation of many communes in districts."""
    root = make_commune("Wide Confederation")
    above = [make_commune(f"District {n:02}", parent=root) for n in range(1, districts + 1)]
    chains = Chain.objects.bulk_create([Chain(code=f"wide-{n}") for n in range(number)])
    below = [
        Commune(
            slug=f"wide-{n}",
            name=f"Commune {n:04}",
            parent=above[n % districts],
            chain=chains[n],
            founded_on=TODAY,
        )
        for n in range(number)
    ]
    Commune.objects.bulk_create(below)
    stages = ("for", "against", "asked", "abstain", "for")
    return make_cascade(
        root,
        [
            Answer(
                commune,
                (above[n % districts].pk,),
                stages[n % 5],
                (30, 20, 1) if stages[n % 5] in DONE else None,
            )
            for n, commune in enumerate(below)
        ],
        rule={"threshold": "2/3", "base": "all"},
        tendency=(700, 300, 0),
    )
