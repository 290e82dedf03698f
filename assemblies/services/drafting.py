"""From a draft to the convenors: who may speak drafts, those with a vote support, enough of them hand it in."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.proposals import answer_due, question_key
from assemblies.domain.stages import PROPOSAL_MOVES, DecisionStage, ProposalAct, ProposalStage
from assemblies.models import Commune, Decision, Proposal, RollEntry, Support
from assemblies.models.tree import has_communes_below, zone_of
from assemblies.queries.charter import charter_on
from assemblies.queries.supporters import Asked, supporters_asked, supports_of
from assemblies.services.inputs import UNCHANGED, refuse, words
from assemblies.services.proposal import enter_proposal, entry_of, held_proposal, newest_text, write_text
from confed.kernel import clock, effects
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case

MOST_LETTERS = 20_000


@use_case
def write_draft(
    *,
    actor: Actor,
    commune: Commune,
    title: str,
    body: str,
    replaces: Decision | None = None,
    review_on: date | None = None,
) -> Proposal:
    """Begin a draft; who drafts it supports it, if they have a vote.

    A draft that contradicts a decision names it: if adopted it replaces that one. Raises NotAllowed, BadInput, RuleStops.
    """
    rules.may_draft(actor, commune).require()
    if has_communes_below(commune):
        raise RuleStops(
            _("A council's questions come from its communes, or from those who prepare it."),
            safe=UNCHANGED,
            do=_("Bring it before your own commune."),
        )
    name = words(title, _("A proposal needs a title."))
    words(body, _("A proposal needs its words."), most=MOST_LETTERS)
    if replaces is not None:
        _require_replaceable(commune, replaces)
    if review_on is not None and review_on <= clock.today(zone_of(commune)):
        raise refuse(_("The day to look at it again is past already."), _("Choose a later day, or none."))
    author = entry_of(actor, commune)
    proposal = Proposal.objects.create(
        commune=commune,
        author=author,
        title=name,
        title_key=question_key(name),
        stage=ProposalStage.DRAFT,
        replaces=replaces,
        review_on=review_on,
    )
    text = write_text(proposal, body, number=1, asked_by=author)
    enter_proposal(
        actor,
        proposal,
        signals.PROPOSAL_BEGUN,
        {"version": text.number, "text_hash": text.hash, "replaces": replaces.number if replaces else None},
    )
    if author is not None and rules.may_support(author):
        Support.objects.create(proposal=proposal, entry=author, at=clock.now())
    return proposal


@use_case
def support_proposal(*, actor: Actor, proposal: Proposal) -> Support:
    """Support a draft, or one that was handed in. Repeatable; locks the proposal. Raises NotAllowed, RuleStops."""
    proposal = held_proposal(proposal)
    entry = _voter(actor, proposal)
    if proposal.stage not in (ProposalStage.DRAFT, ProposalStage.SUBMITTED, ProposalStage.RETURNED):
        raise RuleStops(_("“%(title)s” needs no more supporters.") % {"title": proposal.title}, safe=UNCHANGED)
    known = Support.objects.filter(proposal=proposal, entry=entry, withdrawn_at=None).first()
    if known is not None:
        return known
    support = Support.objects.create(proposal=proposal, entry=entry, at=clock.now())
    enter_proposal(actor, proposal, signals.PROPOSAL_SUPPORTED, {}, {"name": str(entry)})
    return support


@use_case
def withdraw_support(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Take one's support back; below the number needed, what was handed in is a draft again. Repeatable.

    Once the proposal is admitted supporters are no longer counted. Locks the proposal. Raises NotAllowed, RuleStops.
    """
    proposal = held_proposal(proposal)
    entry = _voter(actor, proposal)
    support = Support.objects.filter(proposal=proposal, entry=entry, withdrawn_at=None).first()
    if support is None:
        return proposal
    if proposal.stage not in (ProposalStage.DRAFT, ProposalStage.SUBMITTED, ProposalStage.RETURNED):
        raise RuleStops(
            _("“%(title)s” is before the commune already; its supporters are no longer counted.")
            % {"title": proposal.title},
            safe=UNCHANGED,
            do=_("Say an argument, and vote as you think."),
        )
    support.withdrawn_at = clock.now()
    support.save(update_fields=["withdrawn_at"])
    enter_proposal(actor, proposal, signals.SUPPORT_WITHDRAWN, {}, {"name": str(entry)})
    if proposal.stage == ProposalStage.SUBMITTED:
        _back_to_draft(actor, proposal)
    return proposal


