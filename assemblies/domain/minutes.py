"""Lifecycle of minutes and of a correction asked of them, and what seals an approved text (Rulebook, minutes)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

# After so many days without a sitting that could approve, two scrutineers post the draft; so long it then hangs out.
DAYS_WITHOUT_SITTING = 60
DAYS_POSTED = 14


class MinutesStage(StrEnum):
    """Where the minutes of one sitting stand."""

    RUNNING = "running"
    DRAFT = "draft"
    CORRECTED = "corrected"
    CONTESTED = "contested"
    APPROVED = "approved"
    PUBLISHED = "published"


class MinutesAct(StrEnum):
    """What moves them."""

    CLOSE = "close"
    CORRECT = "correct"
    CONTEST = "contest"
    SETTLE = "settle"
    APPROVE = "approve"
    PUBLISH = "publish"
    REOPEN = "reopen"


MINUTES_MOVES: dict[tuple[MinutesStage, MinutesAct], MinutesStage] = {
    (MinutesStage.RUNNING, MinutesAct.CLOSE): MinutesStage.DRAFT,
    (MinutesStage.DRAFT, MinutesAct.CORRECT): MinutesStage.CORRECTED,
    (MinutesStage.CORRECTED, MinutesAct.CORRECT): MinutesStage.CORRECTED,
    (MinutesStage.CONTESTED, MinutesAct.CORRECT): MinutesStage.CONTESTED,
    (MinutesStage.DRAFT, MinutesAct.CONTEST): MinutesStage.CONTESTED,
    (MinutesStage.CORRECTED, MinutesAct.CONTEST): MinutesStage.CONTESTED,
    (MinutesStage.CONTESTED, MinutesAct.CONTEST): MinutesStage.CONTESTED,
    (MinutesStage.CONTESTED, MinutesAct.SETTLE): MinutesStage.CORRECTED,
    (MinutesStage.DRAFT, MinutesAct.APPROVE): MinutesStage.APPROVED,
    (MinutesStage.CORRECTED, MinutesAct.APPROVE): MinutesStage.APPROVED,
    (MinutesStage.APPROVED, MinutesAct.PUBLISH): MinutesStage.PUBLISHED,
    # The decision that approved them did not pass after all: its count was corrected.
    (MinutesStage.PUBLISHED, MinutesAct.REOPEN): MinutesStage.CORRECTED,
    # The approved text stays; what is corrected, or disputed, later stands beside it.
    **{
        (MinutesStage.PUBLISHED, act): MinutesStage.PUBLISHED
        for act in (MinutesAct.CORRECT, MinutesAct.CONTEST, MinutesAct.SETTLE)
    },
}
# Laid open: whoever was there reads the draft and asks for corrections.
OPEN_FOR_CORRECTIONS = (
    MinutesStage.DRAFT,
    MinutesStage.CORRECTED,
    MinutesStage.CONTESTED,
    MinutesStage.APPROVED,
    MinutesStage.PUBLISHED,
)
LOCKED = (MinutesStage.APPROVED, MinutesStage.PUBLISHED)


class CorrectionStage(StrEnum):
    """Where one correction stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DISPUTED = "disputed"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class CorrectionAct(StrEnum):
    """What moves it."""

    ACCEPT = "accept"
    ANSWER = "answer"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    DISMISS = "dismiss"


CORRECTION_MOVES: dict[tuple[CorrectionStage, CorrectionAct], CorrectionStage] = {
    (CorrectionStage.ASKED, CorrectionAct.ACCEPT): CorrectionStage.ACCEPTED,
    (CorrectionStage.ASKED, CorrectionAct.ANSWER): CorrectionStage.ANSWERED,
    (CorrectionStage.ANSWERED, CorrectionAct.DISPUTE): CorrectionStage.DISPUTED,
    (CorrectionStage.DISPUTED, CorrectionAct.UPHOLD): CorrectionStage.UPHELD,
    (CorrectionStage.DISPUTED, CorrectionAct.DISMISS): CorrectionStage.DISMISSED,
}
# Nobody has said the last word on these.
PENDING = (CorrectionStage.ASKED, CorrectionStage.DISPUTED)
# These hold beside the text as it was written.
HOLDS = (CorrectionStage.ACCEPTED, CorrectionStage.UPHELD)


def fingerprint_of(entries: Sequence[str], lines: Iterable[Mapping[str, object]]) -> str:
    """Return what seals an approved text: SHA-256 over the hashes of its journal entries and its lines (Rulebook, minutes).

    Canonical JSON: sorted keys, no spaces, UTF-8. Whoever has the text can recompute it.
    """
    sealed = {"entries": list(entries), "lines": [dict(line) for line in lines]}
    text = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def may_be_posted(closed_on: date, today: date, *, was_sitting: bool) -> bool:
    """Say whether two scrutineers may post a draft: no sitting could approve it for 60 days (Rulebook, minutes)."""
    return not was_sitting and today >= closed_on + timedelta(days=DAYS_WITHOUT_SITTING)


def posted_until(posted_on: date) -> date:
    """Return the last day on which a posted draft hangs out (Rulebook, minutes)."""
    return posted_on + timedelta(days=DAYS_POSTED)
