"""Votes of a sitting: opened on a frozen roll, text and rule, announced, made void, corrected."""

from collections.abc import Sequence
from datetime import datetime

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
    ProposalStage,
)
from assemblies.models import AgendaItem, Attendance, Ballot, Decision, Proposal, Result
from assemblies.models.tree import zone_of
from assemblies.queries.charter import charter_on
from assemblies.services.above import refuse_too_few, terms_of
from assemblies.services.agenda import start_item
from assemblies.services.attendance import enter_here, held_to_run
from assemblies.services.closing import cleaning, close_ballot, due_closing
from assemblies.services.count import held_ballot
from assemblies.services.counted import counted, refuse_more_than_present
from assemblies.services.decision import write_decision
from assemblies.services.inputs import UNCHANGED, whole_numbers, words
from assemblies.services.locks import locked
from assemblies.services.opening import (
    ask_the_hall,
    closing_time,
    known_method,
    receipt_of,
    rivals_of,
    texts_frozen,
    texts_of,
)
from assemblies.services.proposal import newest_text
from assemblies.services.replacing import follow_decision, rule_of_vote
from assemblies.services.results import begin_vote, cancel_vote, settle_proposal, stage_of, told, write_result
from assemblies.services.snapshot import freeze_roll
from assemblies.services.urn import URN_METHODS, destroy, make_urn
from assemblies.services.verdict import enter_verdict, write_verdict
from confed.kernel import clock, effects
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

__all__ = ["announce_result", "close_ballot", "correct_result", "open_ballot", "void_ballot"]


@use_case
def open_ballot(
    *,
    actor: Actor,
    item: AgendaItem,
    question: str = "",
    method: str = Ballot.Method.HANDS,
    rivals: Sequence[Proposal] = (),
    closes_at: datetime | None = None,
    receipt: str = "",
    about_persons: bool = False,
    nobody_objects: bool = False,
) -> Ballot:
    """Open a vote on an item's proposal; way of voting, rule, base, texts and roll are frozen now.

    `rivals` are further proposals, each voted on against the state of things; where a run-off is due its texts are
    taken. Those present are the last count of the sitting. An item not yet taken up is taken up. A closing time is for
    phones only. A text changed after notice is voted on only where `nobody_objects`. Locks sitting and proposals.
    Announces BALLOT_OPENED.
    Raises NotAllowed, BadInput, RuleStops, IllegalStep where a proposal cannot be voted on.
    """
    assembly = held_to_run(actor, item.assembly)
    verdict = rules.may_open_ballot(assembly)
    if not verdict:
        raise RuleStops(verdict.reason, safe=UNCHANGED)
    known_method(method)
    item = start_item(actor=actor, item=item)
    proposals = texts_of(item, rivals, method)
    terms = terms_of(actor, proposals[0], assembly, method)
    present = Attendance.objects.filter(assembly=assembly).latest("id").voters
    refuse_too_few(terms, present)
    ask_the_hall(actor, assembly, proposals, nobody_objects=nobody_objects)
    for proposal in proposals:
        begin_vote(proposal)
    text = newest_text(proposals[0])
    values = charter_on(assembly.commune, assembly.held_on or clock.today(zone_of(assembly.commune)))
    closing = closing_time(assembly, values, method, closes_at)
    snapshot = freeze_roll(assembly.commune, without=terms.stand_aside)
    ballot = Ballot.objects.create(
        assembly=assembly,
        item=item,
        proposal=proposals[0],
        text_version=text,
        snapshot=snapshot,
        question=words(
            question or terms.question or (item.title if len(proposals) > 1 else proposals[0].title), "", most=300
        ),
        method=method,
        receipt=receipt_of(values, receipt, about_persons=about_persons or terms.about_persons),
        may_change=values["ballot.change"] == "yes",
        texts=texts_frozen(proposals),
        rule=(terms.rule or rule_of_vote(values, *proposals)).values(),
        present=present,
        opened_at=clock.now(),
        closes_at=closing,
    )
    if method in URN_METHODS:
        make_urn(ballot)
    enter_here(
        actor,
        assembly,
        signals.BALLOT_OPENED,
        {
            "question": ballot.question,
            "present": ballot.present,
            "all": snapshot.count_vote,
            "rule": ballot.rule,
            "roll_hash": snapshot.hash,
            "text_hash": text.hash,
            "version": text.number,
            "method": ballot.method,
            "receipt": ballot.receipt,
            "texts": ballot.texts,
            "closes_at": closing.isoformat() if closing else None,
        },
    )
    effects.put_many(due_closing(ballot))
    effects.announce(signals.BALLOT_OPENED, ballot=ballot.pk)
    ping(f"assembly-{assembly.pk}")
    return ballot


@use_case
def void_ballot(*, actor: Actor, ballot: Ballot, reason: str) -> Ballot:
    """Make an open vote void; its proposals may be voted on again.

    Counts of tellers stay, unread; an urn is emptied unread and its key destroyed.
    """
    ballot = held_ballot(ballot)
    rules.may_run(actor, ballot.assembly).require()
    why = words(reason, _("Say why the vote is void."), most=300)
    ballot.stage = step(BALLOT_MOVES, BallotStage(ballot.stage), BallotAct.ANNUL)
    ballot.closed_at = clock.now()
    ballot.save(update_fields=["stage", "closed_at"])
    for proposal in rivals_of(ballot):
        cancel_vote(proposal)
    if ballot.method in URN_METHODS:
        destroy(ballot)
        effects.put_many(cleaning(ballot))
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
    found = counted(ballot)
    refuse_more_than_present(found.people, ballot.present, by_hands=ballot.method == Ballot.Method.HANDS)
    made = write_verdict(ballot, found)
    ballot.result, ballot.stage = made.result, stage
    ballot.save(update_fields=["stage", "result"])
    AgendaItem.objects.filter(pk=ballot.item_id).update(outcome=made.result.outcome)
    decision = write_decision(
        assembly=assembly,
        proposal=made.proposal,
        text_version=made.text_version,
        result=made.result,
        stage=stage_of(made.result.outcome),
    )
    enter_verdict(actor, ballot, decision, made)
    follow_decision(actor, decision)
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
    _require_counted_by_hand(ballot)
    old = decision.result
    refuse_more_than_present(count_for + count_against + count_abstain, ballot.present)
    if (count_for, count_against, count_abstain) == tuple(old.counts[side] for side in ("for", "against", "abstain")):
        raise RuleStops(_("These numbers stand already."), safe=UNCHANGED)
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
    follow_decision(actor, decision)
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


def _require_counted_by_hand(ballot: Ballot) -> None:
    """Hands and paper slips are counted by people, who may err; a list or a roll can be counted again by anybody."""
    if ballot.method in (Ballot.Method.HANDS, Ballot.Method.SLIPS) and not ballot.texts and not ballot.sealed_counts:
        return
    raise RuleStops(
        _("This vote was counted from its list or its roll; its count is not corrected by hand."),
        safe=UNCHANGED,
        do=_("If the vote itself was wrong, vote again in another sitting."),
    )
