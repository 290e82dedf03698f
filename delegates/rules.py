"""Who may name delegates and check credentials, and why not."""

from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import DecisionStage
from assemblies.models import Assembly, Commune, Decision
from assemblies.rules import may_run
from confed.kernel.errors import ALLOWED, Verdict
from confed.kernel.person import Actor


def may_name_delegation(actor: Actor, commune: Commune, decision: Decision) -> Verdict:
    """Only a decision of the sending commune itself, in force, names its delegates (rulebook, delegations)."""
    verdict = may_run(actor, commune)
    if not verdict:
        return verdict
    if decision.commune_id != commune.pk:
        return Verdict(False, _("Only the sending commune decides who carries its word."))
    if decision.stage != DecisionStage.IN_FORCE:
        return Verdict(False, _("This decision was not passed, so nobody is named by it."))
    return ALLOWED


def may_check_credentials(actor: Actor, assembly: Assembly) -> Verdict:
    """Those who run the council check who carries which voice (rulebook, credentials)."""
    return may_run(actor, assembly.commune)
