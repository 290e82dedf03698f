"""The charter: its keys, what each may say, the templates, and what holds where communes inherit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assemblies.domain.durations import parse_duration
from assemblies.domain.shares import parse_share

NONE = "none"
_HALF = Fraction(1, 2)


class KeyType(StrEnum):
    """What kind of value a key holds."""

    SHARE = "share"
    THRESHOLD = "threshold"
    COUNT = "count"
    DURATION = "duration"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Key:
    """One line of a charter: type, default, choices (of a duration: its units), and whether it may say “none”."""

    type: KeyType
    default: str
    options: tuple[str, ...] = ()
    may_be_none: bool = False


def _share(default: str) -> Key:
    return Key(KeyType.SHARE, default, may_be_none=True)


def _choice(default: str, *others: str) -> Key:
    return Key(KeyType.CHOICE, default, (default, *others))


def _notice(default: str) -> Key:
    return Key(KeyType.DURATION, default, ("day", "week"), may_be_none=True)


_THRESHOLD = Key(KeyType.THRESHOLD, "majority")

KEYS: dict[str, Key] = {
    "quorum.ordinary": _share("1/5"),
    "quorum.second_call": _share("1/10"),
    "quorum.second_call_wait": Key(KeyType.DURATION, "30 minutes", ("minute", "hour", "day", "week")),
    "quorum.council": _share("1/2"),
    "notice.ordinary": _notice("7 days"),
    "notice.special": _notice("3 days"),
    "notice.council": _notice("28 days"),
    "request.agenda": _share("1/20"),
    "request.assembly": _share("1/10"),
    "rule.ordinary.threshold": _THRESHOLD,
    "rule.ordinary.base": _choice("cast", "present", "all"),
    "notice.charter": _notice("42 days"),
    "quorum.charter": _share("1/5"),
    "rule.charter.threshold": Key(KeyType.THRESHOLD, "2/3"),
    "rule.charter.base": _choice("cast", "present", "all"),
    "proposal.supporters": Key(KeyType.COUNT, "3"),
    "ballot.receipt": _choice("presence", "choice"),
    "ballot.change": _choice("yes", "no"),
    "ballot.after_hours": Key(KeyType.DURATION, NONE, ("minute", "hour", "day", "week"), may_be_none=True),
    "delegation.form": _choice("tandem", "single"),
    "delegation.term": Key(KeyType.DURATION, "6 months", ("day", "week", "month", "sitting")),
    "report.days": Key(KeyType.COUNT, "14"),
    "recall.petition": _share("1/10"),
    "recall.bar_days": Key(KeyType.COUNT, "90"),
    "petition.names": _choice("tellers", "members"),
    "quorum.recall": _share("1/5"),
    "rule.recall.threshold": _THRESHOLD,
    "rule.recall.base": _choice("cast", "present", "all"),
    "notice.recall": Key(KeyType.DURATION, "48 hours", ("hour", "day")),
    "notice.recall_live": Key(KeyType.DURATION, "12 hours", ("hour", "day")),
    "mandate.latitude_default": _choice("strict", "bounded", "open"),
    "council.rule.threshold": _THRESHOLD,
    "council.rule.base": _choice("cast", "present", "all"),
    "council.weight": _choice("unit", "members"),
    "council.abstain_against_mandate": _choice("off_mandate", "allowed"),
    "mandate.off_mandate_effect": _choice("void", "count_and_report"),
    "ratify.ask": _choice("all", "outstanding"),
    "ratify.days": Key(KeyType.COUNT, "28"),
    "ratify.threshold": _THRESHOLD,
    "ratify.base": _choice("cast", "present", "all"),
    "ratify.approval": _share(NONE),
    "ratify.min_expressed": _share("1/2"),
    "ratify.silence": _choice("not_counted", "stands", "assent", "against"),
    "ratify.count_method": _choice("flat", "tiered", "members", "double"),
    "roll.exclusive": _choice("yes", "no"),
}

DEFAULTS: dict[str, str] = {key: definition.default for key, definition in KEYS.items()}

TEMPLATES: dict[str, dict[str, str]] = {
    "assembly-of-assemblies": {
        "quorum.ordinary": "1/10",
        "quorum.second_call": NONE,
        "rule.ordinary.threshold": "majority",
        "rule.ordinary.base": "cast",
        "delegation.form": "tandem",
        "delegation.term": "1 sitting",
        "council.weight": "unit",
        "ratify.ask": "outstanding",
        "ratify.days": "28",
        "ratify.min_expressed": "1/2",
        "ratify.silence": "not_counted",
        "ratify.count_method": "flat",
    },
    "commune-and-district": {
        "quorum.ordinary": "30/100",
        "quorum.second_call": "20/100",
        "quorum.second_call_wait": "30 minutes",
        "rule.ordinary.threshold": "majority",
        "rule.ordinary.base": "cast",
        "delegation.term": "24 months",
        "council.weight": "unit",
        "ratify.ask": "all",
        "ratify.days": "28",
        "ratify.silence": "not_counted",
        "ratify.count_method": "flat",
    },
    "avelle": {
        "quorum.ordinary": "1/4",
        "quorum.second_call": NONE,
        "rule.ordinary.threshold": "majority",
        "rule.ordinary.base": "present",
        "delegation.form": "tandem",
        "recall.petition": "1/5",
        "mandate.latitude_default": "bounded",
        "council.rule.threshold": "9/13",
        "council.rule.base": "all",
        "ratify.ask": "all",
        "ratify.days": "18",
        "ratify.threshold": "9/13",
        "ratify.base": "all",
        "ratify.silence": "not_counted",
    },
}


class ProblemCode(StrEnum):
    """What is wrong with a charter value."""

    UNKNOWN_KEY = "unknown_key"
    NOT_TEXT = "not_text"
    NOT_A_SHARE = "not_a_share"
    NOT_A_THRESHOLD = "not_a_threshold"
    NOT_A_COUNT = "not_a_count"
    NOT_A_DURATION = "not_a_duration"
    NOT_AN_OPTION = "not_an_option"
    SECOND_CALL_NOT_LOWER = "second_call_not_lower"
    OUTSTANDING_NEEDS_BASE_COMMUNES = "outstanding_needs_base_communes"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the key, what is wrong, the value given, and what may stand there (one word each)."""

    key: str
    code: ProblemCode
    value: str = ""
    allowed: tuple[str, ...] = ()


