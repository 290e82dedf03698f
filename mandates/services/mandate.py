"""Mandates: asked for, drafted, granted by the assembly's decision, degraded by a new text."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from assemblies.domain.stages import ProposalStage
from assemblies.models import Decision, TextVersion
from assemblies.services.proposal import write_version
from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.answers import position_of
from mandates.domain.compliance import covers_new_version
from mandates.domain.stages import MANDATE_MOVES, IfTouched, ItemStage, Latitude, MandateAct, MandateStage
from mandates.models import CouncilItem, Mandate

_NOT_YET_ASKED = (ProposalStage.DRAFT, ProposalStage.ADMITTED, ProposalStage.POSTPONED)


@use_case
def draft_mandate(
    *,
    actor: Actor,
    mandate: Mandate,
    latitude: str = "",
    red_lines: Sequence[str] = (),
    if_touched: str = IfTouched.NONE,
    reasons: str = "",
    expires_on: date | None = None,
) -> Mandate:
    """Prepare the terms the assembly will vote on (rulebook, mandates).

    `latitude` defaults to the charter's, taken when the council asked. Raises NotAllowed, BadInput (an empty red line).
    """
    mandate = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("giver", "item__proposal", "proposal")
        .get(pk=mandate.pk)
    )
    rules.may_draft(actor, mandate).require()
    if mandate.proposal.stage == "vote_open":
        raise RuleStops(
            _("The vote on this mandate is open, so its terms stand."),
            _("Nothing was changed."),
            _("Wait for the result, or void the vote first."),
        )
    lines = [line.strip() for line in red_lines]
    if not all(lines):
        raise BadInput(
            _("One red line has no words."),
            _("Nothing was changed."),
            _("Write it as one sentence that can be tested."),
        )
    mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), MandateAct.DRAFT)
    mandate.latitude = Latitude(latitude or mandate.latitude)
    mandate.red_lines, mandate.if_touched = lines, IfTouched(if_touched)
    mandate.reasons, mandate.expires_on = reasons, expires_on
    mandate.save(update_fields=["stage", "latitude", "red_lines", "if_touched", "reasons", "expires_on"])
    journal.enter(
        chain_id=mandate.giver.chain_id,
        fact=signals.MANDATE_DRAFTED,
        actor=actor,
        scope=f"commune:{mandate.giver_id}",
        payload={
            "item": mandate.item.number,
            "title": mandate.item.proposal.title,
            "latitude": str(mandate.latitude),
            "red_lines": len(lines),
            "if_touched": str(mandate.if_touched),
        },
    )
    return mandate


@use_case
def grant_mandate(*, actor: Actor, decision: Decision) -> Mandate | None:
    """Make this decision of a commune its delegates' imperative mandate; effect of every decision made.

    The position is the decision's outcome: passed is for, not passed is against, equal is abstain
    (rulebook, mandates). A later decision on the same question replaces the earlier mandate. Returns
    None where the decision was on something else, or was already taken up.
    """
    asked = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("giver", "item__proposal", "item__council")
        .filter(proposal_id=decision.proposal_id)
        .order_by("pk")
    )
    mandates = list(asked)
    if not mandates or any(m.decision_id == decision.pk for m in mandates):
        return None
    mandate = mandates[-1]
    if mandate.item.stage == ItemStage.SETTLED:
        return None  # the council has voted: the decision stands in the commune's register and binds nobody
    if mandate.stage not in (MandateStage.REQUESTED, MandateStage.DRAFTED):
        mandate = _replace(actor, mandate)
    item = mandate.item
    # What was voted on is found by its words: the council may have changed the text meanwhile.
    text = TextVersion.objects.filter(proposal_id=item.proposal_id, hash=decision.text_version.hash).latest("number")
    now = clock.now()
    mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), MandateAct.GRANT)
    mandate.decision, mandate.text_version = decision, text
    mandate.position = position_of(decision.result.outcome)
    mandate.granted_at = now
    mandate.late = item.deadline is not None and now > item.deadline
    mandate.save()
    counts = decision.result.counts
    journal.enter(
        chain_id=mandate.giver.chain_id,
        fact=signals.MANDATE_GRANTED,
        actor=actor,
        scope=f"assembly:{decision.assembly_id}",
        payload={
            "item": item.number,
            "council": item.council.name,
            "title": item.proposal.title,
            "version": text.number,
            "position": str(mandate.position),
            "for": counts["for"],
            "against": counts["against"],
            "abstain": counts["abstain"],
            "latitude": str(mandate.latitude),
            "red_lines": len(mandate.red_lines),
            "late": mandate.late,
            "decision": decision.number,
        },
    )
    newest = TextVersion.objects.filter(proposal_id=item.proposal_id).latest("number")
    if newest.pk != text.pk and not covers_new_version(Latitude(mandate.latitude), bool(mandate.red_lines)):
        _degrade(mandate)
        _tell_held(mandate, newest, signals.MANDATE_DEGRADED)
    ping(f"commune-{mandate.giver_id}", f"commune-{item.council_id}")
    return mandate


def _replace(actor: Actor, earlier: Mandate) -> Mandate:
    """Take the earlier mandate out of force and return a fresh one with the same terms."""
    if earlier.stage in (MandateStage.GRANTED, MandateStage.DEGRADED):
        earlier.stage = step(MANDATE_MOVES, MandateStage(earlier.stage), MandateAct.REVOKE)
        earlier.save(update_fields=["stage"])
        journal.enter(
            chain_id=earlier.giver.chain_id,
            fact=signals.MANDATE_REVOKED,
            actor=actor,
            scope=f"commune:{earlier.giver_id}",
            payload={
                "item": earlier.item.number,
                "title": earlier.item.proposal.title,
                "reason": _("the assembly decided anew"),
            },
        )
    return Mandate.objects.create(
        giver=earlier.giver,
        item=earlier.item,
        text_version=earlier.text_version,
        proposal_id=earlier.proposal_id,
        latitude=earlier.latitude,
        red_lines=earlier.red_lines,
        if_touched=earlier.if_touched,
        reasons=earlier.reasons,
        expires_on=earlier.expires_on,
        stage=MandateStage.DRAFTED,
    )


@use_case
def degrade_mandates(*, actor: Actor, item: CouncilItem, text: TextVersion) -> int:
    """Make indicative every mandate the new text is not covered by, and tell all holders; return how many.

    Rulebook, new text. Communes still deciding get the new words in their question. One effect per commune.
    """
    held = list(
        Mandate.objects.select_for_update().filter(item=item, stage__in=[MandateStage.GRANTED, MandateStage.DEGRADED])
    )
    bound = [m for m in held if m.stage == MandateStage.GRANTED]
    fallen = [m for m in bound if not covers_new_version(Latitude(m.latitude), bool(m.red_lines))]
    for mandate in fallen:
        _degrade(mandate, save=False)
    Mandate.objects.bulk_update(fallen, ["stage"])
    waiting = Mandate.objects.filter(item=item, stage__in=[MandateStage.REQUESTED, MandateStage.DRAFTED])
    now = clock.now()
    effects.put_many(
        [
            NewEffect(
                key=f"item:{item.pk}/version:{text.number}/mandate:{mandate}",
                kind="mandates.tell_new_text",
                args={"mandate": mandate, "text": text.pk},
                not_before=now,
            )
            for mandate in [*(m.pk for m in held), *waiting.values_list("pk", flat=True)]
        ]
    )
    return len(fallen)


def _degrade(mandate: Mandate, save: bool = True) -> None:
    mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), MandateAct.DEGRADE)
    if save:
        mandate.save(update_fields=["stage"])


@use_case
def tell_new_text(*, actor: Actor, mandate_id: int, text_id: int) -> None:
    """Bring the new text to one commune: into its question, or as news whether its mandate still binds.

    Rulebook, new text.
    """
    mandate = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("giver", "item__proposal", "proposal", "text_version")
        .get(pk=mandate_id)
    )
    text = TextVersion.objects.get(pk=text_id)
    if mandate.stage in (MandateStage.REQUESTED, MandateStage.DRAFTED):
        current = TextVersion.objects.filter(proposal_id=mandate.proposal_id).latest("number")
        if current.hash != text.hash and mandate.proposal.stage in _NOT_YET_ASKED:
            write_version(actor, mandate.proposal, body=text.body, reason=text.reason)
            mandate.text_version = text
            mandate.save(update_fields=["text_version"])
    elif mandate.stage == MandateStage.DEGRADED:
        _tell_held(mandate, text, signals.MANDATE_DEGRADED)
    elif mandate.stage == MandateStage.GRANTED:
        _tell_held(mandate, text, signals.MANDATE_STILL_BINDS)
    effects.announce(signals.TEXT_CHANGED, mandate=mandate.pk, version=text.number)
    ping(f"commune-{mandate.giver_id}")


def _tell_held(mandate: Mandate, text: TextVersion, fact: Fact) -> None:
    journal.enter(
        chain_id=mandate.giver.chain_id,
        fact=fact,
        actor=effects.ACTOR,
        scope=f"commune:{mandate.giver_id}",
        payload={
            "item": mandate.item.number,
            "title": mandate.item.proposal.title,
            "version": text.number,
            "mandate_version": mandate.text_version.number,
        },
    )
