"""When its mover is gone: a withdrawn proposal is taken over, one without its mover is put off once."""

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.proposals import MOST_PUT_OFF, may_be_taken_over
from assemblies.domain.stages import PROPOSAL_MOVES, AssemblyStage, ProposalAct, ProposalStage
from assemblies.models import Assembly, Proposal, Support
from assemblies.queries.agenda import open_items
from assemblies.services.agenda import put_on_agenda
from assemblies.services.inputs import UNCHANGED, words
from assemblies.services.locks import locked
from assemblies.services.proposal import enter_proposal, entry_of, held_proposal
from confed.kernel import clock
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case


@use_case
def take_over(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Take a withdrawn proposal over within seven days; it stands where it stood: before the commune, or a draft.

    Its supporters stay. Locks the proposal. Raises NotAllowed, RuleStops, IllegalStep.
    """
    proposal = held_proposal(proposal)
    entry = entry_of(actor, proposal.commune)
    rules.may_argue(entry).require()
    act = ProposalAct.TAKE_OVER if proposal.admitted_at else ProposalAct.TAKE_OVER_DRAFT
    stage = step(PROPOSAL_MOVES, ProposalStage(proposal.stage), act)
    if proposal.withdrawn_at is None or not may_be_taken_over(proposal.withdrawn_at, clock.now()):
        raise RuleStops(
            _("“%(title)s” was withdrawn more than seven days ago.") % {"title": proposal.title},
            safe=UNCHANGED,
            do=_("Write a proposal of your own."),
        )
    proposal.stage, proposal.author, proposal.withdrawn_at, proposal.submitted_at = stage, entry, None, None
    proposal.save(update_fields=["stage", "author", "withdrawn_at", "submitted_at"])
    known = Support.objects.filter(proposal=proposal, entry=entry, withdrawn_at=None).exists()
    if entry is not None and rules.may_support(entry) and not known:
        Support.objects.create(proposal=proposal, entry=entry, at=clock.now())
    enter_proposal(actor, proposal, signals.PROPOSAL_TAKEN_OVER, {}, {"name": str(entry)})
    return proposal


@use_case
def postpone_proposal(*, actor: Actor, proposal: Proposal, reason: str, is_mover_absent: bool = False) -> Proposal:
    """Put a proposal off to the next sitting, with the reason; for the absence of its mover only once.

    Its item ends; it stands on the agenda of the next planned sitting, or waits for one. Locks that sitting and the
    proposal. Raises NotAllowed, BadInput, RuleStops, IllegalStep.
    """
    following = _following(proposal)
    proposal = held_proposal(proposal)
    rules.may_run(actor, proposal.commune).require()
    why = words(reason, _("Say why it is put off."), most=300)
    stage = step(PROPOSAL_MOVES, ProposalStage(proposal.stage), ProposalAct.POSTPONE)
    if is_mover_absent:
        if proposal.put_off >= MOST_PUT_OFF:
            raise RuleStops(
                _("“%(title)s” was put off once already because its mover was absent.") % {"title": proposal.title},
                safe=UNCHANGED,
                do=_("Let one of its supporters move it, or vote on it."),
            )
        proposal.put_off += 1
    proposal.stage = stage
    proposal.save(update_fields=["stage", "put_off"])
    open_items().filter(proposal=proposal).update(ended_at=clock.now(), outcome=ProposalStage.POSTPONED)
    enter_proposal(actor, proposal, signals.PROPOSAL_POSTPONED, {"reason": why})
    if following is not None:
        put_on_agenda(actor, following, proposal=proposal)
    return proposal


def _following(proposal: Proposal) -> Assembly | None:
    """The next sitting that is only planned and on whose agenda it does not stand."""
    standing = open_items().filter(proposal=proposal).values("assembly")
    planned = Assembly.objects.filter(commune=proposal.commune, stage=AssemblyStage.PLANNED).exclude(pk__in=standing)
    found = planned.order_by("planned_at", "pk").first()
    return None if found is None else locked(found)
