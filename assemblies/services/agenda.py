"""The agenda of a sitting: items listed, taken up one at a time, and ended."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.notice import approves_minutes
from assemblies.domain.stages import AssemblyStage, BallotStage
from assemblies.models import AgendaItem, Assembly, Ballot, Proposal
from assemblies.queries.agenda import ABOUT_MINUTES, LEFT_OVER, open_items
from assemblies.services.attendance import enter_here, held_to_run
from assemblies.services.inputs import UNCHANGED, refuse, words
from confed.kernel import clock
from confed.kernel.errors import RuleStops
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case


@use_case
def list_item(
    *,
    actor: Actor,
    assembly: Assembly,
    title: str = "",
    proposal: Proposal | None = None,
    origin_key: str | None = None,
) -> AgendaItem:
    """Put a matter, or a proposal of the commune, at the end of a sitting's agenda.

    Repeatable: the same origin, or a proposal that stands there and is not ended, gives the item that is there.
    Locks the sitting. Raises NotAllowed, BadInput, RuleStops for a closed sitting.
    """
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("commune").get(pk=assembly.pk)
    if not rules.may_plan(actor, assembly.commune):
        rules.may_run(actor, assembly).require()
    return put_on_agenda(actor, assembly, title=title, proposal=proposal, origin_key=origin_key)


@use_case
def start_item(*, actor: Actor, item: AgendaItem) -> AgendaItem:
    """Take up an item; the one that was running ends, unless a vote on it is open. Repeatable."""
    assembly = held_to_run(actor, item.assembly)
    item = AgendaItem.objects.get(pk=item.pk)
    _require_in_session(assembly)
    if item.ended_at is not None:
        raise RuleStops(_("This item was ended."), safe=UNCHANGED, do=_("Put the matter on the agenda again."))
    if item.started_at is not None:
        return item
    for running in AgendaItem.objects.filter(assembly=assembly, started_at__isnull=False, ended_at=None):
        _end(actor, assembly, running)
    item.started_at = clock.now()
    item.save(update_fields=["started_at"])
    enter_here(actor, assembly, signals.ITEM_STARTED, {"title": item.title, "position": item.position})
    ping(f"assembly-{assembly.pk}")
    return item


@use_case
def end_item(*, actor: Actor, item: AgendaItem) -> AgendaItem:
    """End the item that is running. Raises RuleStops while a vote on it has no announced result. Repeatable."""
    assembly = held_to_run(actor, item.assembly)
    item = AgendaItem.objects.get(pk=item.pk)
    if item.ended_at is not None:
        return item
    if item.started_at is None:
        raise RuleStops(_("This item was not taken up yet."), safe=UNCHANGED)
    _end(actor, assembly, item)
    ping(f"assembly-{assembly.pk}")
    return item


def put_on_agenda(
    actor: Actor,
    assembly: Assembly,
    *,
    title: str = "",
    proposal: Proposal | None = None,
    origin_key: str | None = None,
) -> AgendaItem:
    """Write an item whose listing was allowed; called by acts that hold the sitting."""
    known = AgendaItem.objects.filter(origin_key=origin_key).first() if origin_key else None
    if known is None and proposal is not None:
        known = open_items().filter(assembly=assembly, proposal=proposal).first()
    if known is not None:
        return known
    if assembly.stage == AssemblyStage.CLOSED:
        raise RuleStops(_("This sitting is closed."), safe=UNCHANGED, do=_("Put the matter on the next one's agenda."))
    if proposal is not None and proposal.commune_id != assembly.commune_id:
        raise refuse(_("“%(title)s” stands before another commune.") % {"title": proposal.title})
    if proposal is not None and not approves_minutes(assembly.kind):
        _refuse_minutes(proposal)
    last = AgendaItem.objects.filter(assembly=assembly).aggregate(place=Max("position"))["place"] or 0
    item = AgendaItem.objects.create(
        assembly=assembly,
        proposal=proposal,
        position=last + 1,
        title=words(title or (proposal.title if proposal else ""), _("An item of the agenda needs a title.")),
        origin_key=origin_key,
        listed_at=clock.now(),
    )
    enter_here(actor, assembly, signals.ITEM_LISTED, {"title": item.title, "position": item.position})
    ping(f"assembly-{assembly.pk}")
    return item


def end_left_over(*, actor: Actor, assembly: Assembly) -> list[Proposal]:
    """End what is still open on the agenda of a closing sitting; return the proposals that nobody decided."""
    left = []
    for item in AgendaItem.objects.filter(assembly=assembly, ended_at=None).select_related("proposal"):
        if not item.outcome:
            item.outcome = LEFT_OVER
            left += [item.proposal] if item.proposal else []
        _end(actor, assembly, item, tell=item.started_at is not None)
    return left


def _end(actor: Actor, assembly: Assembly, item: AgendaItem, *, tell: bool = True) -> None:
    if Ballot.objects.filter(item=item, stage__in=[BallotStage.OPEN, BallotStage.CLOSED]).exists():
        raise RuleStops(
            _("The vote on “%(title)s” has no announced result yet.") % {"title": item.title},
            safe=UNCHANGED,
            do=_("Announce its result or make it void first."),
        )
    item.ended_at = clock.now()
    item.save(update_fields=["ended_at", "outcome"])
    if tell:
        enter_here(
            actor,
            assembly,
            signals.ITEM_ENDED,
            {"title": item.title, "position": item.position, "outcome": item.outcome},
        )


def _require_in_session(assembly: Assembly) -> None:
    if assembly.stage not in (AssemblyStage.QUORATE, AssemblyStage.INQUORATE):
        raise RuleStops(_("The sitting is not open."), safe=UNCHANGED, do=_("Open it with a count of those present."))


def _refuse_minutes(proposal: Proposal) -> None:
    if (proposal.origin_key or "").startswith(ABOUT_MINUTES):
        raise RuleStops(
            _("A special sitting does not decide on minutes."),
            safe=UNCHANGED,
            do=_("Put them on the agenda of the next ordinary one."),
            rule=_("The next ordinary sitting approves minutes."),
        )
