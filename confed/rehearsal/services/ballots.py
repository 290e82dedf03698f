"""Plays votes in the open sitting of a commune: by hands, by name and in secret, with the receipts voters keep."""

from assemblies.domain.answers import joined
from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot as Vote
from assemblies.models import Proposal
from assemblies.queries.agenda import ABOUT_MINUTES
from assemblies.queries.receipts import fresh_code
from assemblies.services.agenda import end_item, list_item
from assemblies.services.assembly import call_second, close_assembly
from assemblies.services.ballot import announce_result, close_ballot, open_ballot
from assemblies.services.cast import cast_named, cast_secret, change_secret
from confed.rehearsal.domain.commune_verbs import Ballot, ChangeBallot, CloseAssembly, SecondCall
from confed.rehearsal.domain.people import people_of
from confed.rehearsal.queries.things import (
    NotFound,
    ballot_of,
    correction_of,
    decided_on,
    mandate_of,
    minutes_of,
    open_sitting_of,
    question_of,
)
from confed.rehearsal.services.home import count_hands
from confed.rehearsal.services.scene import Scene


def call_again(scene: Scene, act: SecondCall) -> None:
    """Call sittings that missed their quorum a second time."""
    for key in scene.each(act.commune):
        call_second(
            actor=scene.company.facilitator(key),
            assembly=open_sitting_of(scene.company.commune(key)),
            voters=act.voters,
            youth=act.youth,
            observers=act.observers,
        )


def end_assembly(scene: Scene, act: CloseAssembly) -> None:
    """End the open sitting of each commune."""
    for key in scene.select(act.commune):
        sitting = open_sitting_of(scene.company.commune(key))
        close_assembly(actor=scene.company.facilitator(key), assembly=sitting)


def vote(scene: Scene, act: Ballot) -> None:
    """Let a commune vote: open, cast or count, close, announce."""
    chair, proposal = scene.company.facilitator(act.commune), _question(scene, act)
    running = ballot_of(proposal)
    if running is None or running.stage != BallotStage.OPEN:
        sitting = open_sitting_of(scene.company.commune(act.commune))
        item = list_item(actor=chair, assembly=sitting, proposal=proposal)
        rivals = [scene.company.proposal(name) for name in act.rivals]
        running = open_ballot(actor=chair, item=item, method=act.method, rivals=rivals)
    for choice, words in act.ballots.items():
        for word in people_of(words):
            _cast(scene, act.commune, running, word, joined(choice.split("+")))
    if act.counts is not None:
        count_hands(scene, act.commune, running, act.counts)
    if act.close:
        close_ballot(actor=chair, ballot=running)
        announce_result(actor=chair, ballot=running)
        end_item(actor=chair, item=running.item)


def change(scene: Scene, act: ChangeBallot) -> None:
    """Change slips by the codes of their receipts; who holds a receipt is not asked."""
    ballot = decided_on(scene.company.proposal(act.proposal))
    kept = scene.receipts.get(ballot.code, {})
    for word in people_of(act.receipts_of):
        if word not in kept:
            raise NotFound(f"{word} has no receipt of this vote")
        change_secret(ballot=ballot, code=kept[word], choice=joined(act.to.split("+")))


def _cast(scene: Scene, key: str, ballot: Vote, word: str, choice: str) -> None:
    """Cast one vote from one phone; what comes back stays with the voter."""
    person = scene.company.person(key, word)
    if ballot.method == Vote.Method.NAMED:
        cast_named(actor=person, ballot=ballot, choice=choice)
        return
    receipt = cast_secret(actor=person, ballot=ballot, choice=choice, code=fresh_code())
    scene.receipts.setdefault(ballot.code, {})[word] = receipt.code


def _question(scene: Scene, act: Ballot) -> Proposal:
    """Return the proposal a vote is on."""
    if act.proposal is not None:
        return scene.company.proposal(act.proposal)
    if act.mandate is not None:
        return mandate_of(scene.company.commune(act.commune), scene.company.title(act.mandate)).proposal
    if act.answer is not None:
        return question_of(scene.company.item(act.answer), scene.company.commune(act.commune))
    if act.recall is not None:
        asked = scene.company.petition(act.recall).proposal
        if asked is None:
            raise NotFound(f"the petition “{act.recall}” is not valid yet")
        return asked
    ballot = decided_on(scene.company.proposal(act.minutes or act.wording or ""))
    minutes, line = minutes_of(ballot), correction_of(ballot)
    if minutes is None or (act.wording is not None and line is None):
        raise NotFound("the minutes of that sitting are not laid open, or nobody asked for a correction")
    origin = f"{ABOUT_MINUTES}{minutes.pk}"
    if act.wording is not None and line is not None:
        origin += f"/{line.pk}"
    found = Proposal.objects.filter(origin_key=origin).first()
    if found is None:
        raise NotFound("the assembly was not asked about these minutes")
    return found
