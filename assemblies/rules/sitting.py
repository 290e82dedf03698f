"""Who runs a sitting, counts and votes in it, and writes its minutes."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import AssemblyStage, ProposalKind
from assemblies.models import Assembly, Ballot, Commune, Elector, Role, RollEntry, Snapshot
from assemblies.models.tree import has_communes_below, zone_of
from assemblies.rules.held import FACILITATOR, MINUTES_TAKER, SECRETARY, TELLER, Held, held_by
from confed.kernel import clock
from confed.kernel.errors import ALLOWED, Verdict
from confed.kernel.models import Person
from confed.kernel.person import Actor

ABOUT_YOU = _("This vote is about you, so you do not vote in it.")


def may_run(actor: Actor, where: Commune | Assembly, held: Held | None = None) -> Verdict:
    """A facilitator, of the commune or of this sitting, or the commune's secretary runs a sitting."""
    assembly = where if isinstance(where, Assembly) else None
    commune = where.commune if isinstance(where, Assembly) else where
    if (held or held_by(actor, commune)).has(FACILITATOR, SECRETARY, assembly=assembly):
        return ALLOWED
    return Verdict(False, _("Only a facilitator or a secretary of this commune runs its sittings."))


def may_count(actor: Actor, ballot: Ballot, held: Held | None = None) -> Verdict:
    """Two tellers, of the commune or of this sitting, count hands; no machine does."""
    assembly = ballot.assembly
    if (held or held_by(actor, assembly.commune)).has(TELLER, assembly=assembly):
        return ALLOWED
    return Verdict(False, _("Only a teller of this sitting counts hands."))


def may_be_counted(entry: RollEntry) -> Verdict:
    """A running entry with a vote counts; `RollEntry.objects.entitled()` lists the same."""
    if entry.ended_on is not None:
        return Verdict(False, _("This entry of the roll has ended."))
    if not entry.may_vote:
        return Verdict(False, _("You may speak here; a vote does not go with this entry of the roll."))
    return ALLOWED


def may_vote(entry: RollEntry, snapshot: Snapshot) -> Verdict:
    """Whoever stood on the roll with a vote when it was frozen may vote; later changes count for later votes."""
    if Elector.objects.filter(snapshot=snapshot, entry=entry).exists():
        return ALLOWED
    return Verdict(False, _("You were not on the roll with a vote when this vote was opened."))


def stood_aside(entry: RollEntry, ballot: Ballot) -> bool:
    """Say whether the frozen roll left somebody out whom the vote is about: on it before that day, with a vote."""
    held_on = ballot.assembly.held_on
    was_there = held_on is not None and entry.joined_on < held_on
    return ballot.proposal.kind == ProposalKind.RECALL and was_there and bool(may_be_counted(entry))


def may_open_ballot(assembly: Assembly) -> Verdict:
    """Votes are opened in a quorate sitting of the people; a council votes by voices."""
    if assembly.stage == AssemblyStage.INQUORATE:
        return Verdict(False, _("The quorum is missed: talk may go on, a vote may not be opened."))
    if assembly.stage != AssemblyStage.QUORATE:
        return Verdict(False, _("The sitting is not open."))
    if has_communes_below(assembly.commune):
        return Verdict(False, _("A council votes by voices, not by hands of people."))
    return ALLOWED


def may_take_minutes(actor: Actor, assembly: Assembly) -> Verdict:
    """The minutes-taker and the secretary write the minutes; where nobody takes them, who runs the sitting does.

    A task for one sitting ends with it, but its minutes are still its taker's to answer for (1 query).
    """
    today = clock.today(zone_of(assembly.commune))
    runs_now = Q(ended_at=None, from_on__lte=today, until__gte=today)
    ended_with_it = Q(assembly=assembly, kind=MINUTES_TAKER, ended_at__gte=assembly.closed_at or clock.now())
    found = Role.objects.filter(
        Q(assembly=None) | Q(assembly=assembly),
        runs_now | ended_with_it,
        commune=assembly.commune,
        kind__in=[SECRETARY, FACILITATOR, MINUTES_TAKER],
    )
    roles = list(found.values_list("kind", "person_id")) if isinstance(actor, Person) else []
    mine = {kind for kind, person in roles if isinstance(actor, Person) and person == actor.pk}
    nobody_takes_them = not any(kind == MINUTES_TAKER for kind, _person in roles)
    if mine & {SECRETARY, MINUTES_TAKER} or (FACILITATOR in mine and nobody_takes_them):
        return ALLOWED
    return Verdict(False, _("Only the minutes-taker or a secretary writes the minutes of this sitting."))


def was_there(actor: Actor | None, assembly: Assembly) -> Verdict:
    """Whoever stood on the roll that day reads the draft and asks for corrections; at a council, on a roll below it."""
    if isinstance(actor, Person) and assembly.held_on is not None and entry_there(actor, assembly) is not None:
        return ALLOWED
    return Verdict(False, _("Draft: only people who were there read it and ask for corrections."))


def entry_there(person: Person, assembly: Assembly) -> RollEntry | None:
    """Return where this person stood on the roll on the day of the sitting."""
    rows = RollEntry.objects.filter(person=person, may_speak=True, joined_on__lte=assembly.held_on)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=assembly.held_on))
    below = assembly.commune.descendants(include_self=True).values("pk")
    return rows.filter(commune__in=below).order_by("pk").first()
