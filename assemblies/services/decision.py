"""Decisions: numbered in their commune, put in force, or left without force by what the assemblies answered."""

from datetime import date

from assemblies import rules, signals
from assemblies.domain.folding import folded
from assemblies.domain.stages import DECISION_MOVES, DecisionAct, DecisionStage
from assemblies.models import Assembly, Decision, Proposal, Result, TextVersion
from assemblies.models.tree import zone_of
from assemblies.services.locks import locked
from assemblies.services.replacing import follow_decision
from confed.kernel import clock, journal
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case


@use_case
def record_decision(
    *,
    actor: Actor,
    assembly: Assembly,
    proposal: Proposal,
    text_version: TextVersion,
    result: Result,
    stage: DecisionStage,
    decided_on: date | None = None,
    title: str = "",
) -> Decision:
    """Write a decision of a sitting under its commune's next number; the act that made it enters it in the journal.

    Repeatable: one decision per result. Locks the commune. Raises NotAllowed.
    """
    if not rules.may_settle(actor, assembly.commune):
        rules.may_run(actor, assembly).require()
    return write_decision(
        assembly=assembly,
        proposal=proposal,
        text_version=text_version,
        result=result,
        stage=stage,
        decided_on=decided_on,
        title=title,
    )


def write_decision(
    *,
    assembly: Assembly,
    proposal: Proposal,
    text_version: TextVersion,
    result: Result,
    stage: DecisionStage,
    decided_on: date | None = None,
    title: str = "",
) -> Decision:
    """Write a decision whose making was allowed; called by acts that hold what it was made from."""
    known = Decision.objects.filter(result=result).first()
    if known is not None:
        return known
    commune = locked(assembly.commune)
    day = decided_on or assembly.held_on or clock.today(zone_of(commune))
    decision = Decision.objects.create(
        commune=commune,
        assembly=assembly,
        proposal=proposal,
        text_version=text_version,
        result=result,
        number=commune.next_decision,
        title=title or proposal.title,
        stage=stage,
        decided_on=day,
        in_force_on=day if stage == DecisionStage.IN_FORCE else None,
        review_on=proposal.review_on,
        replaces=proposal.replaces,
        search=folded(f"{title or proposal.title} {text_version.body}"),
    )
    commune.next_decision += 1
    commune.save(update_fields=["next_decision"])
    ping(f"commune-{commune.pk}", f"decision-{decision.pk}")
    return decision


@use_case
def put_in_force(*, actor: Actor, decision: Decision, on: date | None = None) -> Decision:
    """Put a decision in force that the assemblies ratified. Repeatable; locks the decision."""
    return _settle(actor, decision, DecisionAct.RATIFY, signals.DECISION_IN_FORCE, on)


@use_case
def mark_not_ratified(*, actor: Actor, decision: Decision) -> Decision:
    """Mark a decision that the assemblies did not ratify. Repeatable; locks the decision."""
    return _settle(actor, decision, DecisionAct.REFUSE, signals.DECISION_NOT_RATIFIED)


@use_case
def lack_answers(*, actor: Actor, decision: Decision) -> Decision:
    """Mark a decision on which too few assemblies answered. Repeatable; locks the decision."""
    return _settle(actor, decision, DecisionAct.LACK_ANSWERS, signals.DECISION_LACKS_ANSWERS)


@use_case
def turn_decision(*, actor: Actor, decision: Decision, result: Result, stage: DecisionStage) -> Decision:
    """Let a decision follow a vote that was counted again, to a newer result and to the stage that result brings.

    Locks the decision. Raises NotAllowed.
    """
    decision = (
        Decision.objects.select_for_update(of=("self",)).select_related("commune", "assembly").get(pk=decision.pk)
    )
    if not rules.may_settle(actor, decision.commune):
        rules.may_run(actor, decision.assembly).require()
    decision.result = result
    if decision.stage != stage:
        decision.stage = step(DECISION_MOVES, DecisionStage(decision.stage), _TURNS[stage])
        decision.in_force_on = decision.decided_on if stage == DecisionStage.IN_FORCE else None
    decision.save(update_fields=["result", "stage", "in_force_on"])
    follow_decision(actor, decision)
    ping(f"decision-{decision.pk}", f"commune-{decision.commune_id}")
    return decision


_TURNS = {
    DecisionStage.IN_FORCE: DecisionAct.ADOPT_AFTER_ALL,
    DecisionStage.NOT_PASSED: DecisionAct.REJECT_AFTER_ALL,
    DecisionStage.BEING_RATIFIED: DecisionAct.ASK_AFTER_ALL,
}


def _settle(actor: Actor, decision: Decision, act: DecisionAct, fact: Fact, on: date | None = None) -> Decision:
    decision = Decision.objects.select_for_update(of=("self",)).select_related("commune").get(pk=decision.pk)
    commune = decision.commune
    rules.may_settle(actor, commune).require()
    stage = step(DECISION_MOVES, DecisionStage(decision.stage), act)
    if stage == decision.stage:
        return decision
    day = (on or clock.today(zone_of(commune))) if stage == DecisionStage.IN_FORCE else None
    decision.stage, decision.in_force_on = stage, day
    decision.save(update_fields=["stage", "in_force_on"])
    journal.enter(
        chain_id=commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "commune": commune.name,
            "number": decision.number,
            "title": decision.title,
            "day": day.isoformat() if day else None,
        },
    )
    follow_decision(actor, decision)
    ping(f"decision-{decision.pk}", f"commune-{commune.pk}")
    return decision
