"""A delegate declares, red line by red line, whether the version on the floor touches it."""

from django.utils.translation import gettext as _

from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from delegates.models import Credential
from mandates import signals
from mandates.domain.stages import (
    MANDATE_MOVES,
    CouncilVoteStage,
    IfTouched,
    ItemStage,
    Latitude,
    MandateAct,
    MandateStage,
    VoiceKind,
)
from mandates.models import Declaration, Mandate, Voice
from mandates.queries.declared import carries_word_of, declared_on
from mandates.queries.texts import newest_text
from mandates.services.voice import check_again

BOUND = (MandateStage.GRANTED, MandateStage.DEGRADED)
RUNNING = (CouncilVoteStage.OPEN, CouncilVoteStage.SUSPENDED)


@use_case
def declare_line(*, actor: Actor, mandate: Mandate, version: int, line: int, touched: bool) -> Declaration:
    """Declare whether this version touches one red line; correctable until the vote is counted (rulebook, red lines).

    A voice cast already is held against it at once, and the commune is told. Raises NotAllowed (no credential for this
    commune), RuleStops (a version no longer on the floor, nothing to declare, contested), BadInput (no such line).
    """
    voices = list(
        Voice.objects.select_for_update(of=("self",))
        .filter(mandate=mandate, vote__stage__in=RUNNING)
        .exclude(kind=VoiceKind.VOID)
        .order_by("pk")
    )
    mandate = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("giver", "item__proposal", "text_version")
        .get(pk=mandate.pk)
    )
    credential = carries_word_of(actor, mandate) if isinstance(actor, Person) else None
    if credential is None:
        raise NotAllowed(
            _("You do not carry the word of %(commune)s at a sitting of this council.")
            % {"commune": mandate.giver.name},
            _("Nothing was declared."),
            _("Who has its credential now declares."),
        )
    text = newest_text(mandate.item)
    if text.number != version:
        raise RuleStops(
            _("Version %(given)s is no longer on the floor: version %(newest)s is.")
            % {"given": version, "newest": text.number},
            _("Nothing was declared."),
            _("Read the newest version, then declare on it."),
        )
    _require_declarable(mandate, text.pk, line)
    known = Declaration.objects.select_for_update().filter(mandate=mandate, text_version=text, line=line).first()
    declared = known or Declaration(mandate=mandate, text_version=text, line=line)
    if known is not None and known.touched == touched:
        return known
    declared.credential, declared.touched, declared.at = credential, touched, clock.now()
    declared.save()
    _move_mandate(mandate, text.pk)
    for voice in voices:
        if voice.vote.text_version_id == text.pk and voice.vote.result_id is None:
            voice.mandate = mandate
            check_again(voice)
            ping(f"council-vote-{voice.vote.code}", f"assembly-{voice.vote.assembly_id}")
    _enter(actor, mandate, declared, credential)
    return declared


def _require_declarable(mandate: Mandate, text_id: int, line: int) -> None:
    unchanged = _("Nothing was declared.")
    if not 0 <= line < len(mandate.red_lines):
        raise BadInput(_("This mandate has no such red line."), unchanged, _("Open its page again."))
    if mandate.text_version_id == text_id:
        raise RuleStops(_("The text is the one the assembly decided on, so there is nothing to declare."), unchanged)
    if mandate.latitude == Latitude.STRICT:
        raise RuleStops(
            _("This mandate holds for its own words only; a declaration changes nothing."),
            unchanged,
            _("The voice is indicative on the new text, and the commune decides."),
        )
    if mandate.stage not in BOUND or mandate.item.stage == ItemStage.SETTLED:
        raise RuleStops(_("The vote on this item is counted, or the mandate no longer stands."), unchanged)
    if declared_on(mandate, text_id).contested:
        raise RuleStops(
            _("%(commune)s contests what was declared on this version.") % {"commune": mandate.giver.name},
            _("The voice is indicative on it, whatever is declared."),
        )


def _move_mandate(mandate: Mandate, text_id: int) -> None:
    """A mandate reaches the new text once every line is untouched, or says itself what then."""
    declared = declared_on(mandate, text_id)
    if declared.touched is None:
        reaches = mandate.latitude == Latitude.OPEN
    else:
        reaches = not declared.touched or mandate.if_touched != IfTouched.NONE
    act = MandateAct.UPHOLD if reaches else MandateAct.TOUCH
    mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), act)
    mandate.save(update_fields=["stage"])


def _enter(actor: Actor, mandate: Mandate, declared: Declaration, credential: Credential) -> None:
    fact = signals.LINE_TOUCHED if declared.touched else signals.LINE_UNTOUCHED
    entry = journal.enter(
        chain_id=credential.assembly.commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"assembly:{credential.assembly_id}",
        payload=_payload(mandate, declared),
    )
    effects.put_many(
        [
            NewEffect(
                key=f"declaration:{declared.pk}/told:{entry.seq}",
                kind="mandates.tell_declared",
                args={"declaration": declared.pk, "entry": entry.hash, "touched": declared.touched},
                not_before=clock.now(),
            )
        ]
    )
    ping(f"commune-{mandate.giver_id}")


def _payload(mandate: Mandate, declared: Declaration) -> dict[str, object]:
    return {
        "commune": mandate.giver.name,
        "item": mandate.item.number,
        "title": mandate.item.proposal.title,
        "version": declared.text_version.number,
        "line": declared.line + 1,
        "words": mandate.red_lines[declared.line],
    }


@use_case
def tell_declared(*, actor: Actor, declaration_id: int, entry: str, touched: bool) -> None:
    """Enter in the commune's own journal what its delegate declared; effect of the declaration (rulebook, red lines)."""
    declared = Declaration.objects.select_related("mandate__giver", "mandate__item__proposal", "text_version").get(
        pk=declaration_id
    )
    mandate = declared.mandate
    journal.enter(
        chain_id=mandate.giver.chain_id,
        fact=signals.LINE_TOUCHED_TOLD if touched else signals.LINE_UNTOUCHED_TOLD,
        actor=actor,
        scope=f"commune:{mandate.giver_id}",
        payload={**_payload(mandate, declared), "because": entry},
    )
    ping(f"commune-{mandate.giver_id}")
