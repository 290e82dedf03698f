"""“Yes, if …”: the words that an assembly said with its no, kept beside the answer for the others to read."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.models import Commune
from confed.kernel import journal
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.stages import Basis, RatificationStage
from mandates.models import Cascade, Ratification

MOST_LETTERS = 500
UNCHANGED = gettext_lazy("The answer stands as it was counted.")


@use_case
def keep_condition(*, actor: Actor, cascade: Cascade, commune: Commune, words: str) -> Ratification:
    """Keep what a commune's assembly said with its no; it counts as no, whatever the words (rulebook, answers).

    Repeatable. Raises NotAllowed, BadInput, RuleStops (not asked, or its assembly did not say no).
    """
    row = (
        Ratification.objects.select_for_update(of=("self",))
        .select_related("cascade__decision__commune", "commune")
        .filter(cascade=cascade, commune=commune)
        .first()
    )
    if row is None:
        raise RuleStops(
            _("%(commune)s is not among the communes that this decision was sent to.") % {"commune": commune.name},
            _("Nothing was entered."),
        )
    rules.may_keep_condition(actor, row.commune).require()
    words = words.strip()
    if not 0 < len(words) <= MOST_LETTERS:
        raise BadInput(_("Write it in up to %(most)s letters.") % {"most": MOST_LETTERS}, UNCHANGED)
    if row.stage != RatificationStage.AGAINST or row.basis == Basis.MANDATE:
        raise RuleStops(
            _("The assembly of %(commune)s did not say no, so no condition stands beside its answer.")
            % {"commune": row.commune.name},
            UNCHANGED,
        )
    if row.counter_words == words:
        return row
    row.counter_words = words
    row.save(update_fields=["counter_words"])
    decision = row.cascade.decision
    journal.enter(
        chain_id=row.commune.chain_id,
        fact=signals.CONDITION_KEPT,
        actor=actor,
        scope=f"commune:{row.commune_id}",
        payload={
            "decision": decision.number,
            "council": decision.commune.name,
            "title": decision.title,
            "words": words,
        },
    )
    ping(f"decision-{decision.pk}", f"commune-{row.commune_id}")
    return row
