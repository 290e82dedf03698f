"""What programs do in a commune: the use cases of its pages, no other; the rest is done by machines of the house."""

from rest_framework.serializers import BooleanField, CharField

from assemblies.api import gates
from assemblies.api import names as names  # says how programs name things
from assemblies.domain.stages import AssemblyKind, RequestKind
from assemblies.models import Argument, Ballot, MinutesLine, Role, RollEntry
from assemblies.services import (
    admission,
    agenda,
    approval,
    argument,
    assembly,
    ballot,
    bundle,
    cast,
    charter,
    charter_change,
    closing,
    commune,
    corrections,
    count,
    drafting,
    minutes,
    mover,
    paper,
    posting,
    proposal,
    recount,
    requests,
    role,
    roll,
    roll_mend,
)
from confed.kernel.api.acts import Act, act, addresses

BODY, WORDS, REASON = 100_000, 20_000, 300
CALL = 2  # a sitting is called once or twice

ACTS: list[Act] = [
    act(commune.found_below, name=120, belonging=300, secretary_mail=254),
    act(roll.add_entry, without="person", standing=RollEntry.Standing, card=20, mail=254),
    act(roll.add_entries),
    act(roll.change_rights, standing=RollEntry.Standing),
    act(roll.end_entry),
    act(roll_mend.correct_entry, card=20, mail=254),
    act(roll_mend.plan_end),
    act(roll_mend.erase_entry),
    act(role.give_role, gate=gates.giving, person=RollEntry, kind=Role.Kind),
    act(role.end_role, gate=gates.ending),
    act(charter.adopt_charter, template=40),
    act(charter_change.propose_charter_change, reason=2_000),
    act(
        assembly.plan_assembly,
        gate=gates.planning,
        kind=AssemblyKind,
        anyway=lambda **options: BooleanField(help_text="Plan it with less notice than asked.", **options),
    ),
    act(assembly.open_assembly, without="units"),
    act(assembly.call_second),
    act(assembly.count_attendance, without="units"),
    act(assembly.close_assembly),
    act(paper.enter_paper_assembly, call=CALL),
    act(agenda.list_item, without="origin_key"),
    act(agenda.start_item),
    act(agenda.end_item),
    act(proposal.draft_proposal, without="kind origin_key version", body=BODY),
    act(drafting.write_draft, body=BODY),
    act(drafting.support_proposal),
    act(drafting.withdraw_support),
    act(drafting.submit_proposal),
    act(admission.admit_proposal),
    act(admission.return_proposal, reason=2_000),
    act(admission.appeal_proposal),
    act(proposal.add_version, body=BODY, reason=REASON),
    act(proposal.withdraw_proposal),
    act(mover.take_over),
    act(mover.postpone_proposal, reason=REASON),
    act(argument.say_argument, side=Argument.Side, said=WORDS),
    act(argument.withdraw_argument),
    act(argument.answer_question, answer=WORDS),
    act(requests.begin_request, kind=RequestKind),
    act(requests.back_request),
    act(requests.leave_request),
    act(ballot.open_ballot, question=REASON, method=Ballot.Method, receipt=Ballot.Receipt),
    act(ballot.void_ballot, reason=REASON),
    act(ballot.announce_result),
    act(ballot.correct_result, reason=REASON),
    act(closing.close_ballot),
    act(cast.cast_named),
    act(cast.record_named),
    act(
        cast.cast_secret,
        gate=gates.receipt_code,
        told=gates.receipt_told,
        code=lambda **_: _code(required=False),
        word=40,
    ),
    act(cast.change_secret, gate=gates.receipt_code, told=gates.receipt_told, code=lambda **_: _code(), word=40),
    act(bundle.enter_bundle, gate=gates.second, second=Role),
    act(recount.read_sealed_counts, gate=gates.second, second=Role),
    act(count.enter_count, option=12),
    act(count.settle_counts, option=12, reason=REASON),
    act(count.correct_present, reason=REASON),
    act(
        minutes.write_line,
        without="act_key",
        text=lambda **options: CharField(max_length=WORDS, allow_blank=True, help_text="Empty strikes it.", **options),
        kind=MinutesLine.Kind,
    ),
    act(minutes.close_minutes),
    act(corrections.ask_correction, without="act_key", text=WORDS, was=WORDS),
    act(corrections.answer_correction, answer=WORDS),
    act(corrections.dispute_correction),
    act(posting.post_minutes, gate=gates.second, second=Role),
    act(
        approval.approve_council_minutes,
        without="sitting",
        gate=gates.nobody_objects,
        nobody_objects=lambda **options: BooleanField(help_text="The delegations were asked.", **options),
    ),
]


def _code(*, required: bool = True) -> CharField:
    return CharField(max_length=120, help_text="Three words and a number.", required=required)


ADDRESSES = addresses("commune", ACTS)
