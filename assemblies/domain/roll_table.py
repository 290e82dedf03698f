"""Rows of a member table: read by the meaning of their columns, kept as words until they are imported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assemblies.domain.roll_cells import card_text, clean, is_phone, months_stand_first, parse_day
from assemblies.domain.roll_columns import Column, Meaning

MOST_ROWS = 20_000
MOST_LETTERS = 500  # of one cell; what is longer is no name, card, mail or day


class Choice(StrEnum):
    """What a secretary says about a row that needs a look."""

    SAME = "same"  # the person on the roll
    OTHER = "other"  # another person
    NEW_CARD = "new_card"  # another person, with a card of their own
    NO_MAIL = "no_mail"  # another person, without the address
    NO_VOTE = "no_vote"  # entered here without a vote
    KEEP = "keep"  # read although it stands there twice
    SKIP = "skip"  # left out


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the table, the words that are kept, and what the secretary said about it."""

    number: int
    name: str = ""
    card: str = ""
    mail: str = ""
    since: str = ""
    standing: str = ""
    choices: tuple[str, ...] = ()

    def as_list(self) -> list[object]:
        """The row as it is stored."""
        return [self.number, self.name, self.card, self.mail, self.since, self.standing, list(self.choices)]

    @classmethod
    def from_list(cls, kept: Sequence[object]) -> "Row":
        """The row as it was stored."""
        number, name, card, mail, since, standing, choices = kept
        said = choices if isinstance(choices, list) else []
        return cls(int(str(number)), str(name), str(card), str(mail), str(since), str(standing), tuple(said))


FIELDS = ("name", "card", "mail", "since", "standing")


def read_rows(table: Sequence[Sequence[str]], columns: Sequence[Column], *, headed: bool) -> tuple[list[Row], int]:
    """Return the rows of a table by the meaning of its columns, and how many telephone numbers are not kept.

    Empty rows are no rows; a row keeps the number it has in the table. Days become year-month-day where they can be
    read. (Rulebook, Roll import)
    """
    places: dict[Meaning, int] = {
        column.meaning: place for place, column in enumerate(columns) if column.meaning != Meaning.NONE
    }
    below = table[int(headed) :]
    since = places.get(Meaning.SINCE)
    month_first = since is not None and months_stand_first([clean(row[since]) for row in below if since < len(row)])
    found, phones = [], 0
    for number, cells in enumerate(below, 1 + int(headed)):
        row = _read(number, cells, places, month_first)
        if row.mail and is_phone(row.mail):
            row, phones = replace(row, mail=""), phones + 1
        if any((row.name, row.card, row.mail, row.since)):
            found.append(row)
    return found, phones


def mend(row: Row, field: str, words: str) -> Row:
    """Return the row with one of its words written anew; what was said about it no longer holds (Rulebook, Roll import)."""
    return replace(row, **{field: _kept(Meaning(field), words, month_first=False)}, choices=())  # type: ignore[arg-type]


def choose(row: Row, choice: Choice) -> Row:
    """Return the row with what the secretary said about it (Rulebook, Roll import)."""
    return row if choice in row.choices else replace(row, choices=(*row.choices, choice.value))


def rows_from(kept: Iterable[Sequence[object]]) -> list[Row]:
    """Return stored rows (Rulebook, Roll import)."""
    return [Row.from_list(row) for row in kept]


def _read(number: int, cells: Sequence[str], places: dict[Meaning, int], month_first: bool) -> Row:
    def kept(meaning: Meaning) -> str:
        place = places.get(meaning)
        return _kept(meaning, cells[place], month_first) if place is not None and place < len(cells) else ""

    name = kept(Meaning.NAME) or " ".join(filter(None, (kept(Meaning.GIVEN), kept(Meaning.FAMILY))))
    return Row(number, name, kept(Meaning.CARD), kept(Meaning.MAIL), kept(Meaning.SINCE), kept(Meaning.STANDING))


def _kept(meaning: Meaning, cell: str, month_first: bool) -> str:
    words = clean(cell)[:MOST_LETTERS]
    if meaning == Meaning.CARD:
        return card_text(words)
    if meaning == Meaning.MAIL:
        return words.lower()
    if meaning == Meaning.SINCE:
        day = parse_day(words, month_first=month_first)
        return day.isoformat() if day else words
    return words
