"""More days for a ratification: once, by a majority of its communes, before its last day has passed."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.domain.stages import DecisionStage
from assemblies.models import Decision
from assemblies.queries.charter import zone_of
from confed.kernel import clock, effects, journal
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.stages import CascadeStage
from mandates.domain.window import closes_on, is_late, may_extend
from mandates.models import Cascade, Ratification

UNCHANGED = gettext_lazy("The last day is as it was.")


@use_case
def extend_cascade(*, actor: Actor, cascade: Cascade, decisions: Sequence[Decision], days: int) -> Cascade:
    """Give a ratification so many more days, by decisions of more than half of its communes (rulebook, window).

    Once, before the end of its last day, and for no longer than its window was. Those who run the council enter it;
    each commune decides for itself. Raises NotAllowed, BadInput, RuleStops.
    """
    cascade = Cascade.objects.select_for_update(of=("self",)).select_related("decision__commune").get(pk=cascade.pk)
    council = cascade.decision.commune
    rules.may_publish(actor, council).require()
    _refuse_too_late(cascade)
    longest = int(cascade.rule["days"])
    if not 1 <= days <= longest:
        raise BadInput(
            _("An extension is between 1 and %(days)s days, as long as the window was.") % {"days": longest}, UNCHANGED
        )
    asked = set(Ratification.objects.filter(cascade=cascade).values_list("commune_id", flat=True))
    agreed = _agreed(cascade, decisions) & asked
    if not may_extend(len(agreed), len(asked)):
        raise RuleStops(
            _("%(agreed)s of the %(all)s communes asked decided on more days; more than half are needed.")
            % {"agreed": len(agreed), "all": len(asked)},
            UNCHANGED,
            _("Enter the decisions of more communes before the last day has passed."),
        )
    before = cascade.closes_on
    cascade.closes_on, cascade.extended_at = closes_on(before, days), clock.now()
    cascade.save(update_fields=["closes_on", "extended_at"])
    journal.enter(
        chain_id=council.chain_id,
        fact=signals.CASCADE_EXTENDED,
        actor=actor,
        scope=f"decision:{cascade.decision_id}",
        payload={
            "decision": cascade.decision.number,
            "title": cascade.decision.title,
            "was": before.isoformat(),
            "closes_on": cascade.closes_on.isoformat(),
            "agreed": len(agreed),
            "communes": len(asked),
        },
    )
    effects.put(
        key=f"cascade:{cascade.pk}/close/extended",
        kind="mandates.close_cascade",
        args={"cascade": cascade.pk},
        not_before=clock.day_end(cascade.closes_on, zone_of(council)),
    )
    ping(f"decision-{cascade.decision_id}")
    return cascade


def _refuse_too_late(cascade: Cascade) -> None:
    if cascade.stage != CascadeStage.OPEN or clock.now() >= clock.day_end(
        cascade.closes_on, zone_of(cascade.decision.commune)
    ):
        raise RuleStops(
            _("The last day of this ratification has passed."),
            UNCHANGED,
            _("What the answers say stands; bring the question up again if it is not settled."),
        )
    if cascade.extended_at is not None:
        raise RuleStops(_("This ratification was extended already, and that is possible once."), UNCHANGED)


def _agreed(cascade: Cascade, decisions: Sequence[Decision]) -> set[int]:
    """Return the communes whose assembly decided so: passed, after the question went out, within its days."""
    found = Decision.objects.filter(pk__in=[one.pk for one in decisions], stage=DecisionStage.IN_FORCE)
    return {
        one.commune_id
        for one in found
        if one.decided_on >= cascade.opens_on and not is_late(one.decided_on, cascade.closes_on)
    }
