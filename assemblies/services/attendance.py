"""Those present: what a count may say, and whether the quorum is met by it."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.charter import NONE
from assemblies.domain.quorum import is_quorate
from assemblies.domain.shares import parse_share
from assemblies.domain.stages import ASSEMBLY_MOVES, AssemblyAct, AssemblyStage
from assemblies.models import Assembly, Attendance, Commune, RollEntry
from assemblies.queries.agenda import open_items
from assemblies.queries.charter import charter_on
from assemblies.services.inputs import UNCHANGED, refuse, whole_numbers
from confed.kernel import clock, effects, journal
from confed.kernel.errors import RuleStops
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping


@dataclass(frozen=True, slots=True)
class Present:
    """Who was counted: voters, youth, observers; in a council also how many communes have a voice here."""

    voters: int
    youth: int
    observers: int
    units: int | None


def held_to_run(actor: Actor, assembly: Assembly) -> Assembly:
    """Return the sitting, locked, with its commune; refuse who may not run it."""
    held = Assembly.objects.select_for_update(of=("self",)).select_related("commune").get(pk=assembly.pk)
    rules.may_run(actor, held).require()
    return held


def share_or_none(text: str) -> Fraction | None:
    """Read a share of a charter; “none” is no share at all."""
    return None if text == NONE else parse_share(text)


def quorum_base(commune: Commune) -> tuple[int, bool]:
    """Return the base of the quorum: communes under a council (True), or those with a vote on the roll (False)."""
    communes = Commune.objects.filter(parent=commune, left_on=None).count()
    if communes:
        return communes, True
    return RollEntry.objects.entitled().filter(commune=commune).count(), False


def record_attendance(assembly: Assembly, present: Present, *, of_communes: bool) -> Attendance:
    """Write a count of those present; refuse one that cannot be, such as more voters than the roll has."""
    whole_numbers(voters=present.voters, youth=present.youth, observers=present.observers)
    roll, _is_council = quorum_base(assembly.commune)
    if of_communes:
        if present.units is None:
            raise refuse(_("A council counts how many communes have a voice here."))
        whole_numbers(units=present.units)
        counted, base = present.units, _("%(counted)s communes were counted, but the council has %(roll)s.")
    else:
        if roll == 0:
            raise RuleStops(
                _("Nobody on the roll of %(commune)s has a vote yet.") % {"commune": assembly.commune.name},
                safe=UNCHANGED,
                do=_("Enter the people of the commune on its roll first."),
            )
        counted, base = present.voters, _("%(counted)s voters were counted, but only %(roll)s on the roll have a vote.")
    if counted > roll:
        raise refuse(base % {"counted": counted, "roll": roll}, _("Correct the count, or the roll."))
    return Attendance.objects.create(
        assembly=assembly,
        at=clock.now(),
        voters=present.voters,
        youth=present.youth,
        observers=present.observers,
        units=present.units if of_communes else None,
    )


def settle_quorum(actor: Actor, assembly: Assembly, present: Present, fact: Fact) -> None:
    """Move an opened sitting by its count, enter count and quorum, and tell the floors above what was missed."""
    council = present.units is not None
    counted = present.units if present.units is not None else present.voters
    needed = assembly.needed or 0
    met = is_quorate(counted, needed)
    act = AssemblyAct.MEET_QUORUM if met else AssemblyAct.MISS_QUORUM
    assembly.stage = step(ASSEMBLY_MOVES, AssemblyStage(assembly.stage), act)
    assembly.save()
    common = {"commune": assembly.commune.name, "number": assembly.number, "call": assembly.call}
    enter_here(
        actor,
        assembly,
        fact,
        {**common, "voters": present.voters, "youth": present.youth, "observers": present.observers},
    )
    numbers = {**common, "counted": counted, "needed": max(1, needed), "roll": assembly.roll_count or 0}
    enter_here(actor, assembly, _quorum_fact(met=met, council=council), numbers)
    if not met and not may_call_again(assembly):
        announce_missed(assembly)
    ping(f"assembly-{assembly.pk}", f"commune-{assembly.commune_id}")


def announce_missed(assembly: Assembly) -> None:
    """Tell the floors above that this sitting could not decide what still stands on its agenda."""
    for proposal in open_items().filter(assembly=assembly, proposal__isnull=False).values_list("proposal", flat=True):
        effects.announce(signals.QUORUM_MISSED, assembly=assembly.pk, proposal=proposal)


def may_call_again(assembly: Assembly) -> bool:
    """Say whether the charter lets this sitting be called a second time."""
    if assembly.call == 2 or assembly.held_on is None or quorum_base(assembly.commune)[1]:
        return False
    return charter_on(assembly.commune, assembly.held_on)["quorum.second_call"] != NONE


def enter_here(
    actor: Actor,
    assembly: Assembly,
    fact: Fact,
    payload: dict[str, object],
    personal: dict[str, str] | None = None,
) -> None:
    """Enter an act in the journal among those of this sitting."""
    journal.enter(
        chain_id=assembly.commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"assembly:{assembly.pk}",
        payload=payload,
        personal=personal,
    )


def _quorum_fact(*, met: bool, council: bool) -> Fact:
    if council:
        return signals.COUNCIL_QUORUM_MET if met else signals.COUNCIL_QUORUM_MISSED
    return signals.QUORUM_MET if met else signals.QUORUM_MISSED
