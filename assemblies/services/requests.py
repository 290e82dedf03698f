"""Members act together: a twentieth lists or sends up what was left out, a tenth calls an assembly."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.requests import LEFT_OUT, SHARE_OF, day_called, people_asked
from assemblies.domain.stages import (
    PROPOSAL_MOVES,
    REQUEST_MOVES,
    AssemblyKind,
    ProposalAct,
    ProposalKind,
    ProposalStage,
    RequestAct,
    RequestKind,
    RequestStage,
)
from assemblies.models import Backing, Commune, Proposal, Request, RollEntry
from assemblies.models.tree import has_communes_below, zone_of
from assemblies.queries.agenda import open_items
from assemblies.queries.charter import charter_on
from assemblies.queries.next_assembly import planned_for
from assemblies.queries.notice import notice_asked
from assemblies.queries.requests import backings_of
from assemblies.services.admission import write_admission
from assemblies.services.agenda import put_on_agenda
from assemblies.services.assembly import write_plan
from assemblies.services.inputs import UNCHANGED, refuse, said_words, words
from assemblies.services.locks import locked
from assemblies.services.proposal import entry_of, held_proposal
from confed.kernel import clock, effects, journal
from confed.kernel.errors import RuleStops
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor, Machine
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

# Who acts in the journal: no pointer to a person tells there who began a request, or made it enough.
MEMBERS = Machine("members")
_BEGUN = {
    RequestKind.AGENDA: signals.LISTING_ASKED,
    RequestKind.SEND_UP: signals.SENDING_UP_ASKED,
    RequestKind.ASSEMBLY: signals.ASSEMBLY_ASKED,
}
_MET = {
    RequestKind.AGENDA: signals.LISTED_BY_MEMBERS,
    RequestKind.SEND_UP: signals.SENT_UP,
    RequestKind.ASSEMBLY: signals.CALLED_BY_MEMBERS,
}


@use_case
def begin_request(
    *,
    actor: Actor,
    commune: Commune,
    kind: str,
    proposal: Proposal | None = None,
    title: str = "",
    wanted_at: datetime | None = None,
    place: str = "",
) -> Request:
    """Begin a request and back it; how many it needs, out of how many, is frozen now (Rulebook, requests).

    One that is open already is backed instead. Locks the commune. Raises NotAllowed, BadInput, RuleStops.
    """
    commune = locked(commune)
    entry = _voter(actor, commune)
    if kind not in set(RequestKind):
        raise refuse(_("There is no request of this kind."))
    if has_communes_below(commune):
        raise RuleStops(_("In a council communes act together, not people."), safe=UNCHANGED)
    if kind == RequestKind.ASSEMBLY:
        proposal, name = None, words(title, _("Say what the assembly is called for."))
        _require_day(wanted_at)
    else:
        proposal, name, wanted_at = _require_left_out(commune, proposal, kind), "", None
        known = Request.objects.filter(proposal=proposal, kind=kind, stage=RequestStage.OPEN).first()
        if known is not None:
            return _back(known, entry)
    roll = RollEntry.objects.entitled().filter(commune=commune).count()
    values = charter_on(commune, clock.today(zone_of(commune)))
    needed = people_asked(values[SHARE_OF[RequestKind(kind)]], roll)
    if needed is None:
        raise RuleStops(
            _("The charter of %(commune)s has no such request.") % {"commune": commune.name}, safe=UNCHANGED
        )
    request = Request.objects.create(
        commune=commune,
        kind=kind,
        proposal=proposal,
        words=name,
        wanted_at=wanted_at,
        place=said_words(place),
        needed=needed,
        roll_count=roll,
        begun_at=clock.now(),
    )
    _enter(request, _BEGUN[RequestKind(kind)])
    return _back(request, entry)


@use_case
def back_request(*, actor: Actor, request: Request) -> Request:
    """Back a request; the one that makes it enough brings it about at once. Repeatable; locks the commune.

    Raises NotAllowed, RuleStops where it was met or dropped already.
    """
    commune = locked(request.commune)
    entry = _voter(actor, commune)
    return _back(_held(request), entry)


@use_case
def leave_request(*, actor: Actor, request: Request) -> Request:
    """Take one's backing back while a request is open; one that nobody backs is dropped. Repeatable; locks the commune."""
    commune = locked(request.commune)
    entry = _voter(actor, commune)
    request = _held(request)
    if request.stage != RequestStage.OPEN:
        raise _over(request)
    Backing.objects.filter(request=request, entry=entry, withdrawn_at=None).update(withdrawn_at=clock.now())
    if not backings_of(request).exists():
        request.stage = step(REQUEST_MOVES, RequestStage(request.stage), RequestAct.DROP)
        request.save(update_fields=["stage"])
        _enter(request, signals.REQUEST_DROPPED)
    ping(f"commune-{request.commune_id}")
    return request


