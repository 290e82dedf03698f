"""Votes of a council: opened on the credentials, closed with what counts and what does not kept apart."""

from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from assemblies.models import AgendaItem, Assembly, Result
from assemblies.queries.charter import charter_on, zone_of
from assemblies.services.decision import record_decision
from assemblies.signals import DECISION_MADE
from confed.kernel import clock, effects, journal
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from delegates.models import Credential
from mandates import rules, signals
from mandates.domain.council import CouncilOutcome
from mandates.domain.stages import (
    COUNCIL_VOTE_MOVES,
    ITEM_MOVES,
    CouncilVoteAct,
    CouncilVoteStage,
    ItemAct,
    ItemStage,
    MandateStage,
)
from mandates.models import CouncilItem, CouncilVote, Mandate, Voice
from mandates.queries.council_rule import rule_from
from mandates.queries.texts import newest_text
from mandates.queries.vote_count import VoteCount, count_vote
from mandates.queries.weights import voters_behind
from mandates.services.cascade import open_cascade
from mandates.services.lapse import lapse_requests
from mandates.services.recall_vote import KEY as RECALLS
from mandates.services.recall_vote import carry_out_recall, recall_rule, refuse_concerned
from mandates.services.recount import STAGE_OF, enter_count, follow_count, settle_mandates, write_result
from mandates.services.text import lock_text
from mandates.services.voting import held_vote, hold_voices

RUNNING = (CouncilVoteStage.OPEN, CouncilVoteStage.SUSPENDED)


@use_case
def open_council_vote(*, actor: Actor, item: CouncilItem, assembly: Assembly) -> CouncilVote:
    """Open the vote on the newest version: one voice per delegation with a credential here (rulebook, council votes).

    Rule, weight, mandates and members are frozen now; a mandate granted later is not valid for this vote.
    Raises NotAllowed, RuleStops (sitting without its quorum, item of another council, nobody with a voice).
    """
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("commune").get(pk=assembly.pk)
    rules.may_chair(actor, assembly).require()
    item = CouncilItem.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=item.pk)
    if item.council_id != assembly.commune_id:
        raise RuleStops(_("This item stands before another council."))
    running = CouncilVote.objects.filter(item=item, stage__in=RUNNING).first()
    if running is not None:
        return running
    credentials = list(
        Credential.objects.filter(assembly=assembly, to_at=None).select_related("delegation").order_by("delegation_id")
    )
    delegations = {c.delegation_id: c.delegation for c in credentials}
    if assembly.stage != AssemblyStage.QUORATE or len(delegations) < (assembly.needed or 0):
        raise RuleStops(
            _("%(present)s voices are here; %(needed)s are needed to vote.")
            % {"present": len(delegations), "needed": assembly.needed or 0},
            _("Nothing was opened."),
            _("Talk may go on; count the voices again when more have come."),
        )
    if not delegations:
        raise RuleStops(_("No commune has a voice at this sitting yet."), "", _("Check the credentials first."))
    charter = charter_on(assembly.commune, assembly.held_on or clock.now().date())
    lock_text(actor=actor, item=item)
    text = newest_text(item)
    now = clock.now()
    vote = CouncilVote.objects.create(
        item=item,
        text_version=text,
        assembly=assembly,
        rule=rule_from(charter) | recall_rule(actor, item, charter),
        opened_at=now,
    )
    mandates = _mandates_in_force(item, [d.commune_id for d in delegations.values()], assembly)
    members = voters_behind(assembly.commune)
    Voice.objects.bulk_create(
        [
            Voice(
                vote=vote,
                delegation=delegation,
                mandate=mandates.get(delegation.commune_id),
                weight=1 if charter["council.weight"] == "unit" else members.get(delegation.commune_id, 0),
                members=members.get(delegation.commune_id, 0),
            )
            for delegation in delegations.values()
        ]
    )
    journal.enter(
        chain_id=assembly.commune.chain_id,
        fact=signals.COUNCIL_VOTE_OPENED,
        actor=actor,
        scope=f"assembly:{assembly.pk}",
        payload={
            "item": item.number,
            "title": item.proposal.title,
            "version": text.number,
            "text_hash": text.hash,
            "voices": len(delegations),
            "mandated": sum(1 for d in delegations.values() if d.commune_id in mandates),
            "rule": vote.rule,
        },
    )
    ping(f"council-vote-{vote.code}", f"assembly-{assembly.pk}")
    return vote