@use_case
def submit_proposal(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Hand a draft in, or one that was returned; the convenors answer in writing within three days.

    Needs as many supporters as the charter says; a fifth of the roll where the same question was decided less than
    twelve months ago. Locks the proposal; announces PROPOSAL_SUBMITTED. Raises NotAllowed, RuleStops, IllegalStep.
    """
    proposal = held_proposal(proposal)
    rules.may_submit(actor, proposal).require()
    stage = step(PROPOSAL_MOVES, ProposalStage(proposal.stage), ProposalAct.SUBMIT)
    if proposal.replaces is not None:
        _require_replaceable(proposal.commune, proposal.replaces)
    asked, supporters = supporters_today(proposal), supports_of(proposal).count()
    if supporters < asked.needed:
        raise _too_few(proposal, asked, supporters)
    zone = ZoneInfo(zone_of(proposal.commune))
    proposal.stage, proposal.submitted_at = stage, clock.now()
    proposal.answered_at, proposal.return_reason = None, ""
    proposal.save(update_fields=["stage", "submitted_at", "answered_at", "return_reason"])
    entry = enter_proposal(
        actor,
        proposal,
        signals.PROPOSAL_SUBMITTED,
        {
            "supporters": supporters,
            "needed": asked.needed,
            "due": answer_due(proposal.submitted_at).astimezone(zone).date().isoformat(),
            "version": newest_text(proposal).number,
        },
    )
    effects.announce(signals.PROPOSAL_SUBMITTED, proposal=proposal.pk, entry=entry.pk if entry else 0)
    return proposal


def supporters_today(proposal: Proposal) -> Asked:
    """Return how many supporters this proposal needs today."""
    today = clock.today(zone_of(proposal.commune))
    words_now = newest_text(proposal).hash
    return supporters_asked(proposal, words_now, charter_on(proposal.commune, today)["proposal.supporters"], today)


def _back_to_draft(actor: Actor, proposal: Proposal) -> None:
    asked, left = supporters_today(proposal), supports_of(proposal).count()
    if left >= asked.needed:
        return
    proposal.stage = step(PROPOSAL_MOVES, ProposalStage(proposal.stage), ProposalAct.LOSE_SUPPORT)
    proposal.submitted_at = None
    proposal.save(update_fields=["stage", "submitted_at"])
    enter_proposal(actor, proposal, signals.PROPOSAL_BACK_TO_DRAFT, {"supporters": left, "needed": asked.needed})


def _voter(actor: Actor, proposal: Proposal) -> RollEntry:
    entry = entry_of(actor, proposal.commune)
    rules.may_support(entry).require()
    if entry is None:
        raise RuntimeError("The rule lets nobody through who is not on the roll.")
    return entry


def _require_replaceable(commune: Commune, decision: Decision) -> None:
    if decision.commune_id != commune.pk:
        raise refuse(_("A proposal replaces a decision of its own commune only."))
    if decision.stage != DecisionStage.IN_FORCE:
        raise RuleStops(
            _("Decision %(number)s is not in force, so there is nothing to replace.") % {"number": decision.number},
            safe=UNCHANGED,
            do=_("Name the decision that holds today, or none."),
        )


def _too_few(proposal: Proposal, asked: Asked, supporters: int) -> RuleStops:
    counts = {"supporters": supporters, "needed": asked.needed}
    if asked.bar is None:
        return RuleStops(
            _("%(supporters)s support this, %(needed)s are needed.") % counts,
            safe=_("The draft stays as it is."),
            do=_("Ask others on the roll to support it."),
        )
    return RuleStops(
        _(
            "Decision %(number)s answered this question. Until %(until)s it comes up again only with a fifth of the "
            "roll: %(supporters)s support this, %(needed)s are needed."
        )
        % {**counts, "number": asked.bar.number, "until": asked.bar.until.isoformat()},
        safe=_("The draft stays as it is."),
        do=_("Ask others on the roll to support it, or wait."),
        rule=_("The same question comes up again within twelve months only with a fifth of the roll."),
    )
