"""Votes of a sitting: opened on a frozen roll, text and rule, closed on settled counts, announced, or made void."""

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.majority import Outcome, Tally
from assemblies.domain.stages import (
    BALLOT_MOVES,
    DECISION_MOVES,
    BallotAct,
    BallotStage,
    DecisionAct,
    DecisionStage,
    ProposalKind,
    ProposalStage,
)
from assemblies.models import AgendaItem, Attendance, Ballot, Decision, Proposal, Result
from assemblies.models.tree import zone_of
from assemblies.queries.charter import charter_on, ordinary_rule
from assemblies.services.agenda import start_item
from assemblies.services.attendance import enter_here, held_to_run
from assemblies.services.count import held_ballot, refuse_more_than_present, settled_counts
from assemblies.services.decision import write_decision
from assemblies.services.inputs import UNCHANGED, whole_numbers, words
from assemblies.services.locks import locked
from assemblies.services.proposal import newest_text
from assemblies.services.results import (
    begin_vote,
    cancel_vote,
    fact_of,
    settle_proposal,
    stage_of,
    told,
    write_result,
)
from assemblies.services.snapshot import freeze_roll
from confed.kernel import clock, effects
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case


@use_case
def open_ballot(*, actor: Actor, item: AgendaItem, question: str = "") -> Ballot:
    """Open a vote by hands on an item's proposal; rule, base, text version and roll are frozen now.

    Those present are the last count of the sitting. An item not yet taken up is taken up. Locks sitting and proposal.
    Announces BALLOT_OPENED. Raises NotAllowed, RuleStops, IllegalStep where the proposal cannot be voted on.
    """
    assembly = held_to_run(actor, item.assembly)
    verdict = rules.may_open_ballot(assembly)
    if not verdict:
        raise RuleStops(verdict.reason, safe=UNCHANGED)
    item = start_item(actor=actor, item=item)
    proposal = _proposal_of(item)
    begin_vote(proposal)
    text = newest_text(proposal)
    snapshot = freeze_roll(assembly.commune)
    present = Attendance.objects.filter(assembly=assembly).latest("id").voters
    held_on = assembly.held_on or clock.today(zone_of(assembly.commune))
    ballot = Ballot.objects.create(
        assembly=assembly,
        item=item,
        proposal=proposal,
        text_version=text,
        snapshot=snapshot,
        question=words(question or proposal.title, "", most=300),
        rule=ordinary_rule(charter_on(assembly.commune, held_on)).values(),
        present=present,
        opened_at=clock.now(),
    )
    enter_here(
        actor,
        assembly,
        signals.BALLOT_OPENED,
        {
            "question": ballot.question,
            "present": present,
            "all": snapshot.count_vote,
            "rule": ballot.rule,
            "roll_hash": snapshot.hash,
            "text_hash": text.hash,
            "version": text.number,
        },
    )
    effects.announce(signals.BALLOT_OPENED, ballot=ballot.pk)
    ping(f"assembly-{assembly.pk}")
    return ballot


@use_case
def close_ballot(*, actor: Actor, ballot: Ballot) -> Ballot:
    """Close a vote whose every number two tellers agree on. Repeatable; locks the vote.

    Raises RuleStops where a number is missing or the tellers differ, and where more were counted than are present.
    """
    ballot = held_ballot(ballot)
    rules.may_run(actor, ballot.assembly).require()
    if ballot.stage == BallotStage.CLOSED:
        return ballot
    stage = step(BALLOT_MOVES, BallotStage(ballot.stage), BallotAct.CLOSE)
    counts = settled_counts(ballot)
    refuse_more_than_present(sum(counts.values()), ballot.present)
    ballot.stage, ballot.closed_at = stage, clock.now()
    ballot.save(update_fields=["stage", "closed_at"])
    # The numbers stand in the entry; its sentence keeps them until they are announced.
    enter_here(
        actor,
        ballot.assembly,
        signals.BALLOT_CLOSED,
        {"question": ballot.question, **counts, "present": ballot.present},
    )
    ping(f"assembly-{ballot.assembly_id}")
    return ballot


@use_case
def void_ballot(*, actor: Actor, ballot: Ballot, reason: str) -> Ballot:
    """Make an open vote void; its proposal may be voted on again. The counts stay, unread."""
    ballot = held_ballot(ballot)
    rules.may_run(actor, ballot.assembly).require()
    why = words(reason, _("Say why the vote is void."), most=300)
    ballot.stage = step(BALLOT_MOVES, BallotStage(ballot.stage), BallotAct.ANNUL)
    ballot.closed_at = clock.now()
    ballot.save(update_fields=["stage", "closed_at"])
    cancel_vote(locked(ballot.proposal))
    enter_here(actor, ballot.assembly, signals.BALLOT_VOID, {"question": ballot.question, "reason": why})
    ping(f"assembly-{ballot.assembly_id}")
    return ballot


