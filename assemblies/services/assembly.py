"""Sittings: planned, opened on a count of those present, called a second time, closed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.durations import parse_duration
from assemblies.domain.notice import days_given, is_short
from assemblies.domain.quorum import people_needed, second_call_needed
from assemblies.domain.stages import ASSEMBLY_MOVES, AssemblyAct, AssemblyKind, AssemblyStage, BallotStage
from assemblies.models import Assembly, Ballot, Commune, Role
from assemblies.models.tree import has_communes_below, zone_of
from assemblies.queries.agenda import waiting_proposals
from assemblies.queries.charter import charter_on, latest_charter
from assemblies.queries.next_assembly import planned_for
from assemblies.queries.notice import notice_asked
from assemblies.queries.review import due_for_review
from assemblies.services.agenda import end_left_over, put_on_agenda
from assemblies.services.attendance import (
    Present,
    enter_here,
    held_to_run,
    quorum_base,
    record_attendance,
    settle_quorum,
    share_or_none,
)
from assemblies.services.inputs import UNCHANGED, refuse, said_words
from assemblies.services.locks import locked
from confed.kernel import clock, effects, journal
from confed.kernel.errors import IllegalStep, RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case


@use_case
def plan_assembly(
    *,
    actor: Actor,
    commune: Commune,
    planned_at: datetime,
    place: str = "",
    kind: str = AssemblyKind.ORDINARY,
    told_on: date | None = None,
) -> Assembly:
    """Plan a sitting; every question that came to the commune and waits is put on its agenda.

    Notice counts from the day on which people were told (`told_on`; unsaid, today). Shorter than the charter asks it is
    planned all the same, and the journal, its page and its minutes say so (Rulebook, notice).
    Locks the commune (number). Announces ASSEMBLY_PLANNED. Raises NotAllowed, BadInput.
    """
    commune = locked(commune)
    rules.may_plan(actor, commune).require()
    return write_plan(actor, commune, planned_at=planned_at, place=place, kind=kind, told_on=told_on)


def write_plan(
    actor: Actor,
    commune: Commune,
    *,
    planned_at: datetime,
    place: str = "",
    kind: str = AssemblyKind.ORDINARY,
    told_on: date | None = None,
) -> Assembly:
    """Write a sitting whose planning was allowed; called by acts that hold the commune."""
    if planned_at.tzinfo is None:
        raise refuse(_("A sitting is planned for a moment with its time zone."))
    if kind not in set(AssemblyKind):
        raise refuse(_("There is no kind of sitting “%(kind)s”.") % {"kind": kind})
    zone = zone_of(commune)
    today, day = clock.today(zone), planned_at.astimezone(ZoneInfo(zone)).date()
    told = told_on or today
    if told > today:
        raise refuse(_("Notice was given today or before, not on a day to come."))
    asked = notice_asked(charter_on(commune, today), kind, is_council=has_communes_below(commune))
    assembly = Assembly.objects.create(
        commune=commune,
        number=commune.next_assembly,
        kind=kind,
        planned_at=planned_at,
        place=said_words(place),
        told_on=told,
        notice=asked,
    )
    commune.next_assembly += 1
    commune.save(update_fields=["next_assembly"])
    enter_here(
        actor,
        assembly,
        signals.SPECIAL_PLANNED if kind == AssemblyKind.SPECIAL else signals.ASSEMBLY_PLANNED,
        {
            "commune": commune.name,
            "number": assembly.number,
            "day": planned_at.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes"),
            "place": assembly.place,
            "told_on": told.isoformat(),
            "notice": asked,
        },
    )
    if is_short(told, day, asked):
        given: dict[str, object] = {"number": assembly.number, "given": days_given(told, day), "asked": asked}
        enter_here(actor, assembly, signals.NOTICE_SHORT, given)
    for proposal in waiting_proposals(commune, kind):
        put_on_agenda(actor, assembly, proposal=proposal)
    for decision in due_for_review(commune, day):
        title = _t("Looking again at decision %(number)s: %(title)s") % {
            "number": decision.number,
            "title": decision.title,
        }
        key = f"review:{decision.pk}:{decision.review_on}"
        put_on_agenda(actor, assembly, title=title[:200], origin_key=key)
    effects.announce(signals.ASSEMBLY_PLANNED, assembly=assembly.pk)
    ping(f"commune-{commune.pk}")
    return assembly


@use_case
def open_assembly(
    *,
    actor: Actor,
    assembly: Assembly,
    voters: int,
    youth: int = 0,
    observers: int = 0,
    units: int | None = None,
) -> Assembly:
    """Open a sitting on a count of those present, and freeze its charter and the base of its quorum.

    A base commune's quorum is a share of those with a vote on its roll; a council's a share of its communes, and
    `units` says how many have a voice here. Youth and observers never count. Locks the sitting.
    """
    assembly = held_to_run(actor, assembly)
    if assembly.opened_at is not None or assembly.stage != AssemblyStage.PLANNED:
        raise IllegalStep(_("This sitting was opened already."), safe=UNCHANGED)
    commune = assembly.commune
    now = clock.now()
    assembly.held_on = clock.today(zone_of(commune))
    assembly.opened_at = now
    assembly.charter = latest_charter(commune, assembly.held_on)
    assembly.roll_count, of_communes = quorum_base(commune)
    share = share_or_none(charter_on(commune, assembly.held_on)["quorum.council" if of_communes else "quorum.ordinary"])
    assembly.needed = people_needed(share, assembly.roll_count)
    present = Present(voters, youth, observers, units)
    record_attendance(assembly, present, of_communes=of_communes)
    settle_quorum(actor, assembly, present, signals.ASSEMBLY_OPENED)
    return assembly


@use_case
def call_second(*, actor: Actor, assembly: Assembly, voters: int, youth: int = 0, observers: int = 0) -> Assembly:
    """Call a sitting that missed its quorum a second time, after the wait the charter states, with its lower quorum."""
    assembly = held_to_run(actor, assembly)
    if assembly.stage != AssemblyStage.INQUORATE or assembly.opened_at is None:
        raise RuleStops(_("A second call follows only a first one that missed the quorum."), safe=UNCHANGED)
    if assembly.call == 2:
        raise RuleStops(_("This sitting was called a second time already."), safe=UNCHANGED)
    commune = assembly.commune
    roll, of_communes = quorum_base(commune)
    values = charter_on(commune, assembly.held_on or clock.today(zone_of(commune)))
    needed = second_call_needed(share_or_none(values["quorum.second_call"]), assembly.roll_count or roll)
    if needed is None or of_communes:
        raise RuleStops(
            _("The charter of %(commune)s has no second call.") % {"commune": commune.name},
            safe=UNCHANGED,
            do=_("Talk may go on without votes; plan another sitting for them."),
        )
    wait = timedelta(minutes=parse_duration(values["quorum.second_call_wait"]).minutes)
    if clock.now() < assembly.opened_at + wait:
        raise RuleStops(
            _("The charter asks to wait %(minutes)s minutes before a second call.")
            % {"minutes": int(wait.total_seconds()) // 60},
            safe=UNCHANGED,
            do=_("Call again when the time has passed."),
        )
    assembly.call, assembly.needed = 2, needed
    present = Present(voters, youth, observers, None)
    record_attendance(assembly, present, of_communes=False)
    settle_quorum(actor, assembly, present, signals.SECOND_CALL)
    return assembly


@use_case
def count_attendance(
    *,
    actor: Actor,
    assembly: Assembly,
    voters: int,
    youth: int = 0,
    observers: int = 0,
    units: int | None = None,
) -> Assembly:
    """Count those present anew; the last count holds for the quorum and for votes opened from now on."""
    assembly = held_to_run(actor, assembly)
    if assembly.opened_at is None:
        raise IllegalStep(_("Open the sitting first."), safe=UNCHANGED)
    step(ASSEMBLY_MOVES, AssemblyStage(assembly.stage), AssemblyAct.MEET_QUORUM)  # a closed sitting counts nobody
    present = Present(voters, youth, observers, units)
    record_attendance(assembly, present, of_communes=quorum_base(assembly.commune)[1])
    settle_quorum(actor, assembly, present, signals.ATTENDANCE_COUNTED)
    return assembly


@use_case
def close_assembly(*, actor: Actor, assembly: Assembly) -> Assembly:
    """Close a sitting: what was left over goes to the next one, roles for this sitting end.

    Raises RuleStops while a vote is open or its result not announced.
    """
    assembly = held_to_run(actor, assembly)
    stage = step(ASSEMBLY_MOVES, AssemblyStage(assembly.stage), AssemblyAct.CLOSE)
    pending = Ballot.objects.filter(assembly=assembly, stage__in=[BallotStage.OPEN, BallotStage.CLOSED]).first()
    if pending is not None:
        raise RuleStops(
            _("The vote on “%(question)s” has no announced result yet.") % {"question": pending.question},
            safe=UNCHANGED,
            do=_("Announce its result or make it void, then close the sitting."),
        )
    was_missed = assembly.stage == AssemblyStage.INQUORATE
    now = clock.now()
    left = end_left_over(actor=actor, assembly=assembly)
    assembly.stage, assembly.closed_at = stage, now
    assembly.save(update_fields=["stage", "closed_at"])
    Role.objects.filter(assembly=assembly, ended_at=None).update(ended_at=now)
    commune = assembly.commune
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.ASSEMBLY_CLOSED,
        actor=actor,
        scope=f"assembly:{assembly.pk}",
        payload={"commune": commune.name, "number": assembly.number, "left_over": [p.title for p in left]},
    )
    effects.announce(signals.ASSEMBLY_CLOSED, assembly=assembly.pk)
    for proposal in left:
        following = planned_for(proposal)
        if following is not None:
            put_on_agenda(actor, following, proposal=proposal)
        if was_missed:
            effects.announce(signals.QUORUM_MISSED, assembly=assembly.pk, proposal=proposal.pk)
    ping(f"assembly-{assembly.pk}", f"commune-{commune.pk}")
    return assembly
