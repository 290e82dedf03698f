"""A council vote standing still for a day at most, while the recall of one of its voices is live."""

from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.stages import COUNCIL_VOTE_MOVES, CouncilVoteAct, CouncilVoteStage, VoiceKind
from mandates.domain.window import suspended_until
from mandates.models import CouncilVote, Voice
from mandates.services.voting import held_vote


@use_case
def suspend_council_vote(*, actor: Actor, vote: CouncilVote, reason: str) -> CouncilVote:
    """Let a vote stand still, for 24 hours at most and once (rulebook, suspension).

    One that was counted only where a voice in it is void. It goes on by an effect. Repeatable while it stands still.
    Raises NotAllowed, RuleStops (its day was used up, counted without a void voice).
    """
    vote = held_vote(vote)
    rules.may_suspend(actor, vote.assembly).require()
    if vote.stage == CouncilVoteStage.SUSPENDED:
        return vote
    if vote.suspended_at is not None:
        raise RuleStops(
            _("This vote has stood still once already, and it may only do so once."),
            _("It is as it was."),
            _("Close it, or let the text be changed."),
        )
    if vote.stage == CouncilVoteStage.CLOSED and not _has_void(vote):
        raise RuleStops(
            _("This vote is counted and no voice in it is void, so there is nothing to wait for."),
            _("It is as it was."),
        )
    vote.stage = step(COUNCIL_VOTE_MOVES, CouncilVoteStage(vote.stage), CouncilVoteAct.SUSPEND)
    vote.suspended_at = clock.now()
    vote.suspended_until = suspended_until(vote.suspended_at)
    vote.save(update_fields=["stage", "suspended_at", "suspended_until"])
    journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=signals.COUNCIL_VOTE_SUSPENDED,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={
            "item": vote.item.number,
            "title": vote.item.proposal.title,
            "until": vote.suspended_until.isoformat(timespec="minutes"),
            "reason": reason,
        },
    )
    effects.put_many(
        [
            NewEffect(
                key=f"council-vote:{vote.pk}/go-on",
                kind="mandates.go_on",
                args={"vote": vote.pk},
                not_before=vote.suspended_until,
            )
        ]
    )
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
    return vote


@use_case
def resume_council_vote(*, actor: Actor, vote: CouncilVote) -> CouncilVote:
    """Let a vote that stood still go on, or let its count stand; by the chair, or when its day is over.

    Rulebook, suspension. Repeatable.
    """
    vote = held_vote(vote)
    rules.may_suspend(actor, vote.assembly).require()
    if vote.stage != CouncilVoteStage.SUSPENDED:
        return vote
    counted = vote.result is not None
    act = CouncilVoteAct.REST if counted else CouncilVoteAct.RESUME
    vote.stage = step(COUNCIL_VOTE_MOVES, CouncilVoteStage(vote.stage), act)
    vote.suspended_until = None
    vote.save(update_fields=["stage", "suspended_until"])
    journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=signals.COUNCIL_VOTE_STANDS if counted else signals.COUNCIL_VOTE_RESUMED,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={"item": vote.item.number, "title": vote.item.proposal.title},
    )
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
    return vote


@use_case
def suspend_for_recall(*, actor: Actor, delegation_id: int) -> list[CouncilVote]:
    """Let the votes stand still in which this delegation's voice is void; effect of a petition to recall.

    Rulebook, suspension. Votes of sittings that are over, and those that stood still before, are left alone.
    """
    reason = _("a petition to recall the delegate whose voice in it is void")
    return [suspend_council_vote(actor=actor, vote=vote, reason=reason) for vote in _touched_by(delegation_id)]


@use_case
def go_on_after_recall(*, actor: Actor, delegation_id: int) -> list[CouncilVote]:
    """Let the votes go on that waited for a recall which failed; effect of its result (rulebook, suspension)."""
    waiting = CouncilVote.objects.filter(
        pk__in=Voice.objects.filter(delegation=delegation_id, kind=VoiceKind.VOID).values("vote"),
        stage=CouncilVoteStage.SUSPENDED,
    )
    return [resume_council_vote(actor=actor, vote=vote) for vote in waiting.order_by("pk")]


@use_case
def note_new_carrier(*, actor: Actor, delegation_id: int) -> None:
    """Enter that an alternate carries a voice in the votes under way, with its mandate; effect of the activation.

    Rulebook, alternates. The row of the voice is the same: a delegation never has two.
    """
    places = (
        Voice.objects.filter(
            delegation=delegation_id, vote__stage__in=(CouncilVoteStage.OPEN, CouncilVoteStage.SUSPENDED)
        )
        .exclude(kind=VoiceKind.VOID)
        .select_related("vote__assembly__commune", "vote__item__proposal", "delegation__commune")
        .order_by("vote")
    )
    for place in places:
        vote = place.vote
        journal.enter(
            chain_id=vote.assembly.commune.chain_id,
            fact=signals.VOICE_TAKEN_OVER,
            actor=actor,
            scope=f"assembly:{vote.assembly_id}",
            payload={
                "item": vote.item.number,
                "title": vote.item.proposal.title,
                "commune": place.delegation.commune.name,
            },
        )
        ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")


def _touched_by(delegation_id: int) -> list[CouncilVote]:
    void = Voice.objects.filter(delegation=delegation_id, kind=VoiceKind.VOID).values("vote")
    return list(
        CouncilVote.objects.filter(
            pk__in=void, stage__in=(CouncilVoteStage.OPEN, CouncilVoteStage.CLOSED), suspended_at=None
        )
        .exclude(assembly__stage=AssemblyStage.CLOSED)
        .order_by("pk")
    )


def _has_void(vote: CouncilVote) -> bool:
    return Voice.objects.filter(vote=vote, kind=VoiceKind.VOID).exists()
