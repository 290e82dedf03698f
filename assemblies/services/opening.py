"""What is frozen when a vote opens: how people vote, on which texts, until when, and what its list will show."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from assemblies import signals
from assemblies.domain.answers import MOST_TEXTS
from assemblies.domain.charter import NONE
from assemblies.domain.durations import parse_duration
from assemblies.domain.stages import BallotStage, ProposalKind
from assemblies.models import AgendaItem, Assembly, Ballot, Proposal
from assemblies.models.tree import zone_of
from assemblies.queries.changed_text import changed_at
from assemblies.services.attendance import enter_here
from assemblies.services.inputs import UNCHANGED, refuse
from assemblies.services.locks import locked
from assemblies.services.proposal import newest_text
from confed.kernel import clock
from confed.kernel.errors import RuleStops
from confed.kernel.person import Actor

LATE = timedelta(hours=2)
PHONE_METHODS = (Ballot.Method.NAMED, Ballot.Method.SECRET)


def known_method(method: str) -> str:
    """Return the way to vote; refuse one that there is not."""
    if method not in Ballot.Method.values:
        raise refuse(_("There is no way to vote named “%(method)s”.") % {"method": method})
    return method


def receipt_of(values: Mapping[str, str], receipt: str, *, about_persons: bool) -> str:
    """Return what the list will show: as asked, else as the charter says; about persons always codes and choices apart."""
    if receipt and receipt not in Ballot.Receipt.values:
        raise refuse(_("There is no list named “%(receipt)s”.") % {"receipt": receipt})
    return Ballot.Receipt.PRESENCE if about_persons else receipt or values["ballot.receipt"]


def closing_time(
    assembly: Assembly, values: Mapping[str, str], method: str, closes_at: datetime | None
) -> datetime | None:
    """Return until when phones may vote; refuse a time that is past, later than the charter allows, or by hands."""
    if closes_at is None:
        return None
    if method not in PHONE_METHODS:
        raise RuleStops(
            _("Only a vote by phone has a closing time; this one is closed when it is counted."), safe=UNCHANGED
        )
    now = clock.now()
    if closes_at <= now:
        raise refuse(_("The closing time is past already."), _("Choose a later one, or none."))
    latest = _latest(assembly, values["ballot.after_hours"], now)
    if closes_at > latest:
        raise RuleStops(
            _("This closing time is later than the charter allows."),
            safe=UNCHANGED,
            do=_("Choose an earlier time."),
            rule=_("The charter says how long a vote by phone may stay open (ballot.after_hours)."),
        )
    return closes_at


def texts_of(item: AgendaItem, rivals: Sequence[Proposal], method: str) -> list[Proposal]:
    """Return the proposals to vote on, locked: the item's own, its rivals, or the equal ones of a run-off.

    Raises RuleStops where the item has none, where it was decided at this sitting, or where rivals cannot be voted on.
    """
    if item.proposal is None:
        raise RuleStops(
            _("“%(title)s” has no proposal to vote on.") % {"title": item.title},
            safe=UNCHANGED,
            do=_("Put a proposal on the agenda first."),
        )
    equal = _run_off(item)
    if equal:
        if rivals and {rival.pk for rival in rivals} != set(equal):
            raise RuleStops(_("A run-off is between the equal texts and no others."), safe=UNCHANGED)
        wanted = equal
    else:
        wanted = list(dict.fromkeys([item.proposal_id or 0, *(rival.pk for rival in rivals)]))
    found = {row.pk: row for row in Proposal.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    proposals = [found[pk] for pk in wanted]
    if proposals[0].kind == ProposalKind.COUNCIL:
        raise RuleStops(_("A council's own item is voted on by voices."), safe=UNCHANGED)
    if len(proposals) > 1:
        _require_rivals(item, proposals, method)
    return proposals


def texts_frozen(proposals: Sequence[Proposal]) -> list[dict[str, object]]:
    """Return what the vote keeps of its rival texts; nothing where there is only one."""
    if len(proposals) == 1:
        return []
    rows = []
    for proposal in proposals:
        text = newest_text(proposal)
        rows.append(
            {
                "proposal": proposal.pk,
                "text": text.pk,
                "title": proposal.title,
                "version": text.number,
                "hash": text.hash,
            }
        )
    return rows


def ask_the_hall(actor: Actor, assembly: Assembly, proposals: Sequence[Proposal], *, nobody_objects: bool) -> None:
    """Refuse a vote on a text that changed after notice, unless the hall was asked and nobody objected (Rulebook, notice).

    What it was asked is entered in the journal.
    """
    changed = changed_at(assembly, [proposal.pk for proposal in proposals])
    for proposal in proposals:
        text = changed.get(proposal.pk)
        if text is None:
            continue
        said = {"title": proposal.title, "was": text.was, "version": text.now}
        if not nobody_objects:
            raise RuleStops(
                _("The text of “%(title)s” changed after notice, from version %(was)s to %(version)s.") % said,
                safe=UNCHANGED,
                do=_("Ask the hall. If anybody objects it is decided at the next sitting; if nobody does, say so."),
                rule=_("A text changed after notice is decided now only if nobody present objects."),
            )
        enter_here(actor, assembly, signals.NOBODY_OBJECTED, said)


def rivals_of(ballot: Ballot) -> list[Proposal]:
    """Return the proposals of a vote, locked, in its order."""
    if not ballot.texts:
        return [locked(ballot.proposal)]
    keys = [text["proposal"] for text in ballot.texts]
    found = {row.pk: row for row in Proposal.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [found[key] for key in keys]


def _latest(assembly: Assembly, after_hours: str, now: datetime) -> datetime:
    if after_hours != NONE:
        return now + timedelta(minutes=parse_duration(after_hours).minutes)
    zone = zone_of(assembly.commune)
    # Midnight does not send a hall home: one that sits late goes on voting, a short while at a time.
    return max(clock.day_end(assembly.held_on or clock.today(zone), zone), now + LATE)


def _run_off(item: AgendaItem) -> list[int]:
    """Return the equal texts between which a run-off is due; refuse where the item was decided at this sitting."""
    last = (
        Ballot.objects.filter(item=item, stage=BallotStage.ANNOUNCED).select_related("result").order_by("-id").first()
    )
    if last is None:
        return []
    equal: list[int] = last.result.counts.get("run_off", []) if last.result else []
    if not equal:
        raise RuleStops(
            _("“%(title)s” was decided at this sitting.") % {"title": item.title},
            safe=UNCHANGED,
            do=_("A wrong count is corrected; a new vote belongs to another sitting."),
        )
    return equal


def _require_rivals(item: AgendaItem, proposals: Sequence[Proposal], method: str) -> None:
    if method == Ballot.Method.HANDS:
        raise RuleStops(
            _("Hands are counted on one text at a time."),
            safe=UNCHANGED,
            do=_("Vote on rival texts by name, in secret or on paper slips."),
        )
    if len(proposals) > MOST_TEXTS:
        raise RuleStops(
            _("There are %(texts)s rival texts; at most %(most)s fit on a ballot.")
            % {"texts": len(proposals), "most": MOST_TEXTS},
            safe=UNCHANGED,
        )
    commune = item.assembly.commune_id
    if any(each.commune_id != commune or each.kind != ProposalKind.TEXT for each in proposals):
        raise RuleStops(
            _("Rival texts are proposals of this commune on its own matters."),
            safe=UNCHANGED,
            do=_("A mandate or an answer to the council is voted on alone."),
        )
