"""Who may do what in an assembly, and the sentence that says why not; rights are read anew each time."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import VOTED, WITH_ITS_MOVERS, AssemblyStage, ProposalKind
from assemblies.models import Assembly, Ballot, Commune, Elector, Proposal, Role, RollEntry, Snapshot
from assemblies.models.tree import has_communes_below, line_of, zone_in, zone_of
from confed.kernel import clock
from confed.kernel.errors import ALLOWED, Verdict
from confed.kernel.models import Person
from confed.kernel.person import Actor, Machine

SECRETARY, FACILITATOR, TELLER = Role.Kind.SECRETARY, Role.Kind.FACILITATOR, Role.Kind.TELLER
CONVENOR, MINUTES_TAKER = Role.Kind.CONVENOR, Role.Kind.MINUTES_TAKER
# Machines that set communes up: the founding page before anybody has a role, and a rehearsal read from a file.
FOUNDERS = frozenset({"founding", "rehearsal"})
# Carries out what an assembly decided about its minutes.
MINUTES_MACHINE = "minutes"


def _founds(actor: Actor) -> bool:
    return isinstance(actor, Machine) and actor.name in FOUNDERS


@dataclass(frozen=True, slots=True)
class Held:
    """The roles that somebody holds in one commune today, and the communes above in which they are a secretary."""

    kinds: frozenset[str]  # for the whole commune
    sittings: frozenset[tuple[str, int]]  # for one sitting of it
    secretary_above: bool = False

    def has(self, *kinds: str, assembly: Assembly | None = None) -> bool:
        """Say whether one of these roles is held, for the commune or for this sitting of it."""
        if self.kinds.intersection(kinds):
            return True
        return assembly is not None and any((kind, assembly.pk) in self.sittings for kind in kinds)


def held_by(actor: Actor, commune: Commune, line: list[Commune] | None = None) -> Held:
    """Return what this person holds in the commune today, its zone deciding what today is (2 queries).

    A page that has read the line of communes already hands it in (1 query).
    """
    if not isinstance(actor, Person):
        return Held(frozenset(), frozenset())
    line = line or line_of(commune)
    today = clock.today(zone_in(line))
    above = [level.pk for level in line[1:]]
    found = Role.objects.filter(
        Q(commune=commune) | Q(commune__in=above, kind=SECRETARY, assembly=None),
        person=actor,
        ended_at=None,
        from_on__lte=today,
        until__gte=today,
    )
    rows: list[tuple[int, str, int | None]] = list(found.values_list("commune_id", "kind", "assembly_id"))
    here = [(kind, assembly) for place, kind, assembly in rows if place == commune.pk]
    return Held(
        kinds=frozenset(kind for kind, assembly in here if assembly is None),
        sittings=frozenset((kind, assembly) for kind, assembly in here if assembly is not None),
        secretary_above=any(place != commune.pk for place, _kind, _assembly in rows),
    )


def may_found(actor: Actor | None, parent: Commune | None) -> Verdict:
    """A first commune may be founded by anybody, a commune under another by a secretary of that other one."""
    if parent is not None:
        if actor is not None and (_founds(actor) or held_by(actor, parent).has(SECRETARY)):
            return ALLOWED
        return Verdict(False, _("Only a secretary of the commune above founds communes under it."))
    if (actor is not None and _founds(actor)) or settings.CONFED_OPEN_FOUNDING or not Commune.objects.exists():
        return ALLOWED
    return Verdict(False, _("Communes exist here already, and founding another tree is not open on this instance."))


def may_keep_roll(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """The commune's secretary keeps its roll, its roles and its charter."""
    if _founds(actor) or (held or held_by(actor, commune)).has(SECRETARY):
        return ALLOWED
    return Verdict(False, _("Only a secretary of this commune does this."))


def may_give_role(actor: Actor, commune: Commune, kind: str, held: Held | None = None) -> Verdict:
    """A secretary gives every role; a facilitator names the tellers."""
    held = held or held_by(actor, commune)
    if _founds(actor) or held.has(SECRETARY) or (kind == TELLER and held.has(FACILITATOR)):
        return ALLOWED
    return Verdict(False, _("Only a secretary of this commune gives roles; a facilitator names tellers."))


def needs_decision(kind: str, assembly: Assembly | None) -> bool:
    """Say whether the assembly decides who holds this task: for a term it does, tellers and one sitting apart."""
    return assembly is None and kind != TELLER


def first_term_of(actor: Actor, commune: Commune) -> date | None:
    """Return the last day of the first term, which the founder's own task bears: no decision gave it. None without."""
    if _founds(actor):
        return date.max
    if not isinstance(actor, Person):
        return None
    today = clock.today(zone_of(commune))
    held = Role.objects.filter(
        commune=commune, person=actor, kind=SECRETARY, assembly=None, ended_at=None, decision=None
    ).filter(from_on__lte=today, until__gte=today)
    return max((role.until for role in held), default=None)


