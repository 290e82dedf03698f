"""A table that was read, as its keeper looks at it: columns, first rows, rows that wait, and what importing would do."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assemblies.domain.roll_cells import parse_day
from assemblies.domain.roll_columns import Meaning
from assemblies.domain.roll_fates import MENDED_BY, Fate, Plan, Planned
from assemblies.domain.roll_table import Row
from assemblies.models import Commune, RollImport
from assemblies.models.tree import zone_in
from assemblies.queries.import_words import CHOICE_WORDS, MEANING_WORDS, day_words, fault_words
from assemblies.queries.inherited import values_on
from assemblies.queries.roll_plan import plan_under
from confed.kernel import clock

FIRST_ROWS = 5
LOOKS = 50  # rows to look at that are shown at once
NAMES = 300
CARRIED = (Meaning.NAME, Meaning.CARD, Meaning.MAIL, Meaning.SINCE, Meaning.STANDING)


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column: what it is read as, how it was headed, whether it is kept."""

    number: int
    meaning: str
    word: str
    heading: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that can be said about a row."""

    choice: str
    word: str


@dataclass(frozen=True, slots=True)
class Look:
    """A row that somebody must look at, or that was read once although it stands there twice."""

    number: int
    said: str
    rest: str
    is_done: bool
    field: str = ""
    field_word: str = ""
    value: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A table that was read and not yet imported."""

    id: int
    source: str
    read_at: datetime
    expires_at: datetime
    total: int
    columns: tuple[ColumnView, ...]
    heads: tuple[tuple[str, str], ...]
    first_rows: tuple[tuple[str, ...], ...]
    looks: tuple[Look, ...]
    looks_more: int
    waits: int
    new: int
    changed: int
    same: int
    twice: int
    phones: int
    dropped: str
    new_names: tuple[str, ...]
    new_more: int
    changed_names: tuple[str, ...]
    vote_from: date
    vote_days: int
    new_voters: int

    @property
    def to_import(self) -> int:
        """How many rows the button enters."""
        return self.new + self.changed


def review_of(kept: RollImport, line: list[Commune]) -> Review:
    """Compare the table with the roll as it stands now, and say it in words; the line is the commune and those above."""
    zone = zone_in(line)
    today = clock.today(zone)
    values = values_on(line, today)
    plan = plan_under(kept, values, today)
    new, changed = plan.of(Fate.NEW), plan.of(Fate.CHANGED)
    shown = [planned for planned in plan.rows if planned.fate in (Fate.WAITS, Fate.TWICE) or planned.row.choices]
    looks = sorted(map(_look, shown), key=lambda look: look.is_done)
    columns = tuple(
        ColumnView(place, meaning, str(MEANING_WORDS[Meaning(meaning)]), heading, meaning != Meaning.NONE)
        for place, (heading, meaning) in enumerate(kept.columns)
    )
    days = int(values.get("roll.wait_days", "0"))
    return Review(
        id=kept.pk,
        source=kept.source,
        read_at=_there(kept.read_at, zone),
        expires_at=_there(kept.expires_at, zone),
        total=kept.total,
        columns=columns,
        heads=_heads(columns, plan),
        first_rows=tuple(_cells(planned.row, _carried(plan)) for planned in plan.rows[:FIRST_ROWS]),
        looks=tuple(looks[:LOOKS]),
        looks_more=max(len(looks) - LOOKS, 0),
        waits=plan.count(Fate.WAITS),
        new=len(new),
        changed=len(changed),
        same=plan.count(Fate.SAME),
        twice=plan.count(Fate.TWICE),
        phones=kept.phones,
        dropped=", ".join(f"“{column.heading}”" for column in columns if not column.is_kept and column.heading),
        new_names=tuple(planned.row.name for planned in new[:NAMES]),
        new_more=max(len(new) - NAMES, 0),
        changed_names=tuple(planned.row.name for planned in changed[:NAMES]),
        vote_from=today + timedelta(days=days),
        vote_days=days,
        new_voters=sum(planned.may_vote for planned in new),
    )


def _carried(plan: Plan) -> list[Meaning]:
    """The columns that hold anything, in the order of the page; a given and a family name stand as one."""
    rows = [planned.row for planned in plan.rows]
    return [meaning for meaning in CARRIED if meaning == Meaning.NAME or any(getattr(row, meaning) for row in rows)]


def _heads(columns: tuple[ColumnView, ...], plan: Plan) -> tuple[tuple[str, str], ...]:
    """What each shown column is read as, and how it was headed."""
    names = {Meaning.NAME.value, Meaning.GIVEN.value, Meaning.FAMILY.value}
    heads = []
    for meaning in _carried(plan):
        meant = names if meaning == Meaning.NAME else {meaning.value}
        headed = [column.heading for column in columns if column.meaning in meant and column.heading]
        heads.append((str(MEANING_WORDS[meaning]), " + ".join(headed)))
    return tuple(heads)


def _cells(row: Row, carried: list[Meaning]) -> tuple[str, ...]:
    cells = {meaning: str(getattr(row, meaning)) for meaning in carried}
    cells[Meaning.SINCE] = _day(row.since)
    return tuple(cells[meaning] or "–" for meaning in carried)


def _look(planned: Planned) -> Look:
    row = planned.row
    if planned.fault is None:
        return Look(row.number, _settled(planned), row.name, is_done=True)
    field, choices = MENDED_BY[planned.fault]
    return Look(
        number=row.number,
        said=fault_words(planned.fault, planned.words),
        rest=_rest(row, field),
        is_done=False,
        field=field,
        field_word=str(MEANING_WORDS[Meaning(field)]) if field else "",
        value=str(getattr(row, field)) if field else "",
        answers=tuple(Answer(choice.value, str(CHOICE_WORDS[choice])) for choice in choices),
    )


def _settled(planned: Planned) -> str:
    if "row" in planned.words:
        return _("The same as row %(row)s. Read once.") % {"row": planned.words["row"]}
    if planned.fate == Fate.TWICE:
        return _("Left out.")
    said = [str(CHOICE_WORDS[choice]) for choice in CHOICE_WORDS if choice in planned.row.choices]
    return _("You said: %(choice)s.") % {"choice": ", ".join(said)}


def _rest(row: Row, but: str) -> str:
    """What else the row says, so that it is known again."""
    parts = [
        row.name if but != "name" else "",
        _("card %(card)s") % {"card": row.card} if row.card and but != "card" else "",
        row.mail if but != "mail" else "",
        _("here since %(day)s") % {"day": _day(row.since)} if row.since and but != "since" else "",
    ]
    return ", ".join(part for part in parts if part)[:200]


def _day(words: str) -> str:
    found = parse_day(words)
    return day_words(found) if found else words


def _there(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
