"""The arithmetic of a recall: how many names, until when, from when a vote may follow, and how long a ground is barred."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from assemblies.domain.shares import ceil_of

LEAST_NAMES = 3
COLLECTING_DAYS = 21
CURE = timedelta(hours=48)
MOST_MISSES = 2
# Where on the bar the needed mark stands, so that names beyond it still show.
MARK = Fraction(4, 5)
MOST_LETTERS = 600


class Ground(StrEnum):
    """Why a recall is asked; loss of trust is enough."""

    TRUST = "trust"
    OFF_MANDATE = "off_mandate"
    NO_REPORT = "no_report"
    EXCEEDED = "exceeded"
    ABSENT = "absent"
    CONDUCT = "conduct"


def names_needed(share: Fraction | None, roll: int) -> int:
    """Return at least this share of those with a vote on the roll at filing, and never fewer than three.

    Where the charter has no share, three (Rulebook, recall).
    """
    return LEAST_NAMES if share is None else max(LEAST_NAMES, ceil_of(share, roll))


def collecting_until(filed_on: date) -> date:
    """Return the last day on which names are collected; it ends at midnight (Rulebook, recall)."""
    return filed_on + timedelta(days=COLLECTING_DAYS)


def barred_until(decided_on: date, days: int) -> date:
    """Return the last day on which the same ground is barred after somebody stayed (Rulebook, recall)."""
    return decided_on + timedelta(days=days)


def is_barred(until: date | None, today: date) -> bool:
    """Say whether this ground is barred today; on its last day it still is (Rulebook, recall)."""
    return until is not None and today <= until


def vote_from(validated_at: datetime, minutes: int) -> datetime:
    """Return the first moment at which the vote may be opened: after the notice, to the minute (Rulebook, recall)."""
    return validated_at + timedelta(minutes=minutes)


def bar_width(names: int, needed: int) -> int:
    """Return how far the bar is filled, in percent, the needed number standing at 80 (Rulebook, recall)."""
    return min(100, int(Fraction(names, needed) * MARK * 100))


def is_lapsed(misses: int) -> bool:
    """Say whether a petition lapsed: its vote lacked the quorum twice (Rulebook, recall)."""
    return misses >= MOST_MISSES