@use_case
def announce_result(*, actor: Actor, ballot: Ballot) -> Decision:
    """Announce a closed vote: result, numbered decision, stage of the proposal, outcome of the item.

    Repeatable: a second announcement gives the same decision. Locks commune, vote and proposal; announces DECISION_MADE.
    """
    locked(ballot.assembly.commune)
    ballot = held_ballot(ballot)
    assembly = ballot.assembly
    rules.may_run(actor, assembly).require()
    if ballot.stage == BallotStage.ANNOUNCED:
        return Decision.objects.get(result=ballot.result)
    stage = step(BALLOT_MOVES, BallotStage(ballot.stage), BallotAct.ANNOUNCE)
    counts = settled_counts(ballot)
    refuse_more_than_present(sum(counts.values()), ballot.present)
    tally = Tally(counts["for"], counts["against"], counts["abstain"], ballot.present, ballot.snapshot.count_vote)
    ballot.result = write_result(rule=ballot.rule, tally=tally, text_version=ballot.text_version, at=clock.now())
    ballot.stage = stage
    ballot.save(update_fields=["stage", "result"])
    outcome = ballot.result.outcome
    settle_proposal(locked(ballot.proposal), outcome)
    AgendaItem.objects.filter(pk=ballot.item_id).update(outcome=outcome)
    decision = write_decision(
        assembly=assembly,
        proposal=ballot.proposal,
        text_version=ballot.text_version,
        result=ballot.result,
        stage=stage_of(outcome),
    )
    enter_here(actor, assembly, fact_of(outcome), told(decision, ballot.result))
    effects.announce(signals.DECISION_MADE, decision=decision.pk)
    ping(f"assembly-{assembly.pk}")
    return decision


@use_case
def correct_result(
    *, actor: Actor, decision: Decision, count_for: int, count_against: int, count_abstain: int, reason: str
) -> Result:
    """Correct an announced count: a new result beside the old one, with its reason, and all that follows from it.

    Rule, text, roll and those present stay as frozen. Locks decision and proposal; announces RESULT_CORRECTED.
    Raises NotAllowed, BadInput, RuleStops where the decision was not made by a vote of this commune.
    """
    decision = locked(decision)
    rules.may_correct(actor, decision.commune).require()
    why = words(reason, _("Say why the count is corrected."), most=300)
    whole_numbers(**{"for": count_for, "against": count_against, "abstain": count_abstain})
    ballot = Ballot.objects.select_for_update().filter(result=decision.result_id).first()
    if ballot is None:
        raise RuleStops(_("This decision was not made by a vote of hands in this commune."), safe=UNCHANGED)
    old = decision.result
    refuse_more_than_present(count_for + count_against + count_abstain, ballot.present)
    tally = Tally(count_for, count_against, count_abstain, ballot.present, old.counts["all"])
    new = write_result(
        rule=old.rule, tally=tally, text_version=ballot.text_version, at=clock.now(), supersedes=old, reason=why
    )
    ballot.result = decision.result = new
    ballot.save(update_fields=["result"])
    _turn(decision, old.outcome, new.outcome)
    AgendaItem.objects.filter(pk=ballot.item_id).update(outcome=new.outcome)
    entered = {**told(decision, new), "was": old.counts, "reason": why}
    enter_here(actor, ballot.assembly, signals.RESULT_CORRECTED, entered)
    effects.announce(signals.RESULT_CORRECTED, decision=decision.pk, result=new.pk)
    ping(f"decision-{decision.pk}", f"assembly-{ballot.assembly_id}", f"commune-{decision.commune_id}")
    return new


def _turn(decision: Decision, was: str, now: str) -> None:
    """Let decision and proposal follow a corrected outcome; a later vote on the same proposal keeps its own."""
    if (was == Outcome.ADOPTED) != (now == Outcome.ADOPTED):
        act = DecisionAct.ADOPT_AFTER_ALL if now == Outcome.ADOPTED else DecisionAct.REJECT_AFTER_ALL
        decision.stage = step(DECISION_MOVES, DecisionStage(decision.stage), act)
        decision.in_force_on = decision.decided_on if decision.stage == DecisionStage.IN_FORCE else None
    decision.save(update_fields=["result", "stage", "in_force_on"])
    proposal = locked(decision.proposal)
    later = Decision.objects.filter(proposal=proposal, pk__gt=decision.pk).exists()
    if was != now and not later and proposal.stage != ProposalStage.VOTE_OPEN:
        begin_vote(proposal)
        settle_proposal(proposal, now)


def _proposal_of(item: AgendaItem) -> Proposal:
    if item.proposal is None:
        raise RuleStops(
            _("“%(title)s” has no proposal to vote on.") % {"title": item.title},
            safe=UNCHANGED,
            do=_("Put a proposal on the agenda first."),
        )
    if Ballot.objects.filter(item=item, stage=BallotStage.ANNOUNCED).exists():
        raise RuleStops(
            _("“%(title)s” was decided at this sitting.") % {"title": item.title},
            safe=UNCHANGED,
            do=_("A wrong count is corrected; a new vote belongs to another sitting."),
        )
    if item.proposal.kind == ProposalKind.COUNCIL:
        raise RuleStops(_("A council's own item is voted on by voices."), safe=UNCHANGED)
    return locked(item.proposal)
