"""Plays the assemblies of base communes: their own texts, mandates, answers, and whom they send."""

from dataclasses import dataclass

from assemblies.domain.durations import parse_duration
from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Ballot, Commune, Decision, Proposal, RollEntry
from assemblies.queries.charter import charter_on
from assemblies.services.agenda import end_item, list_item
from assemblies.services.assembly import call_second, close_assembly, open_assembly, plan_assembly
from assemblies.services.ballot import announce_result, close_ballot, open_ballot
from assemblies.services.count import enter_count
from assemblies.services.proposal import draft_proposal
from confed.kernel import clock
from confed.rehearsal.domain.verbs import (
    Answer,
    Assemble,
    Call,
    Mandate,
    Matter,
    NameDelegation,
    Plan,
    Sitting,
)
from confed.rehearsal.queries.company import Company
from confed.rehearsal.queries.things import cascade_of, mandate_of, planned_sitting, question_of
from confed.rehearsal.services.scene import Scene
from delegates.services.delegation import name_delegation
from mandates.services.condition import keep_condition
from mandates.services.mandate import draft_mandate

NAMING = "Who carries our word to {council}"


@dataclass(slots=True)
class Question:
    """A matter as an assembly votes on it: the proposal, and how the hands go."""

    proposal: Proposal
    counts: tuple[int, int, int]
    naming: Matter | NameDelegation | None = None


def plan(scene: Scene, act: Plan) -> None:
    """Announce assemblies of a later day."""
    moment = scene.script.moment_of(act.on, act.at)
    for key in scene.select(act.commune):
        commune = scene.company.commune(key)
        actor = scene.company.secretary(key)
        plan_assembly(actor=actor, commune=commune, planned_at=moment, place=act.place or scene.script.defaults.place)


def assemble(scene: Scene, act: Assemble) -> None:
    """Hold an assembly in each commune of a step, with all its items."""
    for key in scene.each(act.commune):
        hold(scene, key, act, act.items, act.close)


def give_mandate(scene: Scene, act: Mandate) -> None:
    """Hold an assembly that decides what its delegates say on an item."""
    matter = Matter(
        mandate=act.item,
        says=act.says,
        counts=act.counts,
        latitude=act.latitude,
        red_lines=act.red_lines,
        if_touched=act.if_touched,
        reasons=act.reasons,
    )
    for key in scene.each(act.commune):
        hold(scene, key, act, [matter])


def name_at_home(scene: Scene, key: str, act: NameDelegation) -> None:
    """Hold an assembly that names whom the commune sends."""
    matter = Matter(
        name_delegation=True,
        says=act.says,
        counts=act.counts,
        form=act.form,
        delegates=act.delegates,
        alternates=act.alternates,
    )
    hold(scene, key, act, [matter])


def answer(scene: Scene, act: Answer) -> None:
    """Hold an assembly that answers what the council sent down."""
    for key in scene.each(act.commune):
        hold(scene, key, act, [Matter(answer=act.item, says=act.says, counts=act.counts)])
        if not act.condition:
            continue
        scene.time.drain()
        cascade = cascade_of(scene.company.item(act.item))
        if cascade is not None:
            keep_condition(
                actor=scene.company.secretary(key),
                cascade=cascade,
                commune=scene.company.commune(key),
                words=act.condition,
            )


def hold(scene: Scene, key: str, act: Sitting, matters: list[Matter], close: bool = True) -> None:
    """Plan (unless it was), open, decide every matter, and close one assembly."""
    company, commune = scene.company, scene.company.commune(key)
    chair = company.facilitator(key)
    assembly = planned_sitting(commune, scene.script.date_of(scene.day), scene.script.zone)
    if assembly is None:
        place = act.place or scene.script.defaults.place
        assembly = plan_assembly(actor=chair, commune=commune, planned_at=clock.now(), place=place)
    scene.time.drain()
    assembly = _open(scene, company, key, assembly, act)
    # Without its quorum an assembly talks and does not vote, unless the step wants to see that refused.
    if assembly.stage == AssemblyStage.QUORATE or scene.wants_refusal:
        for matter in matters:
            _decide(scene, key, assembly, _question(scene, key, commune, matter))
    if close:
        close_assembly(actor=chair, assembly=assembly)


