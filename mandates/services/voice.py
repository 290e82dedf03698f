"""Casting a voice: checked against its mandate before it counts."""

from datetime import datetime

from django.utils.translation import gettext as _

from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.journal import Fact
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from delegates.models import Credential, Delegation
from mandates import rules, signals
from mandates.domain.compliance import CheckKind, Terms, check
from mandates.domain.stages import Choice, VoiceKind
from mandates.domain.tandem import joint_choice
from mandates.models import CouncilVote, Voice
from mandates.queries.checks import REASONS, mandated_position, terms_of
from mandates.queries.vote_count import taken_over
from mandates.services.recall_vote import KEY as RECALLS
from mandates.services.recall_vote import refuse_concerned
from mandates.services.voting import held_vote

HAND = "hand"  # a voice raised in the hall, beside those of the seats
COUNT_AND_REPORT = "count_and_report"


@use_case
def cast_voice(*, actor: Actor, vote: CouncilVote, choice: str) -> Voice:
    """Cast the voice of the actor's commune; the mandate's check says binding, indicative, or refuses (rulebook, casting).

    The first hand of a tandem counts as the voice, the second confirms; changeable until closing. A refusal
    writes nothing. Locks the credential and the voice alone, so that a whole hall may cast at once: who closes, holds
    every voice. Raises NotAllowed (no credential here, closed), RuleStops (off-mandate).
    """
    credential = _held_credential(actor, vote)
    voice = _voice(vote, credential.delegation_id)
    refuse_concerned(actor, voice.vote.rule.get(RECALLS))
    now = clock.now()
    rules.may_cast(credential, voice.vote, now).require()
    _require_still_open_for(voice)
    terms = terms_of(voice)
    _refuse_off_mandate(terms, Choice(choice))
    hands = {key: said for key, said in voice.hands.items() if key != HAND} | {str(credential.seat): choice}
    return _write(voice, terms, hands, now)


@use_case
def record_by_hand(*, actor: Actor, vote: CouncilVote, delegation: Delegation, choice: str) -> Voice:
    """Write down a voice raised by hand in the hall; against its mandate it is void and the sender is told at once.

    The void voice stays on record beside the delegation's valid place, which may still vote while the vote is
    open; where the charter says so it counts and is reported (rulebook, off-mandate). Raises NotAllowed, RuleStops
    (closed, no voice here, nobody carries it).
    """
    vote = held_vote(vote)
    rules.may_chair(actor, vote.assembly).require()
    verdict = rules.is_open(vote)
    if not verdict:
        raise RuleStops(verdict.reason, _("What was counted stands."))
    voice = _voice(vote, delegation.pk)
    _require_carried(voice)
    _require_still_open_for(voice)
    wanted, terms, now = Choice(choice), terms_of(voice), clock.now()
    if check(terms, wanted).kind != CheckKind.BLOCKED:
        return _write(voice, terms, {HAND: choice}, now, by_hand=True)
    if vote.rule.get("off_mandate_effect") == COUNT_AND_REPORT:
        counted = _write(voice, terms, {HAND: choice}, now, by_hand=True, counts=True)
        return _report(actor, counted, signals.OFF_MANDATE_COUNTED)
    void = Voice.objects.create(
        vote=vote,
        delegation=delegation,
        mandate=voice.mandate,
        choice=wanted,
        kind=VoiceKind.VOID,
        hands={HAND: choice},
        by_hand=True,
        weight=voice.weight,
        members=voice.members,
        cast_at=now,
    )
    if voice.kind:
        empty_voice(voice)
    return _report(actor, void, signals.OFF_MANDATE)


def _report(actor: Actor, voice: Voice, fact: Fact) -> Voice:
    """Enter a voice raised against its mandate, and owe its commune the news at once."""
    vote = voice.vote
    entry = journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={
            "item": vote.item.number,
            "title": vote.item.proposal.title,
            "commune": voice.delegation.commune.name,
            "choice": str(voice.choice),
            "position": voice.mandate.position if voice.mandate else None,
        },
    )
    effects.put_many(
        [
            NewEffect(
                key=f"voice:{voice.pk}/off-mandate:{entry.seq}",
                kind="mandates.tell_off_mandate",
                args={"voice": voice.pk, "entry": entry.hash},
                not_before=clock.now(),
            )
        ]
    )
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
    return voice


def _held_credential(actor: Actor, vote: CouncilVote) -> Credential:
    """Lock the actor's credential at this sitting: one that ends in this moment ends before the voice, or after it."""
    found = rules.credentials_of(actor, vote).select_related(None).select_for_update(of=("self",)).first()
    if found is None:
        raise NotAllowed(rules.NO_VOICE)
    return found


