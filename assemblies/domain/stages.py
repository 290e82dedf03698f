"""Lifecycles of assembly, proposal, ballot and decision (docs/rulebook.md, lifecycles)."""

from enum import StrEnum


class AssemblyKind(StrEnum):
    """How a sitting was called; a council is one by the communes under it, not by a kind."""

    ORDINARY = "ordinary"
    SPECIAL = "special"


class AssemblyStage(StrEnum):
    """Where one dated sitting stands."""

    PLANNED = "planned"
    QUORATE = "quorate"
    INQUORATE = "inquorate"
    CLOSED = "closed"


class AssemblyAct(StrEnum):
    """What moves a sitting."""

    MEET_QUORUM = "meet_quorum"
    MISS_QUORUM = "miss_quorum"
    CLOSE = "close"
    ENTER_PAPER = "enter_paper"


ASSEMBLY_MOVES: dict[tuple[AssemblyStage, AssemblyAct], AssemblyStage] = {
    (AssemblyStage.PLANNED, AssemblyAct.MEET_QUORUM): AssemblyStage.QUORATE,
    (AssemblyStage.PLANNED, AssemblyAct.MISS_QUORUM): AssemblyStage.INQUORATE,
    (AssemblyStage.PLANNED, AssemblyAct.ENTER_PAPER): AssemblyStage.CLOSED,
    (AssemblyStage.INQUORATE, AssemblyAct.MEET_QUORUM): AssemblyStage.QUORATE,
    (AssemblyStage.INQUORATE, AssemblyAct.MISS_QUORUM): AssemblyStage.INQUORATE,
    (AssemblyStage.INQUORATE, AssemblyAct.CLOSE): AssemblyStage.CLOSED,
    (AssemblyStage.QUORATE, AssemblyAct.MEET_QUORUM): AssemblyStage.QUORATE,
    (AssemblyStage.QUORATE, AssemblyAct.MISS_QUORUM): AssemblyStage.INQUORATE,
    (AssemblyStage.QUORATE, AssemblyAct.CLOSE): AssemblyStage.CLOSED,
}


class ProposalKind(StrEnum):
    """What a proposal asks for."""

    TEXT = "text"
    MANDATE = "mandate"
    RATIFICATION = "ratification"
    DELEGATION = "delegation"
    COUNCIL = "council"
    APPEAL = "appeal"
    RECALL = "recall"
    CHARTER = "charter"


