"""Words and lifecycles of mandates, council votes and ratification (docs/rulebook.md)."""

from enum import StrEnum


class Position(StrEnum):
    """What a commune says, as a mandate or as its answer."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Choice(StrEnum):
    """What a voice may say in a council vote; empty while it has said nothing."""

    NONE = ""
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    SEND_BACK = "send_back"


class VoiceKind(StrEnum):
    """Whether a voice counts; empty while it has said nothing."""

    NONE = ""
    BINDING = "binding"
    INDICATIVE = "indicative"
    VOID = "void"


class Latitude(StrEnum):
    """How far a mandate reaches when the text moves."""

    STRICT = "strict"
    BOUNDED = "bounded"
    OPEN = "open"


class IfTouched(StrEnum):
    """What the mandate itself says should a red line be touched."""

    NONE = "none"
    AGAINST = "against"
    SEND_BACK = "send_back"


class Purpose(StrEnum):
    """What a council item is for; a call comes with the calls."""

    DECIDE = "decide"
    INSTRUCT = "instruct"


class Ask(StrEnum):
    """Whom a decision of the council is sent to: every commune, or only those not yet bound by a mandate."""

    ALL = "all"
    OUTSTANDING = "outstanding"


class Silence(StrEnum):
    """What it means that a commune has not answered inside the window."""

    NOT_COUNTED = "not_counted"
    STANDS = "stands"
    ASSENT = "assent"
    AGAINST = "against"


class CountMethod(StrEnum):
    """How the answers of communes are added up."""

    FLAT = "flat"
    TIERED = "tiered"
    MEMBERS = "members"
    DOUBLE = "double"


class ItemStage(StrEnum):
    """Where a council item stands."""

    PUBLISHED = "published"
    TEXT_LOCKED = "text_locked"
    SETTLED = "settled"


class ItemAct(StrEnum):
    """What moves a council item."""

    LOCK = "lock"
    CHANGE_TEXT = "change_text"
    SETTLE = "settle"
    LAPSE = "lapse"
    REOPEN = "reopen"


ITEM_MOVES: dict[tuple[ItemStage, ItemAct], ItemStage] = {
    (ItemStage.PUBLISHED, ItemAct.LOCK): ItemStage.TEXT_LOCKED,
    (ItemStage.PUBLISHED, ItemAct.CHANGE_TEXT): ItemStage.PUBLISHED,
    (ItemStage.TEXT_LOCKED, ItemAct.CHANGE_TEXT): ItemStage.PUBLISHED,
    (ItemStage.TEXT_LOCKED, ItemAct.SETTLE): ItemStage.SETTLED,
    (ItemStage.PUBLISHED, ItemAct.LAPSE): ItemStage.SETTLED,
    (ItemStage.TEXT_LOCKED, ItemAct.LAPSE): ItemStage.SETTLED,
    (ItemStage.SETTLED, ItemAct.REOPEN): ItemStage.TEXT_LOCKED,
}


class MandateStage(StrEnum):
    """Where a mandate stands."""

    REQUESTED = "requested"
    DRAFTED = "drafted"
    GRANTED = "granted"
    DEGRADED = "degraded"
    EXERCISED = "exercised"
    UNUSED = "unused"
    EXPIRED = "expired"
    REVOKED = "revoked"


class MandateAct(StrEnum):
    """What moves a mandate."""

    DRAFT = "draft"
    GRANT = "grant"
    DEGRADE = "degrade"
    EXERCISE = "exercise"
    LEAVE_UNUSED = "leave_unused"
    LAPSE = "lapse"
    REVOKE = "revoke"
    UPHOLD = "uphold"
    TOUCH = "touch"
    CONTEST = "contest"
    REOPEN = "reopen"


MANDATE_MOVES: dict[tuple[MandateStage, MandateAct], MandateStage] = {
    (MandateStage.REQUESTED, MandateAct.DRAFT): MandateStage.DRAFTED,
    (MandateStage.REQUESTED, MandateAct.GRANT): MandateStage.GRANTED,
    (MandateStage.DRAFTED, MandateAct.DRAFT): MandateStage.DRAFTED,
    (MandateStage.DRAFTED, MandateAct.GRANT): MandateStage.GRANTED,
    (MandateStage.REQUESTED, MandateAct.LAPSE): MandateStage.EXPIRED,
    (MandateStage.DRAFTED, MandateAct.LAPSE): MandateStage.EXPIRED,
    (MandateStage.GRANTED, MandateAct.DEGRADE): MandateStage.DEGRADED,
    (MandateStage.GRANTED, MandateAct.EXERCISE): MandateStage.EXERCISED,
    (MandateStage.GRANTED, MandateAct.LEAVE_UNUSED): MandateStage.UNUSED,
    (MandateStage.GRANTED, MandateAct.REVOKE): MandateStage.REVOKED,
    (MandateStage.DEGRADED, MandateAct.LEAVE_UNUSED): MandateStage.UNUSED,
    (MandateStage.DEGRADED, MandateAct.REVOKE): MandateStage.REVOKED,
    # Its delegate declared on every red line: it reaches the new text, or it does not.
    (MandateStage.DEGRADED, MandateAct.UPHOLD): MandateStage.GRANTED,
    (MandateStage.GRANTED, MandateAct.UPHOLD): MandateStage.GRANTED,
    (MandateStage.GRANTED, MandateAct.TOUCH): MandateStage.DEGRADED,
    (MandateStage.DEGRADED, MandateAct.TOUCH): MandateStage.DEGRADED,
    # Its commune contests what was declared.
    (MandateStage.GRANTED, MandateAct.CONTEST): MandateStage.DEGRADED,
    (MandateStage.DEGRADED, MandateAct.CONTEST): MandateStage.DEGRADED,
    (MandateStage.EXERCISED, MandateAct.CONTEST): MandateStage.UNUSED,
    (MandateStage.UNUSED, MandateAct.CONTEST): MandateStage.UNUSED,
    # A counted vote is taken up again: the voice it binds may speak once more.
    (MandateStage.UNUSED, MandateAct.REOPEN): MandateStage.GRANTED,
    (MandateStage.EXERCISED, MandateAct.REOPEN): MandateStage.GRANTED,
}


class CouncilVoteStage(StrEnum):
    """Where a council vote stands."""

    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class CouncilVoteAct(StrEnum):
    """What moves a council vote."""

    CLOSE = "close"
    CANCEL = "cancel"
    SUSPEND = "suspend"
    RESUME = "resume"
    REST = "rest"
    REOPEN = "reopen"


# A vote may be suspended before it is counted, and goes on (resume); or after, and its count stands (rest).
COUNCIL_VOTE_MOVES: dict[tuple[CouncilVoteStage, CouncilVoteAct], CouncilVoteStage] = {
    (CouncilVoteStage.OPEN, CouncilVoteAct.CLOSE): CouncilVoteStage.CLOSED,
    (CouncilVoteStage.OPEN, CouncilVoteAct.CANCEL): CouncilVoteStage.CANCELLED,
    (CouncilVoteStage.OPEN, CouncilVoteAct.SUSPEND): CouncilVoteStage.SUSPENDED,
    (CouncilVoteStage.CLOSED, CouncilVoteAct.SUSPEND): CouncilVoteStage.SUSPENDED,
    (CouncilVoteStage.SUSPENDED, CouncilVoteAct.RESUME): CouncilVoteStage.OPEN,
    (CouncilVoteStage.SUSPENDED, CouncilVoteAct.REST): CouncilVoteStage.CLOSED,
    (CouncilVoteStage.SUSPENDED, CouncilVoteAct.REOPEN): CouncilVoteStage.OPEN,
    (CouncilVoteStage.SUSPENDED, CouncilVoteAct.CANCEL): CouncilVoteStage.CANCELLED,
    (CouncilVoteStage.CLOSED, CouncilVoteAct.REOPEN): CouncilVoteStage.OPEN,
}


class CascadeStage(StrEnum):
    """Where a ratification, sent to all communes, stands."""

    OPEN = "open"
    CLOSED = "closed"


class CascadeAct(StrEnum):
    """What moves a ratification as a whole."""

    CLOSE = "close"


CASCADE_MOVES: dict[tuple[CascadeStage, CascadeAct], CascadeStage] = {
    (CascadeStage.OPEN, CascadeAct.CLOSE): CascadeStage.CLOSED,
}


class RatificationStage(StrEnum):
    """Where one commune's answer stands."""

    OPENED = "opened"
    ASKED = "asked"
    MEETING_SET = "meeting_set"
    VOTING = "voting"
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    INQUORATE = "inquorate"
    LATE = "late"
    SILENT = "silent"

    @property
    def is_answer(self) -> bool:
        """Whether the commune has answered inside the window."""
        return self in (RatificationStage.FOR, RatificationStage.AGAINST, RatificationStage.ABSTAIN)


