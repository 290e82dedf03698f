"""Sittings held on paper and entered later: counts, date and names of two tellers, no account needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.majority import Tally
from assemblies.domain.quorum import is_quorate, people_needed, second_call_needed
from assemblies.domain.stages import ASSEMBLY_MOVES, AssemblyAct, AssemblyStage, BallotStage, ProposalKind
from assemblies.models import AgendaItem, Assembly, Attendance, Ballot, Commune, Proposal
from assemblies.models.tree import zone_of
from assemblies.queries.agenda import ENTERED, open_items
from assemblies.queries.charter import charter_on, latest_charter
from assemblies.services.above import Terms, terms_of
from assemblies.services.attendance import Present, enter_here, quorum_base, record_attendance, share_or_none
from assemblies.services.decision import write_decision
from assemblies.services.inputs import UNCHANGED, refuse, whole_numbers, words
from assemblies.services.locks import locked
from assemblies.services.proposal import newest_text
from assemblies.services.replacing import follow_decision, rule_of_vote
from assemblies.services.results import begin_vote, fact_of, settle_proposal, stage_of, told, write_result
from assemblies.services.snapshot import freeze_roll
from confed.kernel import clock, effects
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

OUTCOME_INQUORATE = "inquorate"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the paper says, read and found possible."""

    held_on: date
    place: str
    present: Present
    counts: tuple[int, int, int]
    call: int
    names: dict[str, str]


@use_case
def enter_paper_assembly(
    *,
    actor: Actor,
    commune: Commune,
    proposal: Proposal,
    version: int,
    held_on: date,
    place: str,
    voters: int,
    youth: int = 0,
    observers: int = 0,
    count_for: int,
    count_against: int,
    count_abstain: int,
    tellers: Sequence[str],
    witnesses: Sequence[str] = (),
    call: int = 1,
) -> Assembly:
    """Enter a sitting that was held on paper, and what it decided on one proposal; a sitting of its own.

    Entered by the commune's secretary, or by one above it with two named witnesses. The day of the vote and the day
    of the entry are kept apart; quorum and rule are those of the day of the vote, the roll is that of the entry.
    Without the quorum it was held and decides nothing. Repeatable: the same sheet gives the same sitting.
    Locks commune and proposal. Announces DECISION_MADE, or QUORUM_MISSED with sitting and proposal.
    Raises NotAllowed, BadInput, RuleStops.
    """
    commune = locked(commune)
    held = rules.held_by(actor, commune)
    rules.may_enter_paper(actor, commune, held).require()
    proposal = locked(proposal)
    _require_asked(commune, proposal, version)
    present = Present(voters, youth, observers, None)
    sheet = Sheet(
        held_on=held_on,
        place=words(place, _("Say where the assembly was held.")),
        present=present,
        counts=_counts(count_for, count_against, count_abstain, voters),
        call=call,
        names=_names(tellers, witnesses, needs_witnesses=rules.needs_witnesses(actor, commune, held)),
    )
    zone = zone_of(commune)
    if held_on > clock.today(zone):
        raise refuse(_("The assembly was held on %(day)s, which is still to come.") % {"day": held_on})
    known = _entered_before(commune, proposal, sheet)
    if known is not None:
        return known
    assembly, item = _write_sitting(commune, proposal, sheet, zone)
    terms = terms_of(actor, proposal, assembly, Ballot.Method.SLIPS)
    quorate = is_quorate(voters, max(assembly.needed or 0, terms.needed))
    _enter_sitting(actor, assembly, sheet, quorate=quorate)
    if quorate:
        _decide(actor, assembly, item, sheet, terms)
    else:
        item.outcome = OUTCOME_INQUORATE
        item.save(update_fields=["outcome"])
        effects.announce(signals.QUORUM_MISSED, assembly=assembly.pk, proposal=proposal.pk)
    ping(f"commune-{commune.pk}")
    return assembly


def _require_asked(commune: Commune, proposal: Proposal, version: int) -> None:
    if proposal.commune_id != commune.pk:
        raise refuse(_("“%(title)s” stands before another commune.") % {"title": proposal.title})
    if proposal.kind == ProposalKind.COUNCIL:
        raise RuleStops(_("A council's own item is voted on by voices."), safe=UNCHANGED)
    asked = newest_text(proposal).number
    if version != asked:
        raise refuse(
            _("What you decided on is version %(decided)s, the question is about version %(asked)s.")
            % {"decided": version, "asked": asked},
            _("Let the assembly decide on the version that is asked."),
        )
    if Ballot.objects.filter(proposal=proposal, stage__in=[BallotStage.OPEN, BallotStage.CLOSED]).exists():
        raise RuleStops(
            _("A sitting is voting on “%(title)s” right now.") % {"title": proposal.title},
            safe=UNCHANGED,
            do=_("Announce its result or make that vote void first."),
        )


def _counts(count_for: int, count_against: int, count_abstain: int, voters: int) -> tuple[int, int, int]:
    whole_numbers(voters=voters, **{"for": count_for, "against": count_against, "abstain": count_abstain})
    counted = count_for + count_against + count_abstain
    if counted > voters:
        raise refuse(
            _("%(counted)s votes were counted, %(over)s more than the %(voters)s voters present.")
            % {"counted": counted, "over": counted - voters, "voters": voters},
            _("Check the sheet: one of the numbers is wrong."),
        )
    return count_for, count_against, count_abstain


