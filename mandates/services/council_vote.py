"""Votes of a council: opened on the credentials, closed with what counts and what does not kept apart."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assemblies.domain.majority import Rule
from assemblies.domain.stages import AssemblyStage, DecisionStage
from assemblies.models import Assembly, Commune, Result
from assemblies.queries.charter import charter_on
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
from mandates.domain.council import CouncilOutcome, VoiceCount, instruction, tally, verdict
from mandates.domain.stages import (
    COUNCIL_VOTE_MOVES,
    ITEM_MOVES,
    MANDATE_MOVES,
    Ask,
    Choice,
    CouncilVoteAct,
    CouncilVoteStage,
    ItemAct,
    ItemStage,
    MandateAct,
    MandateStage,
    Purpose,
    VoiceKind,
)
from mandates.models import CouncilItem, CouncilVote, Mandate, Voice
from mandates.queries.council_record import result_counts, sentence_counts, spoken
from mandates.queries.weights import voters_behind
from mandates.services.cascade import open_cascade
from mandates.services.lapse import lapse_requests
from mandates.services.text import lock_text, newest_text

RULE_KEYS = ("council.rule.threshold", "council.rule.base", "council.weight", "ratify.ask")


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
    open_already = CouncilVote.objects.filter(item=item, stage=CouncilVoteStage.OPEN).first()
    if open_already is not None:
        return open_already
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
        rule={key.removeprefix("council.rule.").removeprefix("council."): charter[key] for key in RULE_KEYS},
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
    """Return by commune the newest mandate granted before now that has not run out."""
    held: QuerySet[Mandate] = Mandate.objects.filter(
        item=item, giver__in=givers, stage__in=[MandateStage.GRANTED, MandateStage.DEGRADED]
    ).order_by("granted_at", "pk")
    day = assembly.held_on
    return {m.giver_id: m for m in held if m.expires_on is None or day is None or m.expires_on >= day}


@use_case
def cancel_council_vote(*, actor: Actor, vote: CouncilVote, reason: str) -> CouncilVote:
    """Cancel an open vote, as a new text does; what was cast is kept and counts nowhere (rulebook, council votes)."""
    vote = (
        CouncilVote.objects.select_for_update(of=("self",))
        .select_related("assembly__commune", "item__proposal")
        .get(pk=vote.pk)
    )
    rules.may_chair(actor, vote.assembly).require()
    vote.stage = step(COUNCIL_VOTE_MOVES, CouncilVoteStage(vote.stage), CouncilVoteAct.CANCEL)
    vote.closed_at = clock.now()
    vote.save(update_fields=["stage", "closed_at"])
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

    Binding votes alone make the result; indicative ones stand beside it. Repeatable.
    """
    vote = (
        CouncilVote.objects.select_for_update(of=("self",))
        .select_related("assembly__commune", "item__proposal", "text_version")
        .get(pk=vote.pk)
    )
    rules.may_chair(actor, vote.assembly).require()
    if vote.stage == CouncilVoteStage.CLOSED:
        return vote
    item = CouncilItem.objects.select_for_update().get(pk=vote.item_id)
    voices = list(
        Voice.objects.filter(vote=vote)
        .select_related("delegation__commune", "mandate__decision__result")
        .order_by("delegation__commune__name", "pk")
    )
    counted = tally(
        [VoiceCount(Choice(v.choice), VoiceKind(v.kind), v.weight, v.members, v.delegation_id) for v in voices]
    )
    places = [voice for voice in voices if voice.kind != VoiceKind.VOID]
    absent = _absent_weight(vote, {v.delegation.commune_id for v in voices})
    rule = Rule.from_values(vote.rule)
    outcome = (
        instruction(counted, rule, absent)
        if item.purpose == Purpose.INSTRUCT
        else verdict(counted, rule, Ask(vote.rule["ratify.ask"]), absent)
    )
    now = clock.now()
    result = Result.objects.create(
        text_version=vote.text_version,
        outcome=outcome,
        counts=result_counts(counted, absent),
        rule=vote.rule,
        at=now,
    )
    vote.stage = step(COUNCIL_VOTE_MOVES, CouncilVoteStage(vote.stage), CouncilVoteAct.CLOSE)
    vote.closed_at, vote.result = now, result
    vote.save(update_fields=["stage", "closed_at", "result"])
    item.stage = step(ITEM_MOVES, ItemStage(item.stage), ItemAct.SETTLE)
    item.save(update_fields=["stage"])
    _settle_mandates(places)
    journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=signals.COUNCIL_VOTE_CLOSED,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={
            "item": item.number,
            "title": vote.item.proposal.title,
            "version": vote.text_version.number,
            "text_hash": vote.text_version.hash,
            "outcome": str(outcome),
            "rule": vote.rule,
            "voices": [spoken(v) for v in voices],
            **sentence_counts(counted),
        },
    )
    decision = record_decision(
        actor=actor,
        assembly=vote.assembly,
        proposal=vote.item.proposal,
        text_version=vote.text_version,
        result=result,
        stage=_DECISION_STAGES[outcome],
        decided_on=vote.assembly.held_on or now.date(),
    )
    effects.announce(DECISION_MADE, decision=decision.pk)
    lapse_requests(item=item)
    if outcome == CouncilOutcome.PROVISIONAL:
        open_cascade(actor=actor, vote=vote, decision=decision, voices=places)
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}", f"decision-{decision.pk}")
    return vote


_DECISION_STAGES = {
    CouncilOutcome.ADOPTED: DecisionStage.IN_FORCE,
    CouncilOutcome.REJECTED: DecisionStage.NOT_PASSED,
    CouncilOutcome.TIED: DecisionStage.NOT_PASSED,
    CouncilOutcome.PROVISIONAL: DecisionStage.BEING_RATIFIED,
}


def _absent_weight(vote: CouncilVote, here: set[int]) -> int:
    """Return the weight of the council's communes that have no voice at this sitting."""
    children = set(Commune.objects.filter(parent=vote.assembly.commune, left_on=None).values_list("pk", flat=True))
    absent = children - here
    if vote.rule["weight"] == "unit":
        return len(absent)
    members = voters_behind(vote.assembly.commune)
    return sum(members.get(pk, 0) for pk in absent)


def _settle_mandates(voices: list[Voice]) -> None:
    """Mandates that were carried out, and those that were not."""
    changed = []
    for voice in voices:
        mandate = voice.mandate
        if mandate is None:
            continue
        act = MandateAct.EXERCISE if voice.kind == VoiceKind.BINDING else MandateAct.LEAVE_UNUSED
        mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), act)
        changed.append(mandate)
    Mandate.objects.bulk_update(changed, ["stage"])
