"""Arguments for and against, and questions: one of each for each person, in the order of speaking."""

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.stages import BEFORE_VOTE
from assemblies.models import Argument, Proposal, RollEntry
from assemblies.services.inputs import UNCHANGED, refuse, words
from assemblies.services.proposal import entry_of, held_proposal
from confed.kernel import clock, journal
from confed.kernel.errors import NotAllowed, NotThere, RuleStops
from confed.kernel.journal import Fact
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

MOST_LETTERS = 600
_FACTS: dict[str, Fact] = {
    Argument.Side.FOR: signals.ARGUMENT_SAID,
    Argument.Side.AGAINST: signals.ARGUMENT_SAID_AGAINST,
    Argument.Side.QUESTION: signals.QUESTION_ASKED,
}


@use_case
def say_argument(*, actor: Actor, proposal: Proposal, side: str, said: str) -> Argument:
    """Say an argument for or against, or ask a question; one of each for each person, until the vote opens.

    Locks the proposal. Raises NotAllowed, BadInput, RuleStops.
    """
    proposal = held_proposal(proposal)
    entry = _speaker(actor, proposal)
    if side not in Argument.Side.values:
        raise refuse(_("There is no side “%(side)s”.") % {"side": side}, _("Choose for, against or a question."))
    text = words(said, _("Write what you want to say."), most=MOST_LETTERS)
    _require_open(proposal)
    if Argument.objects.filter(proposal=proposal, entry=entry, side=side, withdrawn_at=None).exists():
        raise RuleStops(
            _("You have said one on this side already."),
            safe=UNCHANGED,
            do=_("Take it back first, then say it anew."),
            rule=_("Each person says one argument on each side."),
        )
    argument = Argument.objects.create(proposal=proposal, entry=entry, side=side, words=text, at=clock.now())
    _enter(actor, proposal, _FACTS[side], entry, argument)
    return argument


@use_case
def withdraw_argument(*, actor: Actor, argument: Argument) -> Argument:
    """Take back what one said, until the vote opens. Repeatable; locks the proposal. Raises NotAllowed, RuleStops."""
    proposal = held_proposal(argument.proposal)
    argument = _held(argument)
    entry = _speaker(actor, proposal)
    if argument.entry_id != entry.pk:
        raise NotAllowed(_("Only who said this takes it back."), UNCHANGED)
    _require_open(proposal)
    if argument.withdrawn_at is None:
        argument.withdrawn_at = clock.now()
        argument.save(update_fields=["withdrawn_at"])
        _enter(actor, proposal, signals.ARGUMENT_WITHDRAWN, entry, argument)
    return argument


@use_case
def answer_question(*, actor: Actor, argument: Argument, answer: str) -> Argument:
    """Answer a question; whoever moves the proposal does, or those who plan the sittings. Locks the proposal.

    A later answer stands in place of the earlier one. Raises NotAllowed, BadInput, RuleStops.
    """
    proposal = held_proposal(argument.proposal)
    argument = _held(argument)
    if not rules.is_author(actor, proposal):
        rules.may_plan(actor, proposal.commune).require()
    text = words(answer, _("Write an answer."), most=MOST_LETTERS)
    _require_open(proposal)
    if argument.side != Argument.Side.QUESTION or argument.withdrawn_at is not None:
        raise NotThere(_("There is no such question here."), UNCHANGED)
    by = entry_of(actor, proposal.commune)
    argument.answer, argument.answered_by, argument.answered_at = text, by, clock.now()
    argument.save(update_fields=["answer", "answered_by", "answered_at"])
    _enter(actor, proposal, signals.QUESTION_ANSWERED, by, argument)
    return argument


def _speaker(actor: Actor, proposal: Proposal) -> RollEntry:
    entry = entry_of(actor, proposal.commune)
    rules.may_argue(entry).require()
    if entry is None:
        raise RuntimeError("The rule lets nobody through who is not on the roll.")
    return entry


def _held(argument: Argument) -> Argument:
    return Argument.objects.select_for_update(of=("self",)).get(pk=argument.pk)


def _require_open(proposal: Proposal) -> None:
    if proposal.stage not in BEFORE_VOTE:
        raise RuleStops(
            _("“%(title)s” is being voted on, or was settled.") % {"title": proposal.title},
            safe=UNCHANGED,
            do=_("What was said stays to be read."),
        )


def _enter(actor: Actor, proposal: Proposal, fact: Fact, entry: RollEntry | None, argument: Argument) -> None:
    ping(f"proposal-{proposal.code}")
    journal.enter(
        chain_id=proposal.commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"proposal:{proposal.pk}",
        payload={"title": proposal.title, "side": argument.side, "argument": argument.pk},
        personal={"name": str(entry or _("Those who prepare the assembly"))},
    )
