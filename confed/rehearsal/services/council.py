"""Plays the acts of councils: items, new texts, sittings, votes, and whom an inner council sends on."""

from datetime import time

from assemblies.models import Decision
from assemblies.services.assembly import close_assembly, plan_assembly
from confed.kernel import clock
from confed.rehearsal.domain.verbs import ChangeText, CloseSitting, Council, CouncilVote, NameDelegation, Publish
from confed.rehearsal.queries.things import (
    NotFound,
    carriers_of,
    delegations_to,
    item_of,
    open_sitting_of,
    planned_sitting,
    vote_of,
)
from confed.rehearsal.services import home
from confed.rehearsal.services.scene import Scene
from delegates.models import Delegate
from delegates.services.credential import check_credentials, open_sitting
from mandates.models import CouncilVote as Vote
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import change_text as change_item_text
from mandates.services.item import publish_item
from mandates.services.voice import cast_voice, record_by_hand

END_OF_DAY = time(23, 59)


def publish(scene: Scene, act: Publish) -> None:
    """Publish an item in each council of a step."""
    deadline = scene.script.moment_of(act.deadline, END_OF_DAY) if act.deadline is not None else None
    for key in scene.select(act.council):
        publish_item(
            actor=scene.company.facilitator(key),
            council=scene.company.commune(key),
            title=act.title,
            body=act.body or act.title,
            purpose=act.purpose,
            deadline=deadline,
        )


def change_text(scene: Scene, act: ChangeText) -> None:
    """Change the text of an item."""
    for key in scene.select(act.council or scene.company.published(act.item).council):
        item = scene.company.item(act.item, key)
        change_item_text(actor=scene.company.facilitator(key), item=item, body=act.body, reason=act.reason)


def sit(scene: Scene, act: Council) -> None:
    """Open a sitting of each council: credentials of those present, then the count of voices."""
    here = set(scene.select(act.present)) if act.present is not None else None
    for key in scene.select(act.council):
        council, chair = scene.company.commune(key), scene.company.facilitator(key)
        place = act.place or scene.script.defaults.place
        assembly = planned_sitting(council, scene.script.date_of(scene.day), scene.script.zone)
        if assembly is None:
            assembly = plan_assembly(actor=chair, commune=council, planned_at=clock.now(), place=place)
        wanted = {
            scene.company.commune(child).pk for child in scene.script.tree.children(key) if not here or child in here
        }
        sent = [delegation for delegation in delegations_to(council) if delegation.commune_id in wanted]
        people = list(Delegate.objects.filter(delegation__in=sent, stage="active").order_by("delegation_id", "seat"))
        check_credentials(actor=chair, assembly=assembly, delegates=people)
        open_sitting(actor=chair, assembly=assembly, observers=act.observers)


def rise(scene: Scene, act: CloseSitting) -> None:
    """End the open sitting of each council."""
    for key in scene.select(act.council):
        assembly = open_sitting_of(scene.company.commune(key))
        close_assembly(actor=scene.company.facilitator(key), assembly=assembly)


def vote(scene: Scene, act: CouncilVote) -> None:
    """Let each council vote: open, cast, raised by hand, close."""
    for key in scene.select(act.council or scene.company.published(act.item).council):
        council, chair = scene.company.commune(key), scene.company.facilitator(key)
        item = scene.company.item(act.item, key)
        running = vote_of(item)
        if running is None or running.stage != "open":
            running = open_council_vote(actor=chair, item=item, assembly=open_sitting_of(council))
        children = set(scene.script.tree.children(key))
        for choice, words in act.cast.items():
            for child in (each for each in scene.select(words) if each in children):
                _cast(scene, running, child, choice, act.hand)
        sent = {delegation.commune_id: delegation for delegation in delegations_to(council)}
        for choice, words in act.by_hand.items():
            for child in (each for each in scene.select(words) if each in children):
                delegation = sent[scene.company.commune(child).pk]
                record_by_hand(actor=chair, vote=running, delegation=delegation, choice=choice)
        if act.close:
            close_council_vote(actor=chair, vote=running)


def _cast(scene: Scene, running: Vote, child: str, choice: str, hand: list[str]) -> None:
    """Cast one commune's voice with every hand that carries it; `for+against` are two hands that differ."""
    hands = choice.split("+")
    commune = scene.company.commune(child)
    people = scene.company.people(child, hand) if hand else carriers_of(running.assembly, commune)
    if not people:
        raise NotFound(f"nobody carries the word of {commune.name} at this sitting")
    for number, person in enumerate(people):
        cast_voice(actor=person, vote=running, choice=hands[min(number, len(hands) - 1)])


def name(scene: Scene, act: NameDelegation) -> None:
    """Name whom a commune sends: by its assembly, or by what its council decided."""
    for key in scene.each(act.commune):
        if not scene.company.is_inner(key):
            home.name_at_home(scene, key, act)
            continue
        commune = scene.company.commune(key)
        item = item_of(commune, scene.company.title(act.item or ""))
        decided = vote_of(item)
        decision = Decision.objects.filter(result=decided.result).first() if decided and decided.result else None
        if decision is None:
            raise NotFound(f"{commune.name} has not decided “{item.proposal.title}”")
        home.name_by(scene, key, act, decision)
