"""A change of one rule of a charter as people read it: the sentence of today, and the one that is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.domain.charter import KEYS, NONE, KeyType
from assemblies.models import Commune
from assemblies.queries.charter import charter_on, zone_of
from assemblies.queries.charter_lines import ALL_LINES, CHANGING, OWN, Line, LineRule, Today, charter_lines
from confed.kernel import clock
from confed.kernel.errors import NotThere

CHANGEABLE = OWN + CHANGING


@dataclass(frozen=True, slots=True)
class Asked:
    """One key of a rule as its field shows it: what it says now, what else it may say (empty: it is typed), how."""

    key: str
    now: str
    options: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule, and the fields that would change it."""

    number: int
    line: Line
    asked: tuple[Asked, ...]


def rule_page(commune: Commune, number: int) -> RulePage:
    """Return one rule of this commune's own with its values of today; NotThere for another number (3 queries)."""
    rule = rule_of(number)
    values = charter_on(commune, clock.today(zone_of(commune)))
    return RulePage(number, sentence_of(rule, values), tuple(_asked(key, values) for key in rule.keys))


def rule_of(number: int) -> LineRule:
    """Return the rule that bears this number, if a commune changes it for itself; else NotThere."""
    found = ALL_LINES[number - 1] if 0 < number <= len(ALL_LINES) else None
    if found is None or found not in CHANGEABLE:
        raise NotThere(
            _("This is no rule of a commune’s own."), do=_("Choose one on the page of the charter; it says which are.")
        )
    return found


def rule_with(keys: set[str]) -> LineRule | None:
    """Return the rule in which all of these keys stand; None where they stand in several, or in none of its own."""
    return next((rule for rule in CHANGEABLE if keys and keys <= set(rule.keys)), None)


def sentence_of(rule: LineRule, values: Mapping[str, str]) -> Line:
    """Return one rule as a sentence under these values, without numbers of today."""
    return charter_lines(values, Today(0, 0), (rule,))[0]


def _asked(key: str, values: Mapping[str, str]) -> Asked:
    known = KEYS[key]
    options = known.options if known.type == KeyType.CHOICE else ()
    rule = next(line for line in CHANGEABLE if key in line.keys)
    named = tuple((option, sentence_of(rule, {**values, key: option}).text) for option in options)
    return Asked(key, values[key], named, _example(key))


def _example(key: str) -> str:
    known = KEYS[key]
    words = {
        KeyType.SHARE: _("a share such as 1/3 or 30/100"),
        KeyType.THRESHOLD: _("majority, or a share above a half such as 2/3"),
        KeyType.COUNT: _("a number from 1 to 365"),
        KeyType.DURATION: _("a span of time such as %(example)s")
        % {"example": known.default if known.default != NONE else "2 hours"},
        KeyType.CHOICE: "",
    }[known.type]
    return _("%(words)s, or none") % {"words": words} if known.may_be_none and words else words
