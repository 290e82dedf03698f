"""Hands counted by two tellers: each number sent apart, settled when both agree, and those present corrected."""

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.quorum import is_quorate
from assemblies.domain.stages import BallotStage
from assemblies.models import Attendance, Ballot, TellerCount
from assemblies.queries.counts import OPTIONS, TELLERS, CountState, count_states
from assemblies.services.attendance import enter_here
from assemblies.services.counted import counted, refuse_more_than_present
from assemblies.services.inputs import UNCHANGED, refuse, whole_numbers, words
from confed.kernel import clock
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case


@use_case
def enter_count(*, actor: Actor, ballot: Ballot, option: str, number: int) -> TellerCount:
    """Send one teller's number for one answer; equal numbers of two tellers are settled and kept.

    A teller may mend the own number until the other has sent. Where the two differ, sending again begins a new round.
    Locks the vote. Raises NotAllowed, BadInput, RuleStops.
    """
    ballot = held_ballot(ballot)
    rules.may_count(actor, ballot).require()
    if not isinstance(actor, Person):
        raise NotAllowed(_("Only a teller of this sitting counts hands."))
    _require_open(ballot)
    _known_option(option)
    whole_numbers(number=number)
    state = count_states(ballot)[option]
    if state.settled is not None:
        raise RuleStops(
            _("Both tellers agree on this number already: %(number)s.") % {"number": state.settled}, safe=UNCHANGED
        )
    row = _write_count(actor, ballot, state, number)
    _keep_if_equal(ballot, option, row.round)
    row.refresh_from_db()
    ping(f"assembly-{ballot.assembly_id}")
    return row


@use_case
def settle_counts(*, actor: Actor, ballot: Ballot, option: str, number: int, reason: str) -> None:
    """Keep one of two tellers' numbers that differ, with a reason that stands in the minutes; a facilitator does."""
    ballot = held_ballot(ballot)
    rules.may_run(actor, ballot.assembly).require()
    _require_open(ballot)
    _known_option(option)
    why = words(reason, _("Say why this number is kept."), most=300)
    state = count_states(ballot)[option]
    if not state.differs:
        raise RuleStops(_("There are not two numbers that differ for this answer."), safe=UNCHANGED)
    if number not in state.numbers:
        raise refuse(
            _("%(number)s is neither of the two numbers, %(first)s and %(second)s.")
            % {"number": number, "first": state.numbers[0], "second": state.numbers[1]},
            _("Keep one of them, or let both tellers count again."),
        )
    TellerCount.objects.filter(ballot=ballot, option=option, round=state.round, number=number).update(kept=True)
    enter_here(
        actor,
        ballot.assembly,
        signals.COUNT_SETTLED,
        {
            "question": ballot.question,
            "option": option,
            "first": state.numbers[0],
            "second": state.numbers[1],
            "number": number,
            "reason": why,
        },
    )
    ping(f"assembly-{ballot.assembly_id}")


@use_case
def correct_present(*, actor: Actor, ballot: Ballot, voters: int, reason: str) -> Ballot:
    """Correct how many were present when a vote opened, with a reason; not below the quorum, nor below the counts."""
    ballot = held_ballot(ballot)
    assembly = ballot.assembly
    rules.may_run(actor, assembly).require()
    if ballot.stage not in (BallotStage.OPEN, BallotStage.CLOSED):
        raise RuleStops(
            _("The result of this vote stands."), safe=UNCHANGED, do=_("Correct the result, with a reason.")
        )
    whole_numbers(voters=voters)
    why = words(reason, _("Say why the count of those present was wrong."), most=300)
    roll = ballot.snapshot.count_vote
    if voters > roll:
        raise refuse(
            _("%(counted)s voters were counted, but only %(roll)s on the roll have a vote.")
            % {"counted": voters, "roll": roll}
        )
    if not is_quorate(voters, assembly.needed or 0):
        raise RuleStops(
            _("With %(voters)s present the sitting had no quorum: %(needed)s are needed.")
            % {"voters": voters, "needed": max(1, assembly.needed or 0)},
            safe=UNCHANGED,
            do=_("Make the vote void."),
        )
    if ballot.stage == BallotStage.CLOSED:
        refuse_more_than_present(counted(ballot).people, voters, by_hands=ballot.method == Ballot.Method.HANDS)
    was, ballot.present = ballot.present, voters
    ballot.save(update_fields=["present"])
    last = Attendance.objects.filter(assembly=assembly).latest("id")
    Attendance.objects.create(
        assembly=assembly, at=clock.now(), voters=voters, youth=last.youth, observers=last.observers, units=last.units
    )
    enter_here(
        actor,
        assembly,
        signals.PRESENT_CORRECTED,
        {"question": ballot.question, "was": was, "voters": voters, "reason": why},
    )
    ping(f"assembly-{assembly.pk}")
    return ballot


def held_ballot(ballot: Ballot) -> Ballot:
    """Return the vote, locked, with its sitting, commune and snapshot."""
    return (
        Ballot.objects.select_for_update(of=("self",))
        .select_related("assembly__commune", "snapshot", "text_version", "proposal")
        .get(pk=ballot.pk)
    )


def _require_open(ballot: Ballot) -> None:
    if ballot.method != Ballot.Method.HANDS:
        raise RuleStops(_("This is not a vote by hands."), safe=UNCHANGED)
    if ballot.stage != BallotStage.OPEN:
        raise RuleStops(_("This vote is closed."), safe=UNCHANGED)


def _known_option(option: str) -> None:
    if option not in OPTIONS:
        raise refuse(_("There is no answer “%(option)s”.") % {"option": option})


def _write_count(teller: Person, ballot: Ballot, state: CountState, number: int) -> TellerCount:
    full = len(state.sent) == TELLERS
    if not full and state.own(teller.pk) is not None:
        row = TellerCount.objects.get(ballot=ballot, option=state.option, round=state.round, person=teller)
        row.number = number
        row.save(update_fields=["number"])
        return row
    return TellerCount.objects.create(
        ballot=ballot, option=state.option, round=state.round + full, person=teller, number=number
    )


def _keep_if_equal(ballot: Ballot, option: str, round_: int) -> None:
    rows = TellerCount.objects.filter(ballot=ballot, option=option, round=round_)
    numbers = list(rows.values_list("number", flat=True))
    if len(numbers) == TELLERS and numbers[0] == numbers[1]:
        rows.update(kept=True)
