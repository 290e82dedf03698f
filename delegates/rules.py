"""Who may name delegates, check credentials, report, and ask for a recall, and why not."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import AssemblyStage, DecisionStage
from assemblies.models import Assembly, Commune, Decision, RollEntry
from assemblies.rules import FACILITATOR, SECRETARY, TELLER, Held, held_by, may_run
from confed.kernel.errors import ALLOWED, Verdict
from confed.kernel.models import Person
from confed.kernel.person import Actor, Machine
from delegates.models import Delegate, Petition, ReportBack


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
    if verdict.allowed and assembly.stage != AssemblyStage.QUORATE:
        return Verdict(False, _("A report is taken in an open assembly with its quorum."))
    return verdict


def may_petition(entry: RollEntry | None, commune: Commune) -> Verdict:
    """Whoever has a vote in the sending commune files a petition and signs it; nobody above or beside (rulebook, recall)."""
    if entry is not None and entry.commune_id == commune.pk and entry.ended_on is None and entry.may_vote:
        return ALLOWED
    return Verdict(False, _("Only those with a vote in %(commune)s recall its delegates.") % {"commune": commune.name})


def is_concerned(actor: Actor, petition: Petition) -> bool:
    """Say whether a petition is about this person, who answers it and speaks last, but neither chairs nor votes."""
    return isinstance(actor, Person) and petition.delegate.entry.person_id == actor.pk


def may_check_names(actor: Actor, petition: Petition, held: Held | None = None) -> Verdict:
    """The commune's tellers check the names; they and nobody else see them (rulebook, recall)."""
    if is_concerned(actor, petition):
        return Verdict(False, _("You are the person concerned, so you do not see the names."))
    if (held or held_by(actor, petition.commune)).has(TELLER):
        return ALLOWED
    return Verdict(
        False,
        _("Only the tellers of %(commune)s see the names; everyone sees their number.")
        % {"commune": petition.commune.name},
    )


def may_validate(actor: Actor, petition: Petition, held: Held | None = None) -> Verdict:
    """Who filed it, a teller, or who runs the sittings hands it in; the person concerned never does (rulebook, recall)."""
    if isinstance(actor, Machine):
        return ALLOWED
    if is_concerned(actor, petition):
        return Verdict(False, _("You are the person concerned, so somebody else does this."))
    held = held or held_by(actor, petition.commune)
    if held.has(TELLER, FACILITATOR, SECRETARY):
        return ALLOWED
    if petition.filed_by.person_id == actor.pk:
        return ALLOWED
    return Verdict(False, _("Who filed the petition hands it in, or a teller of the commune."))


def may_write_for(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """A teller, or who runs the sittings, writes a petition down for somebody without a phone (rulebook, recall)."""
    if (held or held_by(actor, commune)).has(TELLER, FACILITATOR, SECRETARY):
        return ALLOWED
    return Verdict(False, _("A teller of the commune writes a petition down for others."))


def may_resign(actor: Actor, delegate: Delegate) -> Verdict:
    """Who carries the word gives it back, and nobody for them (rulebook, alternates)."""
    if isinstance(actor, Person) and delegate.entry.person_id == actor.pk:
        return ALLOWED
    return Verdict(False, _("Only the delegates themselves give the word back."))