def problems(values: Mapping[str, object], *, children_are_base: bool = True) -> list[Problem]:
    """Return every mistake in these values; an empty list means the charter can be adopted (Rulebook, charter).

    `children_are_base` says whether every commune directly below is a base commune.
    """
    found = [problem for key, value in values.items() if (problem := _problem(key, value)) is not None]
    return found or _contradictions({key: str(value) for key, value in values.items()}, children_are_base)


def effective(versions: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return every key's value, the nearest version that states it first, else the default (Rulebook, charter)."""
    values = dict(DEFAULTS)
    for version in reversed(versions):
        values.update({key: str(value) for key, value in version.items() if key in KEYS})
    return values


def _problem(key: str, value: object) -> Problem | None:
    definition = KEYS.get(key)
    if definition is None:
        return Problem(key, ProblemCode.UNKNOWN_KEY, str(value))
    if not isinstance(value, str):
        return Problem(key, ProblemCode.NOT_TEXT, str(value))
    if definition.may_be_none and value == NONE:
        return None
    return _READERS[definition.type](key, value)


def _read_share(key: str, value: str) -> Problem | None:
    share = _share_or_none(value)
    if share is not None and 0 < share <= 1:
        return None
    return Problem(key, ProblemCode.NOT_A_SHARE, value, ("1/3", NONE) if KEYS[key].may_be_none else ("1/3",))


def _read_threshold(key: str, value: str) -> Problem | None:
    share = _share_or_none(value)
    if value == "majority" or (share is not None and _HALF < share <= 1):
        return None
    return Problem(key, ProblemCode.NOT_A_THRESHOLD, value, ("majority", "2/3"))


def _read_count(key: str, value: str) -> Problem | None:
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 365:
        return None
    return Problem(key, ProblemCode.NOT_A_COUNT, value, ("1", "365"))


def _read_duration(key: str, value: str) -> Problem | None:
    try:
        known = parse_duration(value).unit in KEYS[key].options
    except ValueError:
        known = False
    if known:
        return None
    return Problem(
        key, ProblemCode.NOT_A_DURATION, value, ("2 days", NONE) if KEYS[key].may_be_none else (KEYS[key].default,)
    )


def _read_choice(key: str, value: str) -> Problem | None:
    options = KEYS[key].options
    return None if value in options else Problem(key, ProblemCode.NOT_AN_OPTION, value, options)


_READERS = {
    KeyType.SHARE: _read_share,
    KeyType.THRESHOLD: _read_threshold,
    KeyType.COUNT: _read_count,
    KeyType.DURATION: _read_duration,
    KeyType.CHOICE: _read_choice,
}


def _share_or_none(value: str) -> Fraction | None:
    try:
        return parse_share(value)
    except ValueError:
        return None


def _contradictions(values: Mapping[str, str], children_are_base: bool) -> list[Problem]:
    found = []
    first, second = values.get("quorum.ordinary", NONE), values.get("quorum.second_call", NONE)
    if NONE not in (first, second) and parse_share(second) >= parse_share(first):
        found.append(Problem("quorum.second_call", ProblemCode.SECOND_CALL_NOT_LOWER, second, (first,)))
    if values.get("ratify.ask") == "outstanding" and not children_are_base:
        found.append(Problem("ratify.ask", ProblemCode.OUTSTANDING_NEEDS_BASE_COMMUNES, "outstanding", ("all",)))
    return found
