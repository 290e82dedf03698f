"""A delegate holds the check of a voice for wrong: a note to the chair and to the assembly that unlocks nothing."""

from django.utils.translation import gettext as _

from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import RuleStops
from confed.kernel.models import Disclosure, JournalEntry
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.compliance import check
from mandates.domain.stages import Choice, VoiceKind
from mandates.models import CouncilVote, Voice
from mandates.queries.checks import terms_of


@use_case
def doubt_check(*, actor: Actor, vote: CouncilVote, choice: str, words: str) -> JournalEntry:
    """Enter that whoever carries a voice holds the check of one answer for wrong, and owe its commune the note.

    The check stands as it was (rulebook, a note on the check). Raises NotAllowed, RuleStops (no voice in this vote).
    """
    credential = rules.current_credential(actor, vote)
    rules.may_cast(credential, vote, clock.now()).require()
    voice = (
        Voice.objects.filter(vote=vote, delegation=credential.delegation_id if credential else None)
        .exclude(kind=VoiceKind.VOID)
        .select_related(
            "vote__item__proposal", "vote__assembly__commune", "mandate__text_version", "delegation__commune"
        )
        .first()
    )
    if voice is None:
        raise RuleStops(_("You came after this vote opened, so you have no voice in it."), _("No note was written."))
    vote = voice.vote
    found = check(terms_of(voice), Choice(choice))
    entry = journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=signals.CHECK_DOUBTED,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={
            "vote": vote.code,
            "item": vote.item.number,
            "title": vote.item.proposal.title,
            "commune": voice.delegation.commune.name,
            "choice": choice,
            "check": str(found.kind),
            "reason": str(found.reason),
        },
        personal={"words": words},
    )
    effects.put_many(
        [
            NewEffect(
                key=f"doubt:{entry.pk}",
                kind="mandates.tell_doubt",
                args={"entry": entry.pk, "voice": voice.pk},
                not_before=clock.now(),
            )
        ]
    )
    ping(f"assembly-{vote.assembly_id}")
    return entry


@use_case
def tell_doubt(*, actor: Actor, entry_id: int, voice_id: int) -> None:
    """Enter the note in the commune's own journal, once; effect of the doubt (rulebook, a note on the check)."""
    entry = JournalEntry.objects.get(pk=entry_id)
    voice = Voice.objects.select_related("delegation__commune", "vote__assembly__commune", "vote__item__proposal").get(
        pk=voice_id
    )
    commune = voice.delegation.commune
    words = Disclosure.objects.filter(entry=entry, field="words").values_list("value", flat=True).first()
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.CHECK_DOUBTED_TOLD,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "council": voice.vote.assembly.commune.name,
            "item": voice.vote.item.number,
            "title": voice.vote.item.proposal.title,
            "because": entry.hash,
        },
        personal={"words": words or ""},
    )
    ping(f"commune-{commune.pk}")