def _open(scene: Scene, company: Company, key: str, assembly: Assembly, act: Sitting) -> Assembly:
    usual, chair = scene.script.defaults, company.facilitator(key)
    calls = act.calls or [
        Call(
            voters=usual.voters if act.voters is None else act.voters,
            youth=usual.youth if act.youth is None else act.youth,
            observers=usual.observers if act.observers is None else act.observers,
        )
    ]
    first, *more = calls
    assembly = open_assembly(
        actor=chair, assembly=assembly, voters=first.voters, youth=first.youth, observers=first.observers
    )
    for call in more:
        values = charter_on(company.commune(key), assembly.held_on or scene.script.date_of(scene.day))
        scene.time.wait(60 * parse_duration(values["quorum.second_call_wait"]).minutes)
        assembly = call_second(
            actor=chair, assembly=assembly, voters=call.voters, youth=call.youth, observers=call.observers
        )
    return assembly


def _question(scene: Scene, key: str, commune: Commune, matter: Matter) -> Question:
    """Return what is voted on: a text of the commune's own, or a question that came down to it."""
    chair = scene.company.facilitator(key)
    if matter.mandate is not None:
        mandate = mandate_of(commune, scene.company.title(matter.mandate))
        if matter.latitude or matter.red_lines or matter.reasons or matter.if_touched != "none":
            draft_mandate(
                actor=chair,
                mandate=mandate,
                latitude=matter.latitude,
                red_lines=matter.red_lines,
                if_touched=matter.if_touched,
                reasons=matter.reasons,
            )
        return Question(mandate.proposal, scene.counts(matter))
    if matter.answer is not None:
        return Question(question_of(scene.company.item(matter.answer), commune), scene.counts(matter))
    if matter.name_delegation:
        above = scene.script.tree.places[key].parent
        title = NAMING.format(council=scene.script.tree.places[above].name)
        names = [entry.name for entry in _seats(scene, key, matter)]
        proposal = draft_proposal(actor=chair, commune=commune, title=title, body=", ".join(names), kind="delegation")
        return Question(proposal, scene.counts(matter), matter)
    if matter.proposal is not None:
        return Question(scene.company.proposal(matter.proposal), scene.counts(matter))
    title = matter.text or ""
    proposal = draft_proposal(actor=chair, commune=commune, title=title, body=matter.body or title)
    return Question(proposal, scene.counts(matter))


def _decide(scene: Scene, key: str, assembly: Assembly, question: Question) -> None:
    """Take the matter up, let two tellers count, close, announce, and do what follows from it."""
    chair = scene.company.facilitator(key)
    item = list_item(actor=chair, assembly=assembly, proposal=question.proposal)
    ballot = open_ballot(actor=chair, item=item)
    count_hands(scene, key, ballot, question.counts)
    close_ballot(actor=chair, ballot=ballot)
    decision = announce_result(actor=chair, ballot=ballot)
    if question.naming is not None and decision.stage == "in_force":
        name_by(scene, key, question.naming, decision)
    end_item(actor=chair, item=item)


def count_hands(scene: Scene, key: str, ballot: Ballot, counts: tuple[int, int, int]) -> None:
    """Let two tellers enter the same numbers."""
    for option, number in zip(("for", "against", "abstain"), counts, strict=True):
        for teller in scene.company.tellers(key):
            enter_count(actor=teller, ballot=ballot, option=option, number=number)


def name_by(scene: Scene, key: str, naming: Matter | NameDelegation, decision: Decision) -> None:
    """Send those named to the council above, by this decision."""
    entries = _seats(scene, key, naming)
    name_delegation(
        actor=scene.company.facilitator(key),
        commune=scene.company.commune(key),
        decision=decision,
        delegates=entries,
        alternates=scene.company.seats(key, [], naming.alternates, after=len(entries)),
        form=naming.form,
    )


def _seats(scene: Scene, key: str, naming: Matter | NameDelegation) -> list[RollEntry]:
    commune = scene.company.commune(key)
    form = naming.form or charter_on(commune, scene.script.date_of(scene.day))["delegation.form"]
    return list(scene.company.seats(key, naming.delegates, 1 if form == "single" else 2))
