"""What programs do about mandates and votes of a council: the use cases of their pages."""

from confed.kernel.api.acts import Act, act, addresses
from delegates.domain.petitions import MOST_LETTERS
from delegates.models import Petition
from mandates.api import names as names  # says how programs name things
from mandates.domain.stages import Choice, IfTouched, Latitude, Purpose
from mandates.services import (
    answer,
    condition,
    contest,
    council_vote,
    declaration,
    doubt,
    extension,
    item,
    mandate,
    recall_item,
    recount,
    reopening,
    revoking,
    suspension,
    text,
    voice,
)

BODY, WORDS, REASON = 100_000, 10_000, 200
CALL = 2  # a sitting is called once or twice
MOST_DAYS = 10_000

ACTS: list[Act] = [
    act(item.publish_item, without="origin_key", body=BODY, purpose=Purpose),
    act(item.change_text, body=BODY, reason=300),
    act(recall_item.ask_recall, ground=Petition.Why, statement=MOST_LETTERS),
    act(text.lock_text),
    act(mandate.draft_mandate, latitude=Latitude, red_lines=500, if_touched=IfTouched, reasons=WORDS),
    act(revoking.revoke_mandate, reason=REASON),
    act(declaration.declare_line),
    act(contest.contest_declaration),
    act(council_vote.open_council_vote),
    act(council_vote.cancel_council_vote, reason=REASON),
    act(council_vote.close_council_vote),
    act(suspension.suspend_council_vote, reason=REASON),
    act(suspension.resume_council_vote),
    act(reopening.reopen_council_vote),
    act(recount.recount_council_vote, reason=REASON),
    act(voice.cast_voice, choice=Choice),
    act(voice.record_by_hand, choice=Choice),
    act(doubt.doubt_check, choice=Choice, words=500),
    act(answer.enter_answer, call=CALL, counter_words=WORDS),
    act(condition.keep_condition, words=WORDS),
    act(extension.extend_cascade, days=MOST_DAYS),
]

ADDRESSES = addresses("mandates", ACTS)
