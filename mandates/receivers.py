"""What the mandates do when something happened below: the effects of published items, decisions and sittings."""

from typing import Any

from assemblies import signals as below
from assemblies.models import Ballot, Decision
from confed.kernel import effects
from delegates import signals as sending
from mandates.models import CouncilVote
from mandates.services.answer import correct_answer, record_answer
from mandates.services.cascade import ask_commune, note_inquorate, note_meeting, note_vote_open
from mandates.services.closing import close_cascade, tell_outcome
from mandates.services.contest import hear_contest
from mandates.services.declaration import tell_declared
from mandates.services.doubt import tell_doubt
from mandates.services.from_below import publish_sent_up, tell_item_withdrawn, tell_withdrawn
from mandates.services.lapse import lapse_request
from mandates.services.mandate import grant_mandate, tell_new_text
from mandates.services.recount import tell_turned
from mandates.services.request import request_mandate
from mandates.services.revoking import follow_corrected, follow_replaced
from mandates.services.suspension import (
    go_on_after_recall,
    note_new_carrier,
    resume_council_vote,
    suspend_for_recall,
)
from mandates.services.voice import tell_off_mandate

effects.subscribe(below.DECISION_MADE, "mandates.take_decision")
effects.subscribe(below.RESULT_CORRECTED, "mandates.correct_answer")
effects.subscribe(below.ASSEMBLY_PLANNED, "mandates.note_meeting")
effects.subscribe(below.BALLOT_OPENED, "mandates.note_vote_open")
effects.subscribe(below.QUORUM_MISSED, "mandates.note_inquorate")
effects.subscribe(below.SENT_UP, "mandates.publish_sent_up")
effects.subscribe(below.PROPOSAL_WITHDRAWN, "mandates.tell_withdrawn")
effects.subscribe(below.DECISION_REPLACED, "mandates.follow_replaced")
effects.subscribe(sending.PETITION_FILED, "mandates.suspend_for_recall")
effects.subscribe(sending.ALTERNATE_ACTIVATED, "mandates.note_new_carrier")
effects.subscribe(sending.RECALL_ANNOUNCED, "mandates.go_on_after_recall")
effects.subscribe(sending.PETITION_ENDED, "mandates.go_on_after_recall")


def _decision(pk: int) -> Decision:
    return Decision.objects.select_related("result", "text_version", "assembly", "commune").get(pk=pk)


@effects.handler("mandates.take_decision")
def _take_decision(args: dict[str, Any]) -> None:
    decision = _decision(args["decision"])
    grant_mandate(actor=effects.ACTOR, decision=decision)
    record_answer(actor=effects.ACTOR, decision=decision)


@effects.handler("mandates.correct_answer")
def _correct_answer(args: dict[str, Any]) -> None:
    decision = _decision(args["decision"])
    follow_corrected(actor=effects.ACTOR, decision=decision)
    correct_answer(actor=effects.ACTOR, decision=decision)


@effects.handler("mandates.note_meeting")
def _note_meeting(args: dict[str, Any]) -> None:
    note_meeting(actor=effects.ACTOR, assembly_id=args["assembly"])


@effects.handler("mandates.note_vote_open")
def _note_vote_open(args: dict[str, Any]) -> None:
    note_vote_open(actor=effects.ACTOR, proposal_id=Ballot.objects.get(pk=args["ballot"]).proposal_id)


@effects.handler("mandates.publish_sent_up")
def _publish_sent_up(args: dict[str, Any]) -> None:
    publish_sent_up(actor=effects.ACTOR, request_id=args["request"])


@effects.handler("mandates.tell_withdrawn")
def _tell_withdrawn(args: dict[str, Any]) -> None:
    tell_withdrawn(actor=effects.ACTOR, proposal_id=args["proposal"])