class RatificationAct(StrEnum):
    """What moves one commune's answer."""

    ASK = "ask"
    SET_MEETING = "set_meeting"
    OPEN_VOTE = "open_vote"
    ANSWER_FOR = "answer_for"
    ANSWER_AGAINST = "answer_against"
    ANSWER_ABSTAIN = "answer_abstain"
    MISS_QUORUM = "miss_quorum"
    FALL_SILENT = "fall_silent"
    COME_LATE = "come_late"
    WITHDRAW = "withdraw"


_S, _A = RatificationStage, RatificationAct
_WAITING = (_S.OPENED, _S.ASKED, _S.MEETING_SET, _S.VOTING, _S.INQUORATE)
# Answers may come before the question was delivered, be given anew (the last quorate one stands),
# and be received after the close when the vote itself was held inside the window.
_ANSWERABLE = (*_WAITING, _S.FOR, _S.AGAINST, _S.ABSTAIN, _S.SILENT, _S.LATE)
RATIFICATION_MOVES: dict[tuple[RatificationStage, RatificationAct], RatificationStage] = {
    (_S.OPENED, _A.ASK): _S.ASKED,
    **{(s, _A.SET_MEETING): _S.MEETING_SET for s in (_S.OPENED, _S.ASKED, _S.MEETING_SET, _S.INQUORATE)},
    **{(s, _A.OPEN_VOTE): _S.VOTING for s in _WAITING},
    **{(s, _A.ANSWER_FOR): _S.FOR for s in _ANSWERABLE},
    **{(s, _A.ANSWER_AGAINST): _S.AGAINST for s in _ANSWERABLE},
    **{(s, _A.ANSWER_ABSTAIN): _S.ABSTAIN for s in _ANSWERABLE},
    **{(s, _A.MISS_QUORUM): _S.INQUORATE for s in _WAITING},
    **{(s, _A.FALL_SILENT): _S.SILENT for s in (_S.OPENED, _S.ASKED, _S.MEETING_SET, _S.VOTING)},
    **{(s, _A.COME_LATE): _S.LATE for s in (*_WAITING, _S.SILENT, _S.LATE)},
    # It was its delegates' binding vote, and that vote binds no more: the commune is asked itself.
    **{(s, _A.WITHDRAW): _S.OPENED for s in (_S.FOR, _S.AGAINST, _S.ABSTAIN)},
}


class Basis(StrEnum):
    """What a commune's answer rests on; empty while there is none."""

    NONE = ""
    MANDATE = "mandate"
    ASSEMBLY = "assembly"
    PAPER = "paper"
