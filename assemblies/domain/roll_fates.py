"""What may become of a row of a member table, and why one waits until somebody has looked at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assemblies.domain.roll_table import Choice, Row

ADULT = "adult"


@dataclass(frozen=True, slots=True)
class OnRoll:
    """A running entry of the roll, as far as an import compares it."""

    id: int
    name: str
    card: str = ""
    mail: str = ""
    since: date = date.min
    standing: str = ADULT
    may_vote: bool = True
    elsewhere: str = ""  # the commune under the same root in which this person has a vote


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    TWICE = "twice"
    WAITS = "waits"


class Fault(StrEnum):
    """Why a row waits."""

    NO_NAME = "no_name"
    NO_LETTERS = "no_letters"
    NAME_LONG = "name_long"
    CARD_LONG = "card_long"
    MAIL_BAD = "mail_bad"
    DAY_BAD = "day_bad"
    DAY_AHEAD = "day_ahead"
    STANDING_BAD = "standing_bad"
    CARD_TWICE = "card_twice"
    MAIL_TWICE = "mail_twice"
    NAME_TWICE = "name_twice"
    CARD_TAKEN = "card_taken"
    MAIL_TAKEN = "mail_taken"
    MAIL_OF_OTHER = "mail_of_other"
    NAME_TAKEN = "name_taken"
    NAMES_TAKEN = "names_taken"
    ENTRY_TWICE = "entry_twice"
    VOTES_ELSEWHERE = "votes_elsewhere"


# Which word of the row mends it, and what else may be said about it.
MENDED_BY: dict[Fault, tuple[str, tuple[Choice, ...]]] = {
    Fault.NO_NAME: ("name", ()),
    Fault.NO_LETTERS: ("name", ()),
    Fault.NAME_LONG: ("name", ()),
    Fault.CARD_LONG: ("card", ()),
    Fault.MAIL_BAD: ("mail", ()),
    Fault.DAY_BAD: ("since", ()),
    Fault.DAY_AHEAD: ("since", ()),
    Fault.STANDING_BAD: ("standing", ()),
    Fault.CARD_TWICE: ("", (Choice.SKIP, Choice.NEW_CARD)),
    Fault.MAIL_TWICE: ("mail", (Choice.NO_MAIL,)),
    Fault.NAME_TWICE: ("", (Choice.SKIP, Choice.OTHER)),
    Fault.CARD_TAKEN: ("", (Choice.SAME, Choice.NEW_CARD)),
    Fault.MAIL_TAKEN: ("", (Choice.SAME, Choice.NO_MAIL)),
    Fault.MAIL_OF_OTHER: ("mail", (Choice.NO_MAIL,)),
    Fault.NAME_TAKEN: ("", (Choice.SAME, Choice.OTHER)),
    Fault.NAMES_TAKEN: ("card", (Choice.OTHER,)),
    Fault.ENTRY_TWICE: ("name", (Choice.SKIP, Choice.OTHER)),
    Fault.VOTES_ELSEWHERE: ("", (Choice.NO_VOTE, Choice.NO_MAIL)),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One row and what becomes of it; `words` are what the sentence about a waiting row needs."""

    row: Row
    fate: Fate
    entry: int = 0
    card: str = ""
    mail: str = ""
    since: date | None = None
    standing: str = ADULT
    may_vote: bool = True
    changes: Mapping[str, object] = field(default_factory=dict)
    fault: Fault | None = None
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Every row with its fate, in the order of the table."""

    rows: tuple[Planned, ...]

    def of(self, *fates: Fate) -> list[Planned]:
        """The rows with one of these fates."""
        return [planned for planned in self.rows if planned.fate in fates]

    def count(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return sum(planned.fate == fate for planned in self.rows)