def _mandates_in_force(item: CouncilItem, givers: list[int], assembly: Assembly) -> dict[int, Mandate]:
    """Return by commune the newest mandate granted before now that has not run out when its item was begun."""
    held: QuerySet[Mandate] = Mandate.objects.filter(
        item=item, giver__in=givers, stage__in=[MandateStage.GRANTED, MandateStage.DEGRADED]
    ).order_by("granted_at", "pk")
    begun = (
        AgendaItem.objects.filter(assembly=assembly, proposal=item.proposal_id, ended_at=None, started_at__isnull=False)
        .values_list("started_at", flat=True)
        .first()
    )
    day = (begun or clock.now()).astimezone(ZoneInfo(zone_of(assembly.commune))).date()
    return {m.giver_id: m for m in held if m.expires_on is None or m.expires_on >= day}


@use_case
def cancel_council_vote(*, actor: Actor, vote: CouncilVote, reason: str) -> CouncilVote:
    """Cancel an open vote, as a new text does; what was cast is kept and counts nowhere (rulebook, council votes)."""
    vote = held_vote(vote)
    rules.may_chair(actor, vote.assembly).require()
    vote.stage = step(COUNCIL_VOTE_MOVES, CouncilVoteStage(vote.stage), CouncilVoteAct.CANCEL)
    vote.closed_at, vote.suspended_until = clock.now(), None
    vote.save(update_fields=["stage", "closed_at", "suspended_until"])
    journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=signals.COUNCIL_VOTE_CANCELLED,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={"item": vote.item.number, "title": vote.item.proposal.title, "reason": reason},
    )
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
    return vote


@use_case
def close_council_vote(*, actor: Actor, vote: CouncilVote) -> CouncilVote:
    """Close the vote, count, and send the result down where the communes have the last word (rulebook, council votes).

    Binding votes alone make the result; indicative ones stand beside it. Repeatable. Where too few voices are still
    carried, nothing is decided and the item may be voted on again (rulebook, leaving).
    """
    vote = held_vote(vote)
    rules.may_chair(actor, vote.assembly).require()
    refuse_concerned(actor, vote.rule.get(RECALLS))
    if vote.stage == CouncilVoteStage.CLOSED:
        return vote
    if vote.stage == CouncilVoteStage.SUSPENDED:
        raise RuleStops(
            _("This vote stands still for now."),
            _("Nothing was closed."),
            _("Let it go on first, or take it up again."),
        )
    item, before = vote.item, vote.result
    vote.stage = step(COUNCIL_VOTE_MOVES, CouncilVoteStage(vote.stage), CouncilVoteAct.CLOSE)
    hold_voices(vote)
    found = count_vote(vote, item)
    decides = found.still_here >= (vote.assembly.needed or 0)
    vote.closed_at = clock.now()
    again = _("taken up again for a void voice") if before else ""
    stands = before if before and not decides else None
    vote.result = result = stands or write_result(vote, found, decides=decides, reason=again)
    vote.save(update_fields=["stage", "closed_at", "result"])
    if not decides:
        _leave_undecided(actor, vote, found)
        if before is None:
            return vote
    item.stage = step(ITEM_MOVES, ItemStage(item.stage), ItemAct.SETTLE)
    item.save(update_fields=["stage"])
    settle_mandates(found.places)
    if not decides:
        return vote  # it was taken up again and too many had left: its first count stands
    entry = enter_count(actor, vote, found, signals.COUNCIL_VOTE_CLOSED)
    if before is None:
        _decide(actor, vote, found, result)
    else:
        follow_count(actor, vote, found, before, result, entry)
    lapse_requests(item=item)
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
    return vote


def _decide(actor: Actor, vote: CouncilVote, found: VoteCount, result: Result) -> None:
    """Write the decision of a vote counted for the first time."""
    decision = record_decision(
        actor=actor,
        assembly=vote.assembly,
        proposal=vote.item.proposal,
        text_version=vote.text_version,
        result=result,
        stage=STAGE_OF[found.outcome],
        decided_on=vote.assembly.held_on or result.at.date(),
    )
    effects.announce(DECISION_MADE, decision=decision.pk)
    if found.outcome == CouncilOutcome.PROVISIONAL:
        open_cascade(actor=actor, vote=vote, decision=decision, voices=found.places)
    carry_out_recall(actor, vote, decision)
    ping(f"decision-{decision.pk}")


def _leave_undecided(actor: Actor, vote: CouncilVote, found: VoteCount) -> None:
    """Enter that a vote decided nothing; what was cast is kept with it."""
    enter_count(
        actor,
        vote,
        found,
        signals.COUNCIL_VOTE_INQUORATE,
        still_here=found.still_here,
        needed=vote.assembly.needed or 0,
        outcome=str(CouncilOutcome.INQUORATE),
    )
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