def _names(tellers: Sequence[str], witnesses: Sequence[str], *, needs_witnesses: bool) -> dict[str, str]:
    counted_by = _two_names(tellers, _("Name the two tellers who counted."))
    names = {"teller_1": counted_by[0], "teller_2": counted_by[1]}
    if needs_witnesses:
        seen_by = _two_names(witnesses, _("A secretary of a commune above names two witnesses of the assembly."))
        names |= {"witness_1": seen_by[0], "witness_2": seen_by[1]}
    return names


def _two_names(given: Sequence[str], happened: object) -> list[str]:
    names = [words(name, happened) for name in given]
    if len(names) != 2 or names[0].casefold() == names[1].casefold():
        raise refuse(happened, _("Two different names are needed."))
    return names


def _entered_before(commune: Commune, proposal: Proposal, sheet: Sheet) -> Assembly | None:
    items = AgendaItem.objects.filter(
        proposal=proposal,
        assembly__commune=commune,
        assembly__held_on=sheet.held_on,
        assembly__entered_at__isnull=False,
        assembly__call=sheet.call,
    ).select_related("assembly")
    for item in items:
        ballot = Ballot.objects.filter(item=item).select_related("result").first()
        attended = Attendance.objects.filter(assembly=item.assembly, voters=sheet.present.voters).exists()
        found = (ballot.result.counts if ballot and ballot.result else None) or {}
        same = ballot is None or (found["for"], found["against"], found["abstain"]) == sheet.counts
        if attended and same:
            return item.assembly
    return None


def _write_sitting(commune: Commune, proposal: Proposal, sheet: Sheet, zone: str) -> tuple[Assembly, AgendaItem]:
    values = charter_on(commune, sheet.held_on)
    now = clock.now()
    assembly = Assembly(
        commune=commune,
        charter=latest_charter(commune, sheet.held_on),
        number=commune.next_assembly,
        planned_at=datetime.combine(sheet.held_on, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC),
        place=sheet.place,
        stage=step(ASSEMBLY_MOVES, AssemblyStage.PLANNED, AssemblyAct.ENTER_PAPER),
        call=sheet.call,
        held_on=sheet.held_on,
        entered_at=now,
        closed_at=now,
    )
    assembly.roll_count, of_communes = quorum_base(commune)
    if of_communes:
        raise RuleStops(_("A council votes by voices; its sittings are not entered from paper here."), safe=UNCHANGED)
    assembly.needed = _needed(values, sheet.call, assembly.roll_count, commune)
    assembly.save()
    commune.next_assembly += 1
    commune.save(update_fields=["next_assembly"])
    record_attendance(assembly, sheet.present, of_communes=False)
    item = AgendaItem.objects.create(
        assembly=assembly, proposal=proposal, position=1, title=proposal.title, ended_at=now
    )
    return assembly, item


def _needed(values: dict[str, str], call: int, roll: int, commune: Commune) -> int:
    if call == 1:
        return people_needed(share_or_none(values["quorum.ordinary"]), roll)
    needed = second_call_needed(share_or_none(values["quorum.second_call"]), roll) if call == 2 else None
    if needed is None:
        raise RuleStops(_("The charter of %(commune)s has no second call.") % {"commune": commune.name}, safe=UNCHANGED)
    return needed


def _enter_sitting(actor: Actor, assembly: Assembly, sheet: Sheet, *, quorate: bool) -> None:
    witnessed = "witness_1" in sheet.names
    enter_here(
        actor,
        assembly,
        signals.PAPER_WITNESSED if witnessed else signals.PAPER_ENTERED,
        {
            "commune": assembly.commune.name,
            "number": assembly.number,
            "call": sheet.call,
            "held_on": sheet.held_on.isoformat(),
            "place": sheet.place,
            "voters": sheet.present.voters,
            "youth": sheet.present.youth,
            "observers": sheet.present.observers,
        },
        sheet.names,
    )
    enter_here(
        actor,
        assembly,
        signals.QUORUM_MET if quorate else signals.QUORUM_MISSED,
        {
            "counted": sheet.present.voters,
            "needed": max(1, assembly.needed or 0),
            "roll": assembly.roll_count or 0,
            "call": sheet.call,
        },
    )


def _decide(actor: Actor, assembly: Assembly, item: AgendaItem, sheet: Sheet, terms: Terms) -> None:
    commune, proposal, now = assembly.commune, item.proposal, clock.now()
    if proposal is None:  # the item was made for it
        return
    begin_vote(proposal)
    snapshot = freeze_roll(commune, without=terms.stand_aside)
    text = newest_text(proposal)
    rule = (terms.rule or rule_of_vote(charter_on(commune, sheet.held_on), proposal)).values()
    tally = Tally(*sheet.counts, sheet.present.voters, snapshot.count_vote)
    result = write_result(rule=rule, tally=tally, text_version=text, at=now)
    Ballot.objects.create(
        assembly=assembly,
        item=item,
        proposal=proposal,
        text_version=text,
        snapshot=snapshot,
        result=result,
        question=terms.question or proposal.title,
        rule=rule,
        present=sheet.present.voters,
        stage=BallotStage.ANNOUNCED,
        opened_at=now,
        closed_at=now,
    )
    settle_proposal(proposal, result.outcome)
    item.outcome = result.outcome
    item.save(update_fields=["outcome"])
    decision = write_decision(
        assembly=assembly,
        proposal=proposal,
        text_version=text,
        result=result,
        stage=stage_of(result.outcome),
        decided_on=sheet.held_on,
    )
    open_items().filter(proposal=proposal).exclude(pk=item.pk).update(ended_at=now, outcome=ENTERED)
    enter_here(actor, assembly, fact_of(result.outcome), told(decision, result))
    follow_decision(actor, decision)
    effects.announce(signals.DECISION_MADE, decision=decision.pk)
