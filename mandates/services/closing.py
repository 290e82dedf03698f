"""The end of a ratification: silence by its rule, one result, and everybody told; counted anew where a fact changes."""

from django.utils.translation import gettext as _

from assemblies.domain.stages import DecisionStage
from assemblies.models import Commune, Result
from assemblies.queries.charter import zone_of
from assemblies.services.decision import lack_answers, mark_not_ratified, put_in_force
from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import signals
from mandates.domain.ratification import RatificationOutcome, RatificationRule, Standing
from mandates.domain.stages import (
    CASCADE_MOVES,
    RATIFICATION_MOVES,
    CascadeAct,
    CascadeStage,
    RatificationAct,
    RatificationStage,
)
from mandates.models import Cascade, Ratification
from mandates.queries.counted import count, counts_of, spoken_by_silence

_SETTLE = {
    RatificationOutcome.RATIFIED: put_in_force,
    RatificationOutcome.NOT_RATIFIED: mark_not_ratified,
    RatificationOutcome.INSUFFICIENT: lack_answers,
}
_FALLS_SILENT = [stage for stage, act in RATIFICATION_MOVES if act == RatificationAct.FALL_SILENT]


@use_case
def close_cascade(*, actor: Actor, cascade_id: int) -> Cascade:
    """Close a ratification after its last day, once; effect due at that midnight (rulebook, ratification).

    Communes that said nothing fall under the rule for silence. Raises RuleStops before the window has ended.
    """
    cascade = _locked(cascade_id)
    if cascade.stage == CascadeStage.CLOSED:
        return cascade
    council = cascade.decision.commune
    now = clock.now()
    if now < clock.day_end(cascade.closes_on, zone_of(council)):
        if cascade.extended_at is not None:
            return cascade  # this is the effect of the first last day; the new one has its own
        raise RuleStops(
            _("Votes still count until the end of %(day)s.") % {"day": cascade.closes_on.isoformat()},
            _("Nothing was closed."),
        )
    Ratification.objects.filter(cascade=cascade, stage__in=_FALLS_SILENT).update(stage=RatificationStage.SILENT)
    standing = count(cascade, closed=True)
    cascade.stage = step(CASCADE_MOVES, CascadeStage(cascade.stage), CascadeAct.CLOSE)
    cascade.closed_at = now
    cascade.result = _result(cascade, standing)
    cascade.save(update_fields=["stage", "closed_at", "result"])
    _SETTLE[standing.outcome](actor=actor, decision=cascade.decision)
    entry = journal.enter(
        chain_id=council.chain_id,
        fact=signals.CASCADE_CLOSED,
        actor=actor,
        scope=f"decision:{cascade.decision_id}",
        payload={
            "decision": cascade.decision.number,
            "title": cascade.decision.title,
            "outcome": str(standing.outcome),
            "rule": cascade.rule,
            **_sentence(standing),
            "counts": cascade.result.counts,
        },
    )
    _tell_communes(cascade, entry.hash, "closed")
    ping(f"decision-{cascade.decision_id}")
    return cascade


@use_case
def recompute_cascade(*, actor: Actor, cascade: Cascade, reason: str) -> Cascade:
    """Count a closed ratification anew as a new result; the earlier one stays on record (rulebook, recomputation)."""
    cascade = _locked(cascade.pk)
    before = cascade.result
    if cascade.stage != CascadeStage.CLOSED or before is None:
        raise RuleStops(_("This ratification is still open; it is counted at its close."))
    standing = count(cascade, closed=True)
    cascade.result = _result(cascade, standing, supersedes=before, reason=reason)
    cascade.save(update_fields=["result"])
    if DecisionStage(cascade.decision.stage) != _STAGES[standing.outcome]:
        _SETTLE[standing.outcome](actor=actor, decision=cascade.decision)
    entry = journal.enter(
        chain_id=cascade.decision.commune.chain_id,
        fact=signals.CASCADE_RECOMPUTED,
        actor=actor,
        scope=f"decision:{cascade.decision_id}",
        payload={
            "decision": cascade.decision.number,
            "outcome": str(standing.outcome),
            "was": before.outcome,
            "reason": reason,
            **_sentence(standing),
            "counts": cascade.result.counts,
        },
    )
    _tell_communes(cascade, entry.hash, f"result:{cascade.result.pk}")
    ping(f"decision-{cascade.decision_id}")
    return cascade


_STAGES = {
    RatificationOutcome.RATIFIED: DecisionStage.IN_FORCE,
    RatificationOutcome.NOT_RATIFIED: DecisionStage.NOT_RATIFIED,
    RatificationOutcome.INSUFFICIENT: DecisionStage.INSUFFICIENT,
}


def _locked(cascade_id: int) -> Cascade:
    return (
        Cascade.objects.select_for_update(of=("self",))
        .select_related("decision__commune", "council_vote", "result")
        .get(pk=cascade_id)
    )


def _result(cascade: Cascade, standing: Standing, supersedes: Result | None = None, reason: str = "") -> Result:
    return Result.objects.create(
        supersedes=supersedes,
        text_version_id=cascade.decision.text_version_id,
        outcome=standing.outcome,
        counts=counts_of(standing, spoken_by_silence(cascade.pk, RatificationRule.from_values(cascade.rule))),
        rule=cascade.rule,
        reason=reason[:300],
        at=clock.now(),
    )


def _sentence(standing: Standing) -> dict[str, int]:
    return {
        "for": standing.flat.counts.for_,
        "against": standing.flat.counts.against,
        "abstain": standing.flat.counts.abstain,
        "silent": standing.silent + standing.late + standing.inquorate,
    }


def _tell_communes(cascade: Cascade, entry: str, occasion: str) -> None:
    """Owe each commune of the frozen base the news of the outcome."""
    communes = Ratification.objects.filter(cascade=cascade).values_list("commune_id", flat=True)
    now = clock.now()
    effects.put_many(
        [
            NewEffect(
                key=f"cascade:{cascade.pk}/commune:{commune}/{occasion}",
                kind="mandates.tell_outcome",
                args={"cascade": cascade.pk, "commune": commune, "entry": entry},
                not_before=now,
            )
            for commune in communes
        ]
    )


@use_case
def tell_outcome(*, actor: Actor, cascade_id: int, commune_id: int, entry: str) -> None:
    """Enter in one commune's journal what became of the decision; effect of the close (rulebook, ratification)."""
    cascade = Cascade.objects.select_related("decision__commune", "result").get(pk=cascade_id)
    commune = Commune.objects.get(pk=commune_id)
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.OUTCOME_TOLD,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "decision": cascade.decision.number,
            "council": cascade.decision.commune.name,
            "title": cascade.decision.title,
            "outcome": cascade.result.outcome if cascade.result else "",
            "because": entry,
        },
    )
    effects.announce(signals.OUTCOME_TOLD, cascade=cascade.pk, commune=commune.pk, result=cascade.result_id or 0)
    ping(f"commune-{commune.pk}")
