"""What can be wrong in a rehearsal file: a line, a key, and which rule of the format it breaks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

Path = tuple[str | int, ...]


class Fault(StrEnum):
    """The kinds of mistakes; each has one sentence (`documents.sentences`)."""

    NOT_YAML = "not_yaml"
    NOT_A_MAPPING = "not_a_mapping"
    TOO_LONG = "too_long"
    TWICE = "twice"
    ALIAS = "alias"
    UNKNOWN_KEY = "unknown_key"
    MISSING = "missing"
    NOT_A_NUMBER = "not_a_number"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_YES_NO = "not_yes_no"
    NOT_A_DATE = "not_a_date"
    NOT_AN_HOUR = "not_an_hour"
    NOT_COUNTS = "not_counts"
    NOT_A_WORD = "not_a_word"
    NOT_TEXT = "not_text"
    NOT_A_LIST = "not_a_list"
    WRONG_VERSION = "wrong_version"
    UNKNOWN_ZONE = "unknown_zone"
    BAD_RANGE = "bad_range"
    NO_VERB = "no_verb"
    TWO_VERBS = "two_verbs"
    BOTH_COUNTS = "both_counts"
    NO_COUNTS = "no_counts"
    NOT_ONE_ITEM = "not_one_item"
    BOTH_CALLS = "both_calls"
    UNKNOWN_COMMUNE = "unknown_commune"
    COMMUNE_TWICE = "commune_twice"
    NAMES_DIFFER = "names_differ"
    NAME_TWICE = "name_twice"
    ROLL_AND_COMMUNES = "roll_and_communes"
    NO_ROLL = "no_roll"
    UNKNOWN_TEMPLATE = "unknown_template"
    UNKNOWN_CHARTER_KEY = "unknown_charter_key"
    CHARTER_VALUE = "charter_value"
    NOT_A_COUNCIL = "not_a_council"
    NOT_A_BASE = "not_a_base"
    NOT_A_CHILD = "not_a_child"
    NO_PARENT = "no_parent"
    INNER_NEEDS_ITEM = "inner_needs_item"
    UNKNOWN_ITEM = "unknown_item"
    ITEM_TWICE = "item_twice"
    NOT_YET = "not_yet"
    BACKWARDS = "backwards"
    NO_DAY = "no_day"
    ABOVE_PRESENT = "above_present"
    ABOVE_ROLL = "above_roll"
    HELD_AFTER = "held_after"
    NOTHING_EXPECTED = "nothing_expected"
    NOTHING_ABOUT = "nothing_about"
    UNKNOWN_STEP = "unknown_step"
    STEP_TWICE = "step_twice"
    UNKNOWN_VARIANT = "unknown_variant"
    VARIANT_TWICE = "variant_twice"
    NOT_PEOPLE = "not_people"
    NOT_ON_ROLL = "not_on_roll"
    UNKNOWN_PROPOSAL = "unknown_proposal"
    PROPOSAL_TWICE = "proposal_twice"
    UNKNOWN_PETITION = "unknown_petition"
    PETITION_TWICE = "petition_twice"
    NOT_ONE_QUESTION = "not_one_question"
    NOT_EVERY_TEXT = "not_every_text"
    CAST_OR_COUNTED = "cast_or_counted"
    NOT_ONE_PERSON = "not_one_person"
    TITLE_OR_PROPOSAL = "title_or_proposal"
    WORDS_OR_COUNTS = "words_or_counts"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: where it stands, under which key, and what is wrong with it."""

    line: int
    key: str
    fault: Fault
    values: Mapping[str, str] = field(default_factory=dict)


def key_text(path: Path) -> str:
    """Return a path as people read it: names joined by dots, places in a list left out."""
    return ".".join(str(part) for part in path if isinstance(part, str))


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or nothing."""
    by_fold = {each.casefold(): each for each in known}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


class Notes:
    """Collects mistakes by path, so that all of them are listed at once."""

    def __init__(self, lines: Mapping[Path, int]) -> None:
        """Keep the line of every path of the file."""
        self._lines = lines
        self.found: list[Mistake] = []

    def line(self, path: Path) -> int:
        """Return the line of this path, or of the nearest one around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def add(self, path: Path, fault: Fault, **values: object) -> None:
        """Note one mistake."""
        texts = {name: str(value) for name, value in values.items()}
        self.found.append(Mistake(self.line(path), key_text(path), fault, texts))

    def in_order(self) -> list[Mistake]:
        """Return the mistakes in the order of the file, each once."""
        once: dict[tuple[int, str, Fault], Mistake] = {}
        for mistake in self.found:
            once.setdefault((mistake.line, mistake.key, mistake.fault), mistake)
        return sorted(once.values(), key=lambda mistake: (mistake.line, mistake.key))
