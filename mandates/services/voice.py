"""Casting a voice: checked against its mandate before it counts."""

from django.utils.translation import gettext as _

from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import RuleStops
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from delegates.models import Delegation
from mandates import rules, signals
from mandates.domain.compliance import CheckKind, check
from mandates.domain.stages import Choice, CouncilVoteStage, VoiceKind
from mandates.domain.tandem import joint_choice
from mandates.models import CouncilVote, Voice
from mandates.queries.checks import REASONS, mandated_position, terms_of


@use_case
def cast_voice(*, actor: Actor, vote: CouncilVote, choice: str) -> Voice:
    """Cast the voice of the actor's commune; the mandate's check says binding, indicative, or refuses (rulebook, casting).

    The first hand of a tandem counts as the voice, the second confirms; changeable until closing. A refusal
    writes nothing. Raises NotAllowed (no credential here), RuleStops (off-mandate, closed).
    """
    vote = CouncilVote.objects.select_for_update(of=("self",)).select_related("assembly").get(pk=vote.pk)
    credential = rules.current_credential(actor, vote)
    rules.may_cast(credential, vote, clock.now()).require()
    if credential is None:
        raise RuleStops(_("You do not speak for a commune here."))
    voice = _voice(vote, credential.delegation)
    _refuse_off_mandate(voice, Choice(choice))
    hands = {**voice.hands, str(credential.seat): choice}
    return _write(voice, hands, by_hand=False)


@use_case
def record_by_hand(*, actor: Actor, vote: CouncilVote, delegation: Delegation, choice: str) -> Voice:
    """Write down a voice raised by hand in the hall; against its mandate it is void and the sender is told at once.

    The void voice stays on record beside the delegation's valid place, which may still vote while the vote is
    open (rulebook, off-mandate). Raises NotAllowed, RuleStops (closed, no voice here).
    """
    vote = (
        CouncilVote.objects.select_for_update(of=("self",))
        .select_related("assembly__commune", "item__proposal")
        .get(pk=vote.pk)
    )
    rules.may_chair(actor, vote.assembly).require()
    if vote.stage != CouncilVoteStage.OPEN:
        raise RuleStops(_("This vote is closed."), _("What was counted stands."))
    voice = _voice(vote, delegation)
    wanted = Choice(choice)
    result = check(terms_of(voice), wanted)
    if result.kind != CheckKind.BLOCKED:
        return _write(voice, {"hand": choice}, by_hand=True)
    void = Voice.objects.create(
        vote=vote,
        delegation=delegation,
        mandate=voice.mandate,
        choice=wanted,
        kind=VoiceKind.VOID,
        hands={"hand": choice},
        by_hand=True,
        weight=voice.weight,
        members=voice.members,
        cast_at=clock.now(),
    )
    if voice.kind:
        _empty(voice)
    commune = voice.delegation.commune
    entry = journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=signals.OFF_MANDATE,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={
            "item": vote.item.number,
            "title": vote.item.proposal.title,
            "commune": commune.name,
            "choice": str(wanted),
            "position": voice.mandate.position if voice.mandate else None,
        },
    )
    effects.put_many(
        [
            NewEffect(
                key=f"voice:{void.pk}/off-mandate",
                kind="mandates.tell_off_mandate",
                args={"voice": void.pk, "entry": entry.hash},
                not_before=clock.now(),
            )
        ]
    )
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
    return void


def _voice(vote: CouncilVote, delegation: Delegation) -> Voice:
    """Lock and return the delegation's valid place; the list frozen at opening is the upper bound."""
    voice = (
        Voice.objects.select_for_update(of=("self",))
        .select_related("mandate__text_version", "delegation__commune")
        .filter(vote=vote, delegation=delegation)
        .exclude(kind=VoiceKind.VOID)
        .first()
    )
    if voice is None:
        raise RuleStops(
            _("This delegation was not here when the vote opened, so it has no voice in it."),
            _("Its communes' next votes are not touched."),
        )
    return voice


def _refuse_off_mandate(voice: Voice, choice: Choice) -> None:
    result = check(terms_of(voice), choice)
    if result.kind == CheckKind.BLOCKED:
        raise RuleStops(
            REASONS[result.reason],
            _("Nothing was cast: your place is as it was."),
            _("Answer as your assembly decided, or send it back to your commune."),
        )


def _write(voice: Voice, hands: dict[str, str], by_hand: bool) -> Voice:
    """Store the hands and the one voice they make, with its kind."""
    heard = [Choice(hand) for hand in hands.values()]
    choice = joint_choice(heard[0], heard[1] if len(heard) > 1 else None, mandated_position(voice))
    result = check(terms_of(voice), choice)
    voice.hands, voice.choice, voice.by_hand = hands, choice, by_hand
    voice.kind = VoiceKind.BINDING if result.kind == CheckKind.BINDING else VoiceKind.INDICATIVE
    voice.cast_at = clock.now()
    voice.save(update_fields=["hands", "choice", "by_hand", "kind", "cast_at"])
    ping(f"council-vote-{voice.vote.code}", f"assembly-{voice.vote.assembly_id}")
    return voice


def _empty(voice: Voice) -> None:
    """A hand raised against the mandate takes back what the delegation had said before."""
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
        fact=signals.OFF_MANDATE_TOLD,
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
    ping(f"commune-{commune.pk}")