def _back(request: Request, entry: RollEntry) -> Request:
    if request.stage != RequestStage.OPEN:
        if Backing.objects.filter(request=request, entry=entry, withdrawn_at=None).exists():
            return request
        raise _over(request)
    Backing.objects.get_or_create(request=request, entry=entry, withdrawn_at=None, defaults={"at": clock.now()})
    backed = backings_of(request).count()
    if backed >= request.needed:
        request.stage = step(REQUEST_MOVES, RequestStage(request.stage), RequestAct.MEET)
        request.met_at = clock.now()
        request.save(update_fields=["stage", "met_at"])
        _enter(request, _MET[RequestKind(request.kind)], backed=backed)
        _bring_about(request)
    ping(f"commune-{request.commune_id}")
    return request


def _bring_about(request: Request) -> None:
    """Do what was asked: it needs nobody's leave any more."""
    if request.kind == RequestKind.ASSEMBLY:
        _call(request)
    elif request.kind == RequestKind.SEND_UP:
        effects.announce(signals.SENT_UP, request=request.pk)
    elif request.proposal is not None:
        upcoming = planned_for(request.proposal)
        upcoming = None if upcoming is None else locked(upcoming)
        proposal = held_proposal(request.proposal)
        if proposal.stage in (ProposalStage.SUBMITTED, ProposalStage.RETURNED):
            write_admission(proposal, step(PROPOSAL_MOVES, ProposalStage(proposal.stage), ProposalAct.ADMIT))
        if upcoming is not None:
            put_on_agenda(MEMBERS, upcoming, proposal=proposal)


def _call(request: Request) -> None:
    commune = request.commune
    zone = ZoneInfo(zone_of(commune))
    today, wanted = clock.today(str(zone)), (request.wanted_at or clock.now()).astimezone(zone)
    notice = notice_asked(charter_on(commune, today), AssemblyKind.SPECIAL, is_council=False)
    day = day_called(wanted.date(), today, notice)
    request.assembly = write_plan(
        MEMBERS,
        commune,
        planned_at=datetime.combine(day, wanted.time(), tzinfo=zone),
        place=request.place,
        kind=AssemblyKind.SPECIAL,
    )
    request.save(update_fields=["assembly"])
    put_on_agenda(MEMBERS, request.assembly, title=request.words)


def _require_left_out(commune: Commune, proposal: Proposal | None, kind: str) -> Proposal:
    """Return the proposal, which was handed in, belongs to the commune, and stands on no agenda still to come."""
    if proposal is None or proposal.commune_id != commune.pk or proposal.kind != ProposalKind.TEXT:
        raise refuse(_("Choose a proposal of this commune."))
    if proposal.stage not in LEFT_OUT:
        raise RuleStops(
            _("“%(title)s” was not handed in yet, or was voted on or withdrawn.") % {"title": proposal.title},
            safe=UNCHANGED,
        )
    if kind == RequestKind.SEND_UP:
        _require_council(commune, proposal)
    elif open_items().filter(proposal=proposal).exists():
        raise RuleStops(_("“%(title)s” stands on the agenda already.") % {"title": proposal.title}, safe=UNCHANGED)
    return proposal


def _require_council(commune: Commune, proposal: Proposal) -> None:
    if commune.parent_id is None:
        raise RuleStops(_("There is no council above %(commune)s.") % {"commune": commune.name}, safe=UNCHANGED)
    if Request.objects.filter(proposal=proposal, kind=RequestKind.SEND_UP, stage=RequestStage.MET).exists():
        raise RuleStops(_("“%(title)s” was sent to the council already.") % {"title": proposal.title}, safe=UNCHANGED)


def _require_day(wanted_at: datetime | None) -> None:
    if wanted_at is None or wanted_at.tzinfo is None:
        raise refuse(_("An assembly is called for a day and an hour."))
    if wanted_at <= clock.now():
        raise refuse(_("This day is past already."), _("Choose a later one."))


def _voter(actor: Actor, commune: Commune) -> RollEntry:
    entry = entry_of(actor, commune)
    rules.may_request(entry).require()
    if entry is None:
        raise RuntimeError("The rule lets nobody through who is not on the roll.")
    return entry


def _held(request: Request) -> Request:
    return Request.objects.select_for_update(of=("self",)).select_related("commune", "proposal").get(pk=request.pk)


def _over(request: Request) -> RuleStops:
    if request.stage == RequestStage.MET:
        return RuleStops(_("Enough of you asked for this already; it is done."), safe=UNCHANGED)
    return RuleStops(_("Nobody asked for this any more, so it was dropped."), safe=UNCHANGED, do=_("Begin it anew."))


def _enter(request: Request, fact: Fact, *, backed: int = 0) -> None:
    commune = request.commune
    journal.enter(
        chain_id=commune.chain_id,
        fact=fact,
        actor=MEMBERS,
        scope=f"commune:{commune.pk}",
        payload={
            "commune": commune.name,
            "request": request.pk,
            "title": request.proposal.title if request.proposal else request.words,
            "needed": request.needed,
            "roll": request.roll_count,
            "backed": backed,
        },
    )