def may_plan(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """A secretary or a facilitator of the commune plans its sittings and their agenda."""
    if isinstance(actor, Machine) or (held or held_by(actor, commune)).has(SECRETARY, FACILITATOR):
        return ALLOWED
    return Verdict(False, _("Only a secretary or a facilitator of this commune does this."))


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


def may_enter_paper(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """The commune's secretary enters its paper sittings, or a secretary above it with two witnesses."""
    held = held or held_by(actor, commune)
    if held.has(SECRETARY) or held.secretary_above:
        return ALLOWED
    return Verdict(False, _("Only a secretary of this commune, or of a commune above it, enters a sitting from paper."))


def needs_witnesses(actor: Actor, commune: Commune, held: Held | None = None) -> bool:
    """Say whether a paper sitting needs two named witnesses: its own secretary needs none."""
    return not (held or held_by(actor, commune)).has(SECRETARY)


def may_bring_up(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """Those who plan the sittings, or a question that came down, put a text straight before the commune."""
    if may_plan(actor, commune, held):
        return ALLOWED
    return Verdict(False, _("Only a secretary or a facilitator puts a text straight on the agenda; write a draft."))


def may_draft(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """Whoever may speak in the commune puts a proposal before it; so do its secretary and its facilitators."""
    if may_plan(actor, commune, held):
        return ALLOWED
    if isinstance(actor, Person):
        on_roll = RollEntry.objects.running().filter(commune=commune, person=actor, may_speak=True)
        if on_roll.exists():
            return ALLOWED
    return Verdict(False, _("Only those who may speak in this commune put proposals before it."))


def may_change_text(actor: Actor, proposal: Proposal, held: Held | None = None) -> Verdict:
    """The author changes or withdraws a proposal; once it is admitted the commune's secretary and facilitators do too."""
    if is_author(actor, proposal):
        return ALLOWED
    if proposal.stage in WITH_ITS_MOVERS:
        return Verdict(False, _("Only who drafted a proposal changes it before it is admitted."))
    if may_plan(actor, proposal.commune, held):
        return ALLOWED
    return Verdict(False, _("Only the author, a secretary or a facilitator changes a proposal."))


def is_author(actor: Actor, proposal: Proposal) -> bool:
    """Say whether this person moves the proposal."""
    author = proposal.author
    return isinstance(actor, Person) and author is not None and author.person_id == actor.pk


def may_submit(actor: Actor, proposal: Proposal) -> Verdict:
    """Who drafted a proposal hands it in, and appeals for it."""
    return ALLOWED if is_author(actor, proposal) else Verdict(False, _("Only who moves this proposal does this."))


def may_support(entry: RollEntry | None) -> Verdict:
    """Whoever has a vote in the commune supports its proposals."""
    if entry is not None and may_be_counted(entry):
        return ALLOWED
    return Verdict(False, _("Only those with a vote in this commune support its proposals."))


def may_argue(entry: RollEntry | None) -> Verdict:
    """Whoever may speak in the commune says an argument, asks a question, takes a withdrawn proposal over."""
    if entry is not None and entry.ended_on is None and entry.may_speak:
        return ALLOWED
    return Verdict(False, _("Only those who may speak in this commune do this."))


def may_answer(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """A convenor checks the form of proposals; where nobody is convenor, those who plan the sittings do."""
    held = held or held_by(actor, commune)
    if held.has(CONVENOR):
        return ALLOWED
    if held.has(SECRETARY, FACILITATOR) and not _has_convenors(commune):
        return ALLOWED
    return Verdict(False, _("Only a convenor of this commune answers the movers of a proposal."))


def _has_convenors(commune: Commune) -> bool:
    today = clock.today(zone_of(commune))
    held = Role.objects.filter(commune=commune, kind=CONVENOR, assembly=None, ended_at=None)
    return held.filter(from_on__lte=today, until__gte=today).exists()


def may_read(proposal: Proposal, entry: RollEntry | None, held: Held) -> Verdict:
    """A commune's own proposal is its own until it is voted; questions of a council and what was voted are public.

    `entry` is where the reader stands on its roll, `held` what they hold there.
    """
    if proposal.kind not in (ProposalKind.TEXT, ProposalKind.APPEAL) or proposal.stage in VOTED:
        return ALLOWED
    if entry is not None or held.kinds or held.secretary_above:
        return ALLOWED
    return Verdict(False, _("Only %(commune)s can see this until it is voted.") % {"commune": proposal.commune.name})


def may_correct(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """A secretary of the commune corrects an announced result, or its assembly by a vote on the minutes; both stay."""
    if isinstance(actor, Machine) and actor.name == MINUTES_MACHINE:
        return ALLOWED
    return may_keep_roll(actor, commune, held)


def may_settle(actor: Actor, commune: Commune) -> Verdict:
    """What the assemblies answered settles a decision: a machine of the house, or those who run the council."""
    return ALLOWED if isinstance(actor, Machine) else may_plan(actor, commune)


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
