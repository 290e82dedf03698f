"""Proposals: texts before a commune, their versions, and their withdrawal."""

import hashlib

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.majority import Outcome
from assemblies.domain.proposals import question_key
from assemblies.domain.stages import PROPOSAL_MOVES, ProposalAct, ProposalKind, ProposalStage
from assemblies.models import Commune, Proposal, RollEntry, TextVersion
from assemblies.queries.agenda import open_items
from assemblies.services.inputs import UNCHANGED, refuse, words
from assemblies.services.results import begin_vote
from assemblies.services.results import settle_proposal as settle
from confed.kernel import clock, effects, journal
from confed.kernel.errors import RuleStops
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.models import JournalEntry, Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

MOST_LETTERS = 200_000
_CHANGEABLE = (ProposalStage.DRAFT, ProposalStage.RETURNED, ProposalStage.ADMITTED, ProposalStage.POSTPONED)


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
    rules.may_bring_up(actor, commune).require()
    if kind not in set(ProposalKind):
        raise refuse(_("There is no kind of proposal “%(kind)s”.") % {"kind": kind})
    name = words(title, _("A proposal needs a title."))
    proposal = Proposal.objects.create(
        commune=commune,
        author=entry_of(actor, commune),
        title=name,
        title_key=question_key(name),
        kind=kind,
        origin_key=origin_key,
        admitted_at=clock.now(),
    )
    text = write_text(proposal, body, number=version)
    enter_proposal(actor, proposal, signals.PROPOSAL_DRAFTED, {"version": text.number, "text_hash": text.hash})
    return proposal


@use_case
def add_version(
    *, actor: Actor, proposal: Proposal, body: str, reason: str, asked_by: RollEntry | None = None
) -> TextVersion:
    """Add a new version of a proposal's words; the old one stays. Locks the proposal.

    `asked_by` is whoever of the roll asked for the change; unsaid, it is who writes it.
    Raises NotAllowed, BadInput, RuleStops while it is voted on, after it is settled, or where the words are the same.
    """
    rules.may_change_words(actor, held_proposal(proposal)).require()
    return write_version(actor, proposal, body=body, reason=reason, asked_by=asked_by)


def write_version(
    actor: Actor, proposal: Proposal, *, body: str, reason: str, asked_by: RollEntry | None = None
) -> TextVersion:
    """Write the version of an act that was allowed, also of a question that came down. Locks the proposal."""
    proposal = held_proposal(proposal)
    if proposal.stage == ProposalStage.SUBMITTED:
        raise RuleStops(
            _("The convenors are reading “%(title)s”, so its words stand until they answer.")
            % {"title": proposal.title},
            safe=UNCHANGED,
            do=_("Wait for their answer, or withdraw it."),
        )
    if proposal.stage not in _CHANGEABLE and proposal.kind != ProposalKind.COUNCIL:
        raise RuleStops(
            _("“%(title)s” is being voted on or was settled, so its words stand.") % {"title": proposal.title},
            safe=UNCHANGED,
            do=_("Put another proposal before the commune."),
        )
    newest = TextVersion.objects.filter(proposal=proposal).order_by("-number").first()
    if newest is not None and newest.body == body.strip():
        raise refuse(_("These are the words of version %(version)s already.") % {"version": newest.number})
    if asked_by is not None and asked_by.commune_id != proposal.commune_id:
        raise refuse(_("Who asked for a change stands on the roll of this commune."))
    text = write_text(
        proposal,
        body,
        number=newest.number + 1 if newest else 1,
        reason=reason.strip(),
        asked_by=asked_by or entry_of(actor, proposal.commune),
    )
    enter_proposal(
        actor,
        proposal,
        signals.TEXT_CHANGED,
        {"version": text.number, "text_hash": text.hash, "reason": text.reason},
    )
    return text


@use_case
def withdraw_proposal(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Withdraw a proposal nobody has voted on; what waits on an agenda ends there. Announces PROPOSAL_WITHDRAWN.

    For seven days anybody who may speak in the commune may take it over. Locks the proposal.
    Raises NotAllowed, IllegalStep.
    """
    rules.may_withdraw(actor, held_proposal(proposal)).require()
    return write_withdrawal(actor, proposal)


def write_withdrawal(actor: Actor, proposal: Proposal) -> Proposal:
    """Withdraw what an act may withdraw, also a question that came down. Locks the proposal."""
    proposal = held_proposal(proposal)
    proposal.stage = step(PROPOSAL_MOVES, ProposalStage(proposal.stage), ProposalAct.WITHDRAW)
    proposal.withdrawn_at = clock.now()
    proposal.save(update_fields=["stage", "withdrawn_at"])
    open_items().filter(proposal=proposal).update(ended_at=clock.now(), outcome=ProposalStage.WITHDRAWN)
    entry = enter_proposal(actor, proposal, signals.PROPOSAL_WITHDRAWN, {})
    effects.announce(signals.PROPOSAL_WITHDRAWN, proposal=proposal.pk, entry=entry.pk if entry else 0)
    return proposal


def settle_proposal(*, proposal: Proposal, outcome: str) -> None:
    """Move a council's own proposal by the outcome of its vote; a provisional one waits for the assemblies.

    Called by the act of the floor above that closed the vote and enters it.
    """
    if outcome in set(Outcome):
        held = held_proposal(proposal)
        begin_vote(held)
        settle(held, outcome)


def newest_text(proposal: Proposal) -> TextVersion:
    """Return the newest version of a proposal's words."""
    return TextVersion.objects.filter(proposal=proposal).latest("number")


def held_proposal(proposal: Proposal) -> Proposal:
    """Return the proposal as it is now, locked."""
    held = Proposal.objects.select_for_update(of=("self",))
    return held.select_related("commune", "author").get(pk=proposal.pk)


def entry_of(actor: Actor, commune: Commune) -> RollEntry | None:
    """Return where this person stands on the roll of the commune; None for a machine and for everybody else."""
    if not isinstance(actor, Person):
        return None
    return RollEntry.objects.running().filter(commune=commune, person=actor).first()


def write_text(
    proposal: Proposal, body: str, *, number: int, reason: str = "", asked_by: RollEntry | None = None
) -> TextVersion:
    """Write a version whose writing was allowed; called by acts that hold the proposal."""
    text = words(body, _("A proposal needs its words."), most=MOST_LETTERS)
    return TextVersion.objects.create(
        proposal=proposal,
        number=number,
        body=text,
        reason=reason,
        asked_by=asked_by,
        hash=hashlib.sha256(text.encode()).hexdigest(),
        at=clock.now(),
    )


def enter_proposal(
    actor: Actor, proposal: Proposal, fact: Fact, payload: dict[str, object], personal: dict[str, str] | None = None
) -> JournalEntry | None:
    """Enter an act on a proposal in the journal of its commune, and ping the commune."""
    commune = proposal.commune
    ping(f"commune-{commune.pk}", f"proposal-{proposal.code}")
    if proposal.kind == ProposalKind.COUNCIL:
        return None  # the act on the council's item enters it, in its own words
    return journal.enter(
        chain_id=commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={"title": proposal.title, "commune": commune.name, "kind": proposal.kind, **payload},
        personal=personal,
    )
