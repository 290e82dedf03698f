"""The convenors check the form and answer in writing; the movers may ask the assembly itself."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.proposals import question_key
from assemblies.domain.stages import PROPOSAL_MOVES, DecisionStage, ProposalAct, ProposalKind, ProposalStage
from assemblies.models import Assembly, Commune, Decision, Proposal
from assemblies.queries.next_assembly import next_assembly_of
from assemblies.queries.supporters import may_appeal_now, supports_of
from assemblies.services.agenda import put_on_agenda
from assemblies.services.drafting import supporters_today
from assemblies.services.inputs import UNCHANGED, words
from assemblies.services.locks import locked
from assemblies.services.proposal import enter_proposal, held_proposal, newest_text, write_text
from confed.kernel import clock
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case

MOST_REASON = 2000


@use_case
def admit_proposal(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Find the form in order: the proposal goes on the agenda of the next sitting, or waits for one.

    A convenor asks whether it can be understood and voted on, never whether it is good. Locks the next sitting and the
    proposal. Raises NotAllowed, RuleStops where supporters left the roll, IllegalStep.
    """
    upcoming = _next_sitting(proposal.commune)
    proposal = held_proposal(proposal)
    rules.may_answer(actor, proposal.commune).require()
    stage = step(PROPOSAL_MOVES, ProposalStage(proposal.stage), ProposalAct.ADMIT)
    asked, left = supporters_today(proposal), supports_of(proposal).count()
    if left < asked.needed:
        raise RuleStops(
            _("Only %(left)s of the supporters still have a vote here, %(needed)s are needed.")
            % {"left": left, "needed": asked.needed},
            safe=UNCHANGED,
            do=_("Return it with this reason, or wait until others support it."),
        )
    write_admission(proposal, stage)
    enter_proposal(actor, proposal, signals.PROPOSAL_ADMITTED, {"version": newest_text(proposal).number})
    if upcoming is not None:
        put_on_agenda(actor, upcoming, proposal=proposal)
    return proposal


@use_case
def return_proposal(*, actor: Actor, proposal: Proposal, reason: str) -> Proposal:
    """Return a proposal to its movers with what its form lacks, in writing. Locks it.

    Raises NotAllowed, BadInput, IllegalStep.
    """
    proposal = held_proposal(proposal)
    rules.may_answer(actor, proposal.commune).require()
    why = words(reason, _("Say in writing what the form lacks."), most=MOST_REASON)
    proposal.stage = step(PROPOSAL_MOVES, ProposalStage(proposal.stage), ProposalAct.RETURN)
    proposal.return_reason, proposal.answered_at = why, clock.now()
    proposal.save(update_fields=["stage", "return_reason", "answered_at"])
    enter_proposal(actor, proposal, signals.PROPOSAL_RETURNED, {"reason": why})
    return proposal


@use_case
def appeal_proposal(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Ask the assembly to take up what the convenors returned, or left without an answer for three days.

    The question goes on the agenda of the next sitting as a proposal of its own. Repeatable; locks the next sitting and
    the proposal. Raises NotAllowed, RuleStops.
    """
    upcoming = _next_sitting(proposal.commune)
    proposal = held_proposal(proposal)
    rules.may_submit(actor, proposal).require()
    if not may_appeal_now(proposal, clock.now()):
        raise RuleStops(
            _("The assembly is asked when the convenors returned a proposal, or gave no answer for three days."),
            safe=UNCHANGED,
        )
    key = f"appeal:{proposal.pk}:{proposal.submitted_at:%Y%m%d%H%M%S}"
    known = Proposal.objects.filter(origin_key=key).first()
    if known is not None:
        return known
    title = _t("Shall we take up “%(title)s”?") % {"title": proposal.title}
    if len(title) > 200:
        title = title[:199] + "…"
    appeal = Proposal.objects.create(
        commune=proposal.commune,
        author=proposal.author,
        title=title,
        title_key=question_key(title),
        kind=ProposalKind.APPEAL,
        about=proposal,
        origin_key=key,
        admitted_at=clock.now(),
    )
    said = proposal.return_reason or _t("The convenors gave no answer within three days.")
    write_text(
        appeal,
        _t("The assembly takes up “%(title)s”.\n\nThe convenors said: %(said)s")
        % {"title": proposal.title, "said": said},
        number=1,
    )
    enter_proposal(actor, proposal, signals.PROPOSAL_APPEALED, {"appeal": appeal.code})
    if upcoming is not None:
        put_on_agenda(actor, upcoming, proposal=appeal)
    return appeal


def follow_appeal(actor: Actor, decision: Decision) -> None:
    """Admit what the assembly decided to take up; called by the act that made the decision."""
    appeal = decision.proposal
    if appeal.kind != ProposalKind.APPEAL or appeal.about is None or decision.stage != DecisionStage.IN_FORCE:
        return
    proposal = held_proposal(appeal.about)
    if proposal.stage not in (ProposalStage.RETURNED, ProposalStage.SUBMITTED):
        return
    write_admission(proposal, step(PROPOSAL_MOVES, ProposalStage(proposal.stage), ProposalAct.ADMIT))
    enter_proposal(actor, proposal, signals.PROPOSAL_ADMITTED_BY_ASSEMBLY, {"number": decision.number})


def write_admission(proposal: Proposal, stage: ProposalStage) -> None:
    """Write an admission that was allowed; called by acts that hold the proposal."""
    now = clock.now()
    proposal.stage, proposal.admitted_at, proposal.answered_at = stage, now, now
    proposal.save(update_fields=["stage", "admitted_at", "answered_at"])


def _next_sitting(commune: Commune) -> Assembly | None:
    upcoming = next_assembly_of(commune)
    return None if upcoming is None else locked(upcoming)
