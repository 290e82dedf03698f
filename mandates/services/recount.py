"""A council vote counted again: a new result beside the old one, and all that follows from it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from assemblies.domain.stages import DecisionStage
from assemblies.models import Commune, Decision, Result
from assemblies.services.decision import turn_decision
from assemblies.signals import RESULT_CORRECTED
from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import RuleStops
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.models import JournalEntry
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.council import CouncilOutcome
from mandates.domain.stages import MANDATE_MOVES, CouncilVoteStage, MandateAct, MandateStage, VoiceKind
from mandates.models import Cascade, CouncilVote, Mandate, Voice
from mandates.queries.council_record import result_counts, sentence_counts, spoken
from mandates.queries.vote_count import VoteCount, count_vote
from mandates.services.cascade import open_cascade
from mandates.services.recall_vote import carry_out_recall
from mandates.services.voting import held_vote, hold_voices

STAGE_OF = {
    CouncilOutcome.ADOPTED: DecisionStage.IN_FORCE,
    CouncilOutcome.REJECTED: DecisionStage.NOT_PASSED,
    CouncilOutcome.TIED: DecisionStage.NOT_PASSED,
    CouncilOutcome.PROVISIONAL: DecisionStage.BEING_RATIFIED,
}


@use_case
def recount_council_vote(*, actor: Actor, vote: CouncilVote, reason: str) -> CouncilVote:
    """Count a closed vote again from its voices, at the request of one of them or of the chair (rulebook, recount).

    Both counts stay. Raises NotAllowed, RuleStops (not counted yet, or it decided nothing).
    """
    vote = held_vote(vote)
    rules.may_ask_recount(actor, vote).require()
    return count_again(actor, vote, reason)


def count_again(actor: Actor, vote: CouncilVote, reason: str) -> CouncilVote:
    """Count a vote whose rows are held as a new result; called by acts that were allowed."""
    before = vote.result
    if before is None or vote.stage not in (CouncilVoteStage.CLOSED, CouncilVoteStage.SUSPENDED):
        raise RuleStops(
            _("This vote has not been counted yet."), _("Nothing was changed."), _("It is counted when it closes.")
        )
    if before.outcome == CouncilOutcome.INQUORATE:
        raise RuleStops(_("This vote decided nothing, so there is nothing to count again."))
    hold_voices(vote)
    found = count_vote(vote, vote.item)
    vote.result = result = write_result(vote, found, decides=True, reason=reason)
    vote.save(update_fields=["result"])
    entry = enter_count(actor, vote, found, signals.COUNCIL_VOTE_RECOUNTED, was=before.outcome, reason=reason)
    follow_count(actor, vote, found, before, result, entry)
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
    return vote


def write_result(vote: CouncilVote, found: VoteCount, *, decides: bool, reason: str = "") -> Result:
    """Write what was counted as a row of its own; one that was counted before stays and is named by it."""
    return Result.objects.create(
        supersedes=vote.result,
        text_version=vote.text_version,
        outcome=found.outcome if decides else CouncilOutcome.INQUORATE,
        counts=result_counts(found.counted, found.absent),
        rule=vote.rule,
        reason=reason[:300],
        at=clock.now(),
    )


def enter_count(actor: Actor, vote: CouncilVote, found: VoteCount, fact: Fact, **more: Any) -> JournalEntry:
    """Enter a count with every voice in the journal of the council."""
    return journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={
            "item": vote.item.number,
            "title": vote.item.proposal.title,
            "version": vote.text_version.number,
            "text_hash": vote.text_version.hash,
            "outcome": str(found.outcome),
            "rule": vote.rule,
            "voices": [spoken(voice) for voice in found.voices],
            **sentence_counts(found.counted),
            **more,
        },
    )


def follow_count(
    actor: Actor, vote: CouncilVote, found: VoteCount, before: Result, result: Result, entry: JournalEntry
) -> None:
    """Let the decision follow a new count: it turns, or goes to the communes after all (rulebook, recount).

    What the communes were asked or answered already is theirs; their answers are not touched here.
    """
    decision = Decision.objects.get(result=before)
    was = DecisionStage(decision.stage)
    sent_down = Cascade.objects.filter(council_vote=vote).exists()
    decision = turn_decision(
        actor=effects.ACTOR, decision=decision, result=result, stage=was if sent_down else STAGE_OF[found.outcome]
    )
    effects.announce(RESULT_CORRECTED, decision=decision.pk, result=result.pk)
    if found.outcome == CouncilOutcome.PROVISIONAL and not sent_down:
        open_cascade(actor=actor, vote=vote, decision=decision, voices=found.places)
    carry_out_recall(actor, vote, decision)
    if was == DecisionStage.IN_FORCE and decision.stage != was:
        _tell_council(vote, decision, entry.hash)
    ping(f"decision-{decision.pk}")


def _tell_council(vote: CouncilVote, decision: Decision, entry: str) -> None:
    """Owe every commune of the council the news that a decision in force has turned."""
    now = clock.now()
    effects.put_many(
        NewEffect(
            key=f"result:{decision.result_id}/commune:{commune}/turned",
            kind="mandates.tell_turned",
            args={"decision": decision.pk, "commune": commune, "entry": entry},
            not_before=now,
        )
        for commune in Commune.objects.filter(parent=vote.assembly.commune, left_on=None).values_list("pk", flat=True)
    )


@use_case
def tell_turned(*, actor: Actor, decision_id: int, commune_id: int, entry: str) -> None:
    """Enter in one commune's journal that a decision in force has turned; effect of the recount (rulebook, recount)."""
    decision = Decision.objects.select_related("commune", "result").get(pk=decision_id)
    commune = Commune.objects.get(pk=commune_id)
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.DECISION_TURNED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "decision": decision.number,
            "council": decision.commune.name,
            "title": decision.title,
            "outcome": decision.result.outcome,
            "because": entry,
        },
    )
    ping(f"commune-{commune.pk}")


def settle_mandates(voices: Iterable[Voice]) -> None:
    """Mandates that were carried out, and those that were not; one settled by an earlier count stays as it is."""
    changed = []
    for voice in voices:
        mandate = voice.mandate
        if mandate is None or mandate.stage not in (MandateStage.GRANTED, MandateStage.DEGRADED):
            continue
        act = MandateAct.EXERCISE if voice.kind == VoiceKind.BINDING else MandateAct.LEAVE_UNUSED
        mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), act)
        changed.append(mandate)
    Mandate.objects.bulk_update(changed, ["stage"])
