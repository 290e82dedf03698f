"""Minutes made by hand, with words of four scripts' habits in them."""

from datetime import UTC, date, datetime

from assemblies.domain.majority import Base
from assemblies.domain.stages import DecisionStage
from assemblies.queries.minutes import Minutes, MinutesItem, MinutesLine
from assemblies.queries.minutes_vote import MinutesVote

ARABIC = "المجلس"
SORANI = "ئەنجومەن"


def vote(**changes) -> MinutesVote:
    values = {
        "decision": "M88",
        "title": "Shared summer water reserve",
        "body": "Each commune puts one tenth of its summer flow into a shared reserve.\nFarms under 2 hectares are exempt.",
        "version": 4,
        "count_for": 44,
        "count_against": 10,
        "count_abstain": 9,
        "present": 63,
        "on_roll": 214,
        "needed": 32,
        "threshold": "majority",
        "base": Base.PRESENT,
        "outcome": "adopted",
        "stage": DecisionStage.IN_FORCE,
        "reckoning": "44 yes, 10 no, 9 abstain, of 63 present: 32 needed. Passed.",
    }
    return MinutesVote(**values | changes)


def minutes(**changes) -> Minutes:
    at = datetime(2027, 6, 17, 19, 2, tzinfo=UTC)
    values = {
        "commune": "Marbrook",
        "slug": "marbrook",
        "number": 31,
        "language": "en",
        "held_on": date(2027, 6, 17),
        "place": "Tannery Hall",
        "opened_at": at,
        "closed_at": at.replace(hour=21, minute=34),
        "entered_at": None,
        "is_final": True,
        "is_council": False,
        "call": 1,
        "counted": 63,
        "youth": 4,
        "observers": 2,
        "roll": 214,
        "needed": 54,
        "items": (
            MinutesItem(3, "Shared summer water reserve", (vote(),)),
            MinutesItem(4, f"{ARABIC} · {SORANI}", (vote(stage=DecisionStage.BEING_RATIFIED, decision="M89"),)),
            MinutesItem(5, "Wash-house roof", ()),
        ),
        "lines": (
            MinutesLine(at, "Assembly 31 of Marbrook was opened: 63 voters, 4 youth, 2 observers."),
            MinutesLine(
                at.replace(minute=40),
                f"“{ARABIC}” and “{SORANI}” were put on the agenda, then talked over for "
                "a good while, so that this line is long enough to break.",
            ),
        ),
        "fingerprint": "7c1e90ab44d218f3" * 4,
    }
    return Minutes(**values | changes)