class ProposalStage(StrEnum):
    """Where a proposal stands before its own commune."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ADMITTED = "admitted"
    POSTPONED = "postponed"
    VOTE_OPEN = "vote_open"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"
    WITHDRAWN = "withdrawn"


class ProposalAct(StrEnum):
    """What moves a proposal."""

    SUBMIT = "submit"
    LOSE_SUPPORT = "lose_support"
    ADMIT = "admit"
    RETURN = "return"
    POSTPONE = "postpone"
    TAKE_OVER = "take_over"
    TAKE_OVER_DRAFT = "take_over_draft"
    OPEN_VOTE = "open_vote"
    CANCEL_VOTE = "cancel_vote"
    ADOPT = "adopt"
    REJECT = "reject"
    TIE = "tie"
    WITHDRAW = "withdraw"


# A question may come back to a later sitting: a home vote inside a ratification window counts
# anew each time (the last quorate one stands), so a settled proposal may be voted again.
_ASKABLE = (
    ProposalStage.ADMITTED,
    ProposalStage.POSTPONED,
    ProposalStage.ADOPTED,
    ProposalStage.REJECTED,
    ProposalStage.TIED,
)
VOTED = (ProposalStage.ADOPTED, ProposalStage.REJECTED, ProposalStage.TIED)
# Before the vote; its author may withdraw it from each of these.
BEFORE_VOTE = (
    ProposalStage.DRAFT,
    ProposalStage.SUBMITTED,
    ProposalStage.RETURNED,
    ProposalStage.ADMITTED,
    ProposalStage.POSTPONED,
)
# Still among its movers: nobody else changes its words.
WITH_ITS_MOVERS = (ProposalStage.DRAFT, ProposalStage.SUBMITTED, ProposalStage.RETURNED)
PROPOSAL_MOVES: dict[tuple[ProposalStage, ProposalAct], ProposalStage] = {
    **{(stage, ProposalAct.OPEN_VOTE): ProposalStage.VOTE_OPEN for stage in _ASKABLE},
    (ProposalStage.VOTE_OPEN, ProposalAct.CANCEL_VOTE): ProposalStage.ADMITTED,
    (ProposalStage.VOTE_OPEN, ProposalAct.ADOPT): ProposalStage.ADOPTED,
    (ProposalStage.VOTE_OPEN, ProposalAct.REJECT): ProposalStage.REJECTED,
    (ProposalStage.VOTE_OPEN, ProposalAct.TIE): ProposalStage.TIED,
    (ProposalStage.DRAFT, ProposalAct.SUBMIT): ProposalStage.SUBMITTED,
    (ProposalStage.RETURNED, ProposalAct.SUBMIT): ProposalStage.SUBMITTED,
    (ProposalStage.SUBMITTED, ProposalAct.LOSE_SUPPORT): ProposalStage.DRAFT,
    (ProposalStage.SUBMITTED, ProposalAct.ADMIT): ProposalStage.ADMITTED,
    (ProposalStage.SUBMITTED, ProposalAct.RETURN): ProposalStage.RETURNED,
    # The assembly admits what its convenors returned or left without an answer.
    (ProposalStage.RETURNED, ProposalAct.ADMIT): ProposalStage.ADMITTED,
    (ProposalStage.ADMITTED, ProposalAct.POSTPONE): ProposalStage.POSTPONED,
    (ProposalStage.POSTPONED, ProposalAct.POSTPONE): ProposalStage.POSTPONED,
    **{(stage, ProposalAct.WITHDRAW): ProposalStage.WITHDRAWN for stage in BEFORE_VOTE},
    (ProposalStage.WITHDRAWN, ProposalAct.TAKE_OVER): ProposalStage.ADMITTED,
    (ProposalStage.WITHDRAWN, ProposalAct.TAKE_OVER_DRAFT): ProposalStage.DRAFT,
}


class BallotStage(StrEnum):
    """Where one vote of a sitting stands."""

    OPEN = "open"
    CLOSED = "closed"
    ANNOUNCED = "announced"
    VOID = "void"


class BallotAct(StrEnum):
    """What moves a ballot."""

    CLOSE = "close"
    ANNOUNCE = "announce"
    ANNUL = "annul"


BALLOT_MOVES: dict[tuple[BallotStage, BallotAct], BallotStage] = {
    (BallotStage.OPEN, BallotAct.CLOSE): BallotStage.CLOSED,
    (BallotStage.OPEN, BallotAct.ANNUL): BallotStage.VOID,
    (BallotStage.CLOSED, BallotAct.ANNOUNCE): BallotStage.ANNOUNCED,
}


class DecisionStage(StrEnum):
    """Where a recorded decision stands."""

    IN_FORCE = "in_force"
    NOT_PASSED = "not_passed"
    BEING_RATIFIED = "being_ratified"
    NOT_RATIFIED = "not_ratified"
    INSUFFICIENT = "insufficient"
    REPLACED = "replaced"


class DecisionAct(StrEnum):
    """What moves a decision; a recomputed result may turn a ratification round."""

    RATIFY = "ratify"
    REFUSE = "refuse"
    LACK_ANSWERS = "lack_answers"
    REPLACE = "replace"
    RESTORE = "restore"
    ADOPT_AFTER_ALL = "adopt_after_all"
    REJECT_AFTER_ALL = "reject_after_all"
    ASK_AFTER_ALL = "ask_after_all"


_RATIFIABLE = (
    DecisionStage.BEING_RATIFIED,
    DecisionStage.IN_FORCE,
    DecisionStage.NOT_RATIFIED,
    DecisionStage.INSUFFICIENT,
)
DECISION_MOVES: dict[tuple[DecisionStage, DecisionAct], DecisionStage] = {
    **{(stage, DecisionAct.RATIFY): DecisionStage.IN_FORCE for stage in _RATIFIABLE},
    **{(stage, DecisionAct.REFUSE): DecisionStage.NOT_RATIFIED for stage in _RATIFIABLE},
    **{(stage, DecisionAct.LACK_ANSWERS): DecisionStage.INSUFFICIENT for stage in _RATIFIABLE},
    (DecisionStage.IN_FORCE, DecisionAct.REPLACE): DecisionStage.REPLACED,
    # What replaced it did not pass after all: a count was corrected.
    (DecisionStage.REPLACED, DecisionAct.RESTORE): DecisionStage.IN_FORCE,
    # A corrected count may turn a commune's own decision.
    (DecisionStage.NOT_PASSED, DecisionAct.ADOPT_AFTER_ALL): DecisionStage.IN_FORCE,
    (DecisionStage.IN_FORCE, DecisionAct.REJECT_AFTER_ALL): DecisionStage.NOT_PASSED,
    # A council vote counted anew may need the communes after all.
    (DecisionStage.NOT_PASSED, DecisionAct.ASK_AFTER_ALL): DecisionStage.BEING_RATIFIED,
    (DecisionStage.IN_FORCE, DecisionAct.ASK_AFTER_ALL): DecisionStage.BEING_RATIFIED,
}


class RequestKind(StrEnum):
    """What members of a roll ask for together (Rulebook, requests)."""

    AGENDA = "agenda"
    SEND_UP = "send_up"
    ASSEMBLY = "assembly"


class RequestStage(StrEnum):
    """Where a request of members stands."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


class RequestAct(StrEnum):
    """What moves it."""

    MEET = "meet"
    DROP = "drop"


REQUEST_MOVES: dict[tuple[RequestStage, RequestAct], RequestStage] = {
    (RequestStage.OPEN, RequestAct.MEET): RequestStage.MET,
    (RequestStage.OPEN, RequestAct.DROP): RequestStage.DROPPED,
}
