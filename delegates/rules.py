"""Who may name delegates and check credentials, and why not."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import AssemblyStage, DecisionStage
from assemblies.models import Assembly, Commune, Decision
from assemblies.rules import Held, may_run
from confed.kernel.errors import ALLOWED, Verdict
from confed.kernel.models import Person
from confed.kernel.person import Actor
from delegates.models import Delegate, ReportBack


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


def may_give_report(actor: Actor, report: ReportBack, people: Sequence[Delegate], held: Held | None = None) -> Verdict:
    """Who carried the voice at that sitting gives the report, or who runs the commune writes it (rulebook, report-back)."""
    if isinstance(actor, Person) and any(one.entry.person_id == actor.pk for one in people):
        return ALLOWED
    if may_run(actor, report.delegation.commune, held):
        return ALLOWED
    return Verdict(False, _("Who carried the word of the commune at that sitting reports on it."))


def may_take_report(actor: Actor, report: ReportBack, assembly: Assembly, held: Held | None = None) -> Verdict:
    """Those who run an open, quorate sitting of the sending commune write down what it said (rulebook, report-back)."""
    if assembly.commune_id != report.delegation.commune_id:
        return Verdict(False, _("Only an assembly of the commune that sent them takes this report."))
    verdict = may_run(actor, assembly, held)
    if verdict and assembly.stage != AssemblyStage.QUORATE:
        return Verdict(False, _("A report is taken in an open assembly with its quorum."))
    return verdict
