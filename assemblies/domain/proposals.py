"""When a proposal has enough supporters, when it must be answered, and what stands in its way."""

import unicodedata
from datetime import date, datetime, timedelta
from fractions import Fraction

from assemblies.domain.durations import Duration, Unit, last_day
from assemblies.domain.folding import folded
from assemblies.domain.majority import Base, Rule
from assemblies.domain.shares import ceil_of

ANSWER_WITHIN = timedelta(days=3)
TAKEN_OVER_WITHIN = timedelta(days=7)
BARRED_FOR = Duration(12, Unit.MONTH)
FOR_A_BARRED_QUESTION = Fraction(1, 5)
MOST_PUT_OFF = 1
_WIDTH = {Base.CAST: 0, Base.PRESENT: 1, Base.ALL: 2}


def supporters_needed(of_charter: int, roll: int, *, is_barred: bool) -> int:
    """Return how many of the roll submit a proposal (Rulebook, proposals).

    As many as the charter says, or everybody where the roll is shorter; a fifth of the roll for a barred question.
    """
    needed = max(of_charter, ceil_of(FOR_A_BARRED_QUESTION, roll)) if is_barred else of_charter
    return max(1, min(needed, roll))


def answer_due(submitted_at: datetime) -> datetime:
    """Return until when the convenors answer in writing: three days (Rulebook, form check)."""
    return submitted_at + ANSWER_WITHIN


def may_be_taken_over(withdrawn_at: datetime, now: datetime) -> bool:
    """Say whether a withdrawn proposal may still be taken over: for seven days (Rulebook, withdrawal)."""
    return now <= withdrawn_at + TAKEN_OVER_WITHIN


def barred_until(decided_on: date) -> date:
    """Return the last day on which a decided question is barred: twelve months on (Rulebook, same question)."""
    return last_day(decided_on, BARRED_FOR)


def question_key(title: str) -> str:
    """Return a title as it is compared: letters and digits only, without case and accents (Rulebook, same question)."""
    kept = (sign if unicodedata.category(sign)[0] in "LN" else " " for sign in folded(title))
    return " ".join("".join(kept).split())[:200]


def at_least(rule: Rule, earlier: Rule) -> Rule:
    """Return the rule that asks at least as much as both: the higher threshold of the wider base (Rulebook, conflicts).

    Whatever reaches it would have passed under either of the two.
    """
    thresholds = [each.threshold for each in (rule, earlier) if each.threshold is not None]
    base = max((rule.base, earlier.base), key=lambda each: _WIDTH[each])
    return Rule(max(thresholds) if thresholds else None, base)