def _voice(vote: CouncilVote, delegation: int) -> Voice:
    """Lock the delegation's valid place and return it as it is now; the list frozen at opening is the upper bound."""
    place = Voice.objects.filter(vote=vote, delegation=delegation).exclude(kind=VoiceKind.VOID)
    found = place.select_for_update().values_list("pk", flat=True).first()
    if found is None:
        raise RuleStops(
            _("This delegation was not here when the vote opened, so it has no voice in it."),
            _("Its communes' next votes are not touched."),
        )
    return Voice.objects.select_related("vote", "mandate").get(pk=found)


def _require_carried(voice: Voice) -> None:
    """A vacancy does not vote: what its mandate says may be read out, and is not counted."""
    if not Credential.objects.filter(
        assembly=voice.vote.assembly_id, delegation=voice.delegation_id, to_at=None
    ).exists():
        raise RuleStops(
            _("Nobody carries the voice of %(commune)s at this sitting now.") % {"commune": voice.delegation.commune},
            _("Nothing was written down."),
            _("Its mandate may be read out. It is counted again when an alternate has a credential."),
        )


def _require_still_open_for(voice: Voice) -> None:
    """In a vote that is taken up again, only a void voice that somebody else carries may speak."""
    if voice.vote.result is not None and voice.delegation_id not in taken_over(voice.vote):
        raise RuleStops(
            _("This vote was counted and is taken up again for another voice only."),
            _("Yours stands as it was counted."),
        )


def _refuse_off_mandate(terms: Terms | None, choice: Choice) -> None:
    result = check(terms, choice)
    if result.kind == CheckKind.BLOCKED:
        raise RuleStops(
            REASONS[result.reason],
            _("Nothing was cast: your place is as it was."),
            _("Answer as your assembly decided, or send it back to your commune."),
        )


def _write(
    voice: Voice,
    terms: Terms | None,
    hands: dict[str, str],
    now: datetime,
    *,
    by_hand: bool = False,
    counts: bool = False,
) -> Voice:
    """Store the hands and the one voice they make, with its kind; `counts` where the charter counts it all the same."""
    heard = [Choice(hand) for hand in hands.values()]
    choice = joint_choice(heard[0], heard[1] if len(heard) > 1 else None, mandated_position(terms))
    result = check(terms, choice)
    voice.hands, voice.choice, voice.by_hand = hands, choice, by_hand
    voice.kind = VoiceKind.BINDING if counts or result.kind == CheckKind.BINDING else VoiceKind.INDICATIVE
    voice.cast_at = now
    voice.save(update_fields=["hands", "choice", "by_hand", "kind", "cast_at"])
    ping(f"council-vote-{voice.vote.code}", f"assembly-{voice.vote.assembly_id}")
    return voice


def check_again(voice: Voice) -> None:
    """Hold a voice that was cast against what was declared since; one that is blocked now is taken back.

    Called by acts that hold the voice.
    """
    if not voice.choice or voice.kind == VoiceKind.VOID:
        return
    result = check(terms_of(voice), Choice(voice.choice))
    if result.kind == CheckKind.BLOCKED:
        empty_voice(voice)
        return
    voice.kind = VoiceKind.BINDING if result.kind == CheckKind.BINDING else VoiceKind.INDICATIVE
    voice.save(update_fields=["kind"])


def empty_voice(voice: Voice) -> None:
    """Take back what a delegation had said; its place stays."""
    voice.hands, voice.choice, voice.kind, voice.cast_at = {}, Choice.NONE, VoiceKind.NONE, None
    voice.save(update_fields=["hands", "choice", "kind", "cast_at"])


@use_case
def tell_off_mandate(*, actor: Actor, voice_id: int, entry: str) -> None:
    """Enter in the sender's own journal that its voice was raised off-mandate; effect of the void voice.

    Rulebook, off-mandate.
    """
    voice = Voice.objects.select_related(
        "delegation__commune", "vote__assembly__commune", "vote__item__proposal", "mandate"
    ).get(pk=voice_id)
    commune = voice.delegation.commune
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.OFF_MANDATE_TOLD if voice.kind == VoiceKind.VOID else signals.OFF_MANDATE_COUNTED_TOLD,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "council": voice.vote.assembly.commune.name,
            "item": voice.vote.item.number,
            "title": voice.vote.item.proposal.title,
            "choice": voice.choice,
            "position": voice.mandate.position if voice.mandate else None,
            "because": entry,
        },
    )
    effects.announce(signals.OFF_MANDATE_TOLD, voice=voice.pk)
    ping(f"commune-{commune.pk}")
