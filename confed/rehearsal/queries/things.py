"""Finds what a step speaks of: items, mandates, answers, sittings and decisions, by council and title."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q

from assemblies.models import Assembly, Ballot, Commune, Decision, Minutes, MinutesLine, Proposal
from confed.kernel.models import Person
from confed.rehearsal.domain.people import card_of, people_of
from confed.rehearsal.domain.recall_verbs import FilePetition
from delegates.models import Credential, Delegation, Petition
from mandates.models import Cascade, CouncilItem, CouncilVote, Mandate, Ratification


class NotFound(LookupError):
    """A step speaks of something that is not there; its text says what."""


def item_of(council: Commune, title: str) -> CouncilItem:
    """Return the item of this title before a council: published there, or come down to it."""
    item = (
        CouncilItem.objects.filter(council=council, proposal__title=title)
        .select_related("proposal", "council")
        .order_by("-pk")
        .first()
    )
    if item is None:
        raise NotFound(f"“{title}” is not before {council.name}")
    return item


def mandate_of(commune: Commune, title: str) -> Mandate:
    """Return the newest mandate asked of a commune on the item of this title."""
    mandate = (
        Mandate.objects.filter(giver=commune, item__proposal__title=title)
        .select_related("proposal", "item__proposal", "giver", "decision__result")
        .order_by("-pk")
        .first()
    )
    if mandate is None:
        raise NotFound(f"{commune.name} was not asked about “{title}”")
    return mandate


def vote_of(item: CouncilItem) -> CouncilVote | None:
    """Return the newest vote of a council on an item."""
    return (
        CouncilVote.objects.filter(item=item)
        .exclude(stage="cancelled")
        .select_related("assembly__commune", "result__supersedes", "item__proposal")
        .order_by("-pk")
        .first()
    )


def cascade_of(item: CouncilItem) -> Cascade | None:
    """Return the ratification of what a council voted on an item."""
    return (
        Cascade.objects.filter(council_vote__item=item)
        .select_related("decision__text_version", "result", "council_vote")
        .order_by("-pk")
        .first()
    )


def answer_of(item: CouncilItem, commune: Commune) -> Ratification:
    """Return a commune's place in the ratification of an item."""
    row = (
        Ratification.objects.filter(cascade__council_vote__item=item, commune=commune)
        .select_related("proposal", "cascade__decision__text_version", "decision__result", "commune")
        .order_by("-pk")
        .first()
    )
    if row is None:
        raise NotFound(f"{commune.name} is not asked to ratify “{item.proposal.title}”")
    return row


def question_of(item: CouncilItem, commune: Commune) -> Proposal:
    """Return the question by which a commune answers what its council voted on an item."""
    proposal: Proposal | None = answer_of(item, commune).proposal
    if proposal is None:
        raise NotFound(f"the question has not reached {commune.name}")
    return proposal


def last_sitting(commune: Commune) -> Assembly | None:
    """Return the last sitting of a commune that was held."""
    return Assembly.objects.filter(commune=commune, held_on__isnull=False).order_by("-held_on", "-pk").first()


def open_sitting_of(council: Commune) -> Assembly:
    """Return the sitting of a council that is open."""
    assembly = (
        Assembly.objects.filter(commune=council, stage__in=["quorate", "inquorate"]).select_related("commune").last()
    )
    if assembly is None:
        raise NotFound(f"{council.name} is not sitting")
    return assembly


def last_written(commune: Commune) -> Assembly:
    """Return the last sitting of a commune whose minutes are laid open."""
    laid_open = Minutes.objects.filter(assembly__commune=commune).exclude(stage="running")
    minutes = laid_open.select_related("assembly__commune").order_by("-assembly__number").first()
    if minutes is None:
        raise NotFound(f"{commune.name} has laid no minutes open")
    return minutes.assembly


def planned_sitting(commune: Commune, day: date, zone: str) -> Assembly | None:
    """Return the sitting a commune planned for this day."""
    planned = Assembly.objects.filter(commune=commune, stage="planned").select_related("commune").order_by("planned_at")
    local = ZoneInfo(zone)
    return next((each for each in planned if each.planned_at.astimezone(local).date() == day), None)


def delegations_to(council: Commune) -> list[Delegation]:
    """Return the delegations that a council's communes send to it now."""
    return list(
        Delegation.objects.filter(council=council, stage="active").select_related("commune").order_by("commune__name")
    )


def carriers_of(sitting: Assembly, commune: Commune) -> list[Person]:
    """Return those with a login who carry a commune's word at a sitting of its council now, first seat first."""
    current = Credential.objects.filter(assembly=sitting, delegation__commune=commune, to_at=None)
    rows = current.select_related("delegate__entry__person").order_by("seat")
    people = [row.delegate.entry.person for row in rows]
    return [person for person in people if person is not None]


def petition_of(commune: Commune, act: FilePetition) -> Petition:
    """Return the newest petition that a step filed, or that its filer joined."""
    against, filer = card_of(people_of(act.against)[0]), card_of(people_of(act.by)[0])
    asked = Petition.objects.filter(commune=commune, delegate__entry__card=against, ground=act.ground).order_by("-pk")
    asked = asked.select_related("commune", "delegate__entry__person", "snapshot", "proposal")
    found = asked.filter(filed_by__card=filer).first() or asked.first()
    if found is None:
        raise NotFound(f"nobody filed the petition “{act.petition}”")
    return found


def last_decision(commune: Commune) -> Decision | None:
    """Return the newest decision of a commune."""
    return Decision.objects.filter(commune=commune).select_related("result").order_by("-number").first()


def proposal_of(commune: Commune, title: str) -> Proposal:
    """Return the proposal of this title before a commune."""
    found = Proposal.objects.filter(commune=commune, title=title).select_related("commune", "author").last()
    if found is None:
        raise NotFound(f"“{title}” is not before {commune.name}")
    return found


def ballot_of(proposal: Proposal) -> Ballot | None:
    """Return the newest vote on a proposal, alone or among rivals; one that was made void does not count."""
    on_it = Q(proposal=proposal) | Q(pk__in=_among_rivals(proposal))
    ballots = Ballot.objects.filter(on_it).exclude(stage="void")
    return ballots.select_related("assembly__commune", "snapshot", "result__supersedes", "item").order_by("-pk").first()


def decided_on(proposal: Proposal) -> Ballot:
    """Return the newest vote on a proposal; whoever speaks of it needs one."""
    ballot = ballot_of(proposal)
    if ballot is None:
        raise NotFound(f"nobody voted on “{proposal.title}” yet")
    return ballot


def minutes_of(ballot: Ballot) -> Minutes | None:
    """Return the minutes of the sitting in which a vote was taken."""
    return Minutes.objects.filter(assembly=ballot.assembly_id).first()


def correction_of(ballot: Ballot) -> MinutesLine | None:
    """Return the newest correction asked of the numbers of a vote."""
    decision = Decision.objects.filter(result=ballot.result_id).first()
    found = MinutesLine.objects.filter(kind="correction", decision=decision) if decision else MinutesLine.objects.none()
    return found.select_related("asked_by__person").order_by("-pk").first()


def _among_rivals(proposal: Proposal) -> list[int]:
    rows = Ballot.objects.filter(assembly__commune=proposal.commune_id).exclude(texts=[]).values_list("pk", "texts")
    return [pk for pk, texts in rows if any(text["proposal"] == proposal.pk for text in texts)]
