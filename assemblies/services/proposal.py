"""Proposals: texts before a commune, their versions, and their withdrawal."""

import hashlib

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.majority import Outcome
from assemblies.domain.stages import PROPOSAL_MOVES, ProposalAct, ProposalKind, ProposalStage
from assemblies.models import Commune, Proposal, RollEntry, TextVersion
from assemblies.queries.agenda import open_items
from assemblies.services.inputs import UNCHANGED, refuse, words
from assemblies.services.results import begin_vote
from assemblies.services.results import settle_proposal as settle
from confed.kernel import clock, journal
from confed.kernel.errors import RuleStops
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

MOST_LETTERS = 200_000


@use_case
def draft_proposal(
    *,
    actor: Actor,
    commune: Commune,
    title: str,
    body: str,
    kind: str = ProposalKind.TEXT,
    origin_key: str | None = None,
    version: int = 1,
) -> Proposal:
    """Put a text before a commune, with the first version of its words.

    A question that comes down from a council keeps the number of the council's text (`version`), so that a paper
    answer can name it. Repeatable by `origin_key`. A council's own item is entered in the journal by its publication.
    Raises NotAllowed, BadInput.
    """
    if origin_key and (known := Proposal.objects.filter(origin_key=origin_key).first()):
        return known
    rules.may_draft(actor, commune).require()
    if kind not in set(ProposalKind):
        raise refuse(_("There is no kind of proposal “%(kind)s”.") % {"kind": kind})
    proposal = Proposal.objects.create(
        commune=commune,
        author=_entry_of(actor, commune),
        title=words(title, _("A proposal needs a title.")),
        kind=kind,
        origin_key=origin_key,
    )
    text = _write_text(proposal, body, number=version, reason="")
    _enter(actor, proposal, signals.PROPOSAL_DRAFTED, {"version": text.number, "text_hash": text.hash})
    return proposal


@use_case
def add_version(*, actor: Actor, proposal: Proposal, body: str, reason: str) -> TextVersion:
    """Add a new version of a proposal's words; the old one stays. Locks the proposal.

    Raises NotAllowed, BadInput, RuleStops while it is voted on, after it is settled, or where the words are the same.
    """
    proposal = _held(proposal)
    rules.may_change_text(actor, proposal).require()
    if proposal.stage != ProposalStage.ADMITTED and proposal.kind != ProposalKind.COUNCIL:
        raise RuleStops(
            _("“%(title)s” is being voted on or was settled, so its words stand.") % {"title": proposal.title},
            safe=UNCHANGED,
            do=_("Put another proposal before the commune."),
        )
    newest = TextVersion.objects.filter(proposal=proposal).order_by("-number").first()
    if newest is not None and newest.body == body.strip():
        raise refuse(_("These are the words of version %(version)s already.") % {"version": newest.number})
    text = _write_text(proposal, body, number=newest.number + 1 if newest else 1, reason=reason.strip())
    _enter(
        actor,
        proposal,
        signals.TEXT_CHANGED,
        {"version": text.number, "text_hash": text.hash, "reason": text.reason},
    )
    return text


@use_case
def withdraw_proposal(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Withdraw a proposal nobody has voted on; what waits on an agenda ends there."""
    proposal = _held(proposal)
    rules.may_change_text(actor, proposal).require()
    proposal.stage = step(PROPOSAL_MOVES, ProposalStage(proposal.stage), ProposalAct.WITHDRAW)
    proposal.save(update_fields=["stage"])
    open_items().filter(proposal=proposal).update(ended_at=clock.now(), outcome=ProposalStage.WITHDRAWN)
    _enter(actor, proposal, signals.PROPOSAL_WITHDRAWN, {})
    return proposal


def settle_proposal(*, proposal: Proposal, outcome: str) -> None:
    """Move a council's own proposal by the outcome of its vote; a provisional one waits for the assemblies.

    Called by the act of the floor above that closed the vote and enters it.
    """
    if outcome in set(Outcome):
        held = _held(proposal)
        begin_vote(held)
        settle(held, outcome)


def newest_text(proposal: Proposal) -> TextVersion:
    """Return the newest version of a proposal's words."""
    return TextVersion.objects.filter(proposal=proposal).latest("number")


def _held(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).select_related("commune", "author").get(pk=proposal.pk)


def _entry_of(actor: Actor, commune: Commune) -> RollEntry | None:
    if not isinstance(actor, Person):
        return None
    return RollEntry.objects.running().filter(commune=commune, person=actor).first()


def _write_text(proposal: Proposal, body: str, *, number: int, reason: str) -> TextVersion:
    text = words(body, _("A proposal needs its words."), most=MOST_LETTERS)
    return TextVersion.objects.create(
        proposal=proposal,
        number=number,
        body=text,
        reason=reason,
        hash=hashlib.sha256(text.encode()).hexdigest(),
        at=clock.now(),
    )


def _enter(actor: Actor, proposal: Proposal, fact: Fact, payload: dict[str, object]) -> None:
    commune = proposal.commune
    ping(f"commune-{commune.pk}")
    if proposal.kind == ProposalKind.COUNCIL:
        return  # the act on the council's item enters it, in its own words
    journal.enter(
        chain_id=commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={"title": proposal.title, "commune": commune.name, "kind": proposal.kind, **payload},
    )
