"""What may stand on the page of a person: each line with why, until when, and where it leads."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from confed.pages.queries.rings import SmallRing


class Need(StrEnum):
    """Why a line stands on the page."""

    COUNCIL_VOTE = "council_vote"
    COUNCIL_VOTE_SAID = "council_vote_said"
    VOTE = "vote"
    VOTE_SAID = "vote_said"
    OPEN_BALLOT = "open_ballot"
    OPEN_ASSEMBLY = "open_assembly"
    ENTER_ANSWER = "enter_answer"
    OUR_ANSWER = "our_answer"
    WRITE_MANDATE = "write_mandate"
    BEING_RATIFIED = "being_ratified"
    REPORT_LATE = "report_late"
    GIVE_REPORT = "give_report"
    ANSWER_PROPOSAL = "answer_proposal"
    MEND_PROPOSAL = "mend_proposal"
    ANSWER_PETITION = "answer_petition"
    PLAN_RECALL = "plan_recall"
    SIGN_PETITION = "sign_petition"


URGENT = frozenset(
    {
        Need.COUNCIL_VOTE,
        Need.VOTE,
        Need.OPEN_BALLOT,
        Need.OPEN_ASSEMBLY,
        Need.ENTER_ANSWER,
        Need.REPORT_LATE,
        Need.ANSWER_PETITION,
        Need.PLAN_RECALL,
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that needs the person, with all its page needs."""

    need: Need
    commune: str = ""
    slug: str = ""
    title: str = ""
    number: int = 0
    code: str = ""
    until: date | None = None
    meets_on: date | None = None
    ring: SmallRing | None = None
    is_secret: bool = False
    may_change: bool = False
    closes_at: datetime | None = None  # what the clock in its commune shows
    minutes_left: int | None = None
    council: str = ""

    @property
    def is_urgent(self) -> bool:
        """Whether it is for now and not for later."""
        return self.need in URGENT