@effects.handler("mandates.tell_item_withdrawn")
def _tell_item_withdrawn(args: dict[str, Any]) -> None:
    tell_item_withdrawn(actor=effects.ACTOR, mandate_id=args["mandate"])


@effects.handler("mandates.note_inquorate")
def _note_inquorate(args: dict[str, Any]) -> None:
    note_inquorate(actor=effects.ACTOR, proposal_id=args["proposal"])


@effects.handler("mandates.request_mandate")
def _request_mandate(args: dict[str, Any]) -> None:
    request_mandate(actor=effects.ACTOR, item_id=args["item"], commune_id=args["commune"], entry=args["entry"])


@effects.handler("mandates.lapse_request")
def _lapse_request(args: dict[str, Any]) -> None:
    lapse_request(actor=effects.ACTOR, mandate_id=args["mandate"])


@effects.handler("mandates.tell_new_text")
def _tell_new_text(args: dict[str, Any]) -> None:
    tell_new_text(actor=effects.ACTOR, mandate_id=args["mandate"], text_id=args["text"])


@effects.handler("mandates.tell_off_mandate")
def _tell_off_mandate(args: dict[str, Any]) -> None:
    tell_off_mandate(actor=effects.ACTOR, voice_id=args["voice"], entry=args["entry"])


@effects.handler("mandates.tell_doubt")
def _tell_doubt(args: dict[str, Any]) -> None:
    tell_doubt(actor=effects.ACTOR, entry_id=args["entry"], voice_id=args["voice"])


@effects.handler("mandates.ask_commune")
def _ask_commune(args: dict[str, Any]) -> None:
    ask_commune(actor=effects.ACTOR, cascade_id=args["cascade"], commune_id=args["commune"], entry=args["entry"])


@effects.handler("mandates.close_cascade")
def _close_cascade(args: dict[str, Any]) -> None:
    close_cascade(actor=effects.ACTOR, cascade_id=args["cascade"])


@effects.handler("mandates.tell_outcome")
def _tell_outcome(args: dict[str, Any]) -> None:
    tell_outcome(actor=effects.ACTOR, cascade_id=args["cascade"], commune_id=args["commune"], entry=args["entry"])


@effects.handler("mandates.tell_declared")
def _tell_declared(args: dict[str, Any]) -> None:
    tell_declared(actor=effects.ACTOR, declaration_id=args["declaration"], entry=args["entry"], touched=args["touched"])


@effects.handler("mandates.hear_contest")
def _hear_contest(args: dict[str, Any]) -> None:
    hear_contest(actor=effects.ACTOR, declaration_id=args["declaration"], entry=args["entry"])


@effects.handler("mandates.tell_turned")
def _tell_turned(args: dict[str, Any]) -> None:
    tell_turned(actor=effects.ACTOR, decision_id=args["decision"], commune_id=args["commune"], entry=args["entry"])


@effects.handler("mandates.go_on")
def _go_on(args: dict[str, Any]) -> None:
    resume_council_vote(actor=effects.ACTOR, vote=CouncilVote.objects.get(pk=args["vote"]))


@effects.handler("mandates.suspend_for_recall")
def _suspend_for_recall(args: dict[str, Any]) -> None:
    suspend_for_recall(actor=effects.ACTOR, delegation_id=args["delegation"])


@effects.handler("mandates.note_new_carrier")
def _note_new_carrier(args: dict[str, Any]) -> None:
    note_new_carrier(actor=effects.ACTOR, delegation_id=args["delegation"])


@effects.handler("mandates.go_on_after_recall")
def _go_on_after_recall(args: dict[str, Any]) -> None:
    if args.get("outcome") != "recalled":  # who was recalled has an alternate, or the day runs out
        go_on_after_recall(actor=effects.ACTOR, delegation_id=args["delegation"])


@effects.handler("mandates.follow_replaced")
def _follow_replaced(args: dict[str, Any]) -> None:
    follow_replaced(actor=effects.ACTOR, decision_id=args["decision"])
