"""Mandates that end or turn before their vote: taken back by the assembly, or by what became of their decision."""

from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Decision
from confed.kernel import journal
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.answers import position_of
from mandates.domain.stages import MANDATE_MOVES, MandateAct, MandateStage
from mandates.models import Mandate, Voice

BOUND = (MandateStage.GRANTED, MandateStage.DEGRADED)


@use_case
def revoke_mandate(*, actor: Actor, mandate: Mandate, assembly: Assembly, reason: str) -> Mandate:
    """Enter that the assembly took its mandate back; its voice is indicative from the next vote on (rulebook, mandates).

    A vote that is open keeps the mandate it opened with. Repeatable. Raises NotAllowed, RuleStops (no mandate that
    stands, a sitting that cannot decide).
    """
    mandate = _held(mandate.pk)
    rules.may_contest(actor, mandate).require()
    if mandate.stage == MandateStage.REVOKED:
        return mandate
    if mandate.stage not in BOUND:
        raise RuleStops(_("No mandate stands on this item, so there is none to take back."))
    if assembly.commune_id != mandate.giver_id or assembly.stage != AssemblyStage.QUORATE:
        raise RuleStops(
            _("Only an open assembly of %(commune)s that has its quorum takes a mandate back.")
            % {"commune": mandate.giver.name},
            _("The mandate stands."),
        )
    return _revoke(actor, mandate, f"assembly:{assembly.pk}", reason)


@use_case
def follow_replaced(*, actor: Actor, decision_id: int) -> Mandate | None:
    """Take back a mandate whose decision was replaced by another (rulebook, mandates).

    Returns None where no mandate stood on it.
    """
    found = Mandate.objects.filter(decision=decision_id, stage__in=BOUND).values_list("pk", flat=True).first()
    if found is None:
        return None
    mandate = _held(found)
    if mandate.stage not in BOUND:
        return None
    return _revoke(actor, mandate, f"commune:{mandate.giver_id}", _("its decision was replaced"))


@use_case
def follow_corrected(*, actor: Actor, decision: Decision) -> Mandate | None:
    """Let a mandate follow the corrected count of its decision; effect of the correction (rulebook, mandates).

    One that a council vote has taken up already stands as it was frozen. Returns None where nothing turned.
    """
    found = Mandate.objects.filter(decision=decision, stage__in=BOUND).values_list("pk", flat=True).first()
    if found is None or Voice.objects.filter(mandate=found).exclude(vote__stage="cancelled").exists():
        return None
    mandate = _held(found)
    was, position = mandate.position, position_of(decision.result.outcome)
    if was == position:
        return None
    mandate.position = position
    mandate.save(update_fields=["position"])
    journal.enter(
        chain_id=mandate.giver.chain_id,
        fact=signals.MANDATE_CORRECTED,
        actor=actor,
        scope=f"commune:{mandate.giver_id}",
        payload={
            "item": mandate.item.number,
            "title": mandate.item.proposal.title,
            "position": str(position),
            "was": was,
        },
    )
    ping(f"commune-{mandate.giver_id}", f"commune-{mandate.item.council_id}")
    return mandate


def _held(pk: int) -> Mandate:
    return Mandate.objects.select_for_update(of=("self",)).select_related("giver", "item__proposal").get(pk=pk)


def _revoke(actor: Actor, mandate: Mandate, scope: str, reason: str) -> Mandate:
    mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), MandateAct.REVOKE)
    mandate.save(update_fields=["stage"])
    journal.enter(
        chain_id=mandate.giver.chain_id,
        fact=signals.MANDATE_REVOKED,
        actor=actor,
        scope=scope,
        payload={"item": mandate.item.number, "title": mandate.item.proposal.title, "reason": reason},
    )
    ping(f"commune-{mandate.giver_id}", f"commune-{mandate.item.council_id}")
    return mandate
