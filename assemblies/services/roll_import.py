"""A table of members is read, looked at row by row, and its words are forgotten; `roll_confirm` enters it."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from assemblies import rules
from assemblies.domain.roll_columns import Column, Meaning, guess_columns, names_known, stands_in_one_column
from assemblies.domain.roll_import import IMPORT_MOVES, KEPT, ImportAct, ImportStage
from assemblies.domain.roll_table import MOST_ROWS, Choice, Row, choose, mend, read_rows, rows_from
from assemblies.models import Commune, RollImport
from assemblies.services.inputs import refuse
from assemblies.services.locks import locked
from assemblies.services.roll import require_room_for_people
from confed.kernel import clock, effects
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case

FORGET = "assemblies.forget_import"
UNTOUCHED = _("The roll was not changed.")
MENDED_FIELDS = frozenset({"name", "card", "mail", "since", "standing"})


@use_case
def read_import(
    *, actor: Actor, commune: Commune, source: str, table: Sequence[Sequence[str]], meanings: Sequence[str] = ()
) -> RollImport:
    """Keep the needed columns of a table for a day, so that its rows can be looked at; an earlier one is dropped.

    Columns are guessed unless their meanings are given. Locks the commune. Raises NotAllowed, RuleStops where communes
    stand under this one, BadInput where the table is too long or no column holds names (Rulebook, Roll import).
    """
    commune = locked(commune)
    rules.may_keep_roll(actor, commune).require()
    require_room_for_people(commune)
    columns, headed = _columns(table, meanings)
    rows, phones = read_rows(table, columns, headed=headed)
    if not rows:
        raise BadInput(_("There is no row with a name in this table."), UNTOUCHED, _("Choose another file."))
    if len(rows) > MOST_ROWS:
        raise BadInput(_("This table has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"}, UNTOUCHED)
    for earlier in RollImport.objects.select_for_update().filter(commune=commune, stage=ImportStage.READ):
        _drop(earlier)
    return keep_rows(commune, actor, source, columns, rows, phones)


def keep_rows(
    commune: Commune, actor: Actor, source: str, columns: Sequence[Column], rows: Sequence[Row], phones: int
) -> RollImport:
    """Write the rows down until somebody has looked at them, for a day at most."""
    moment = clock.now()
    kept = RollImport.objects.create(
        commune=commune,
        person=actor if isinstance(actor, Person) else None,
        source=source[:120],
        columns=[[column.heading[:120], column.meaning.value] for column in columns],
        total=len(rows),
        phones=phones,
        rows=[row.as_list() for row in rows],
        read_at=moment,
        expires_at=moment + KEPT,
    )
    effects.put(
        key=f"roll-import:{kept.pk}/read", kind=FORGET, args={"roll_import": kept.pk}, not_before=kept.expires_at
    )
    return kept


@use_case
def mend_row(
    *, actor: Actor, roll_import: RollImport, number: int, field: str = "", words: str = "", choice: str = ""
) -> RollImport:
    """Write one word of a waiting row anew, or say what it is; the choice “undo” takes back what was said.

    Locks the import. Raises NotAllowed, RuleStops where it was imported or dropped meanwhile, BadInput.
    """
    rules.may_keep_roll(actor, roll_import.commune).require()
    roll_import = held(roll_import)
    rows = rows_from(roll_import.rows)
    place = next((place for place, row in enumerate(rows) if row.number == number), None)
    if place is None or (field and field not in MENDED_FIELDS) or (choice and choice not in {*Choice, "undo"}):
        raise refuse(_("This page does not know that row or that answer."), _("Open the page anew."))
    if field:
        rows[place] = mend(rows[place], field, words)
    elif choice == "undo":
        rows[place] = Row.from_list([*rows[place].as_list()[:-1], []])
    elif choice:
        rows[place] = choose(rows[place], Choice(choice))
    roll_import.rows = [row.as_list() for row in rows]
    roll_import.save(update_fields=["rows"])
    return roll_import


@use_case
def drop_import(*, actor: Actor, roll_import: RollImport) -> None:
    """Throw away what was read and not imported."""
    rules.may_keep_roll(actor, roll_import.commune).require()
    roll_import = locked_import(roll_import)
    if roll_import.stage == ImportStage.READ:
        _drop(roll_import)


@use_case
def forget_import(*, actor: Actor, roll_import_id: int) -> None:
    """Empty the personal words of an import whose day is over; repeatable."""
    found = RollImport.objects.select_for_update(of=("self",)).get(pk=roll_import_id)
    if found.expires_at > clock.now():
        return
    if found.stage == ImportStage.READ:
        _drop(found)
    elif found.before:
        found.before = {}
        found.save(update_fields=["before"])


def locked_import(roll_import: RollImport) -> RollImport:
    """Return the import as it is now, held until the act is done."""
    return RollImport.objects.select_for_update(of=("self",)).select_related("commune").get(pk=roll_import.pk)


def held(roll_import: RollImport) -> RollImport:
    """Return the import for an act on its rows; refuse one that is no longer being looked at."""
    roll_import = locked_import(roll_import)
    if roll_import.stage != ImportStage.READ or roll_import.expires_at <= clock.now():
        raise RuleStops(
            _("This table is no longer here: it was imported, replaced, or waited longer than a day."),
            safe=UNTOUCHED,
            do=_("Look at the roll, and read the file again if somebody is missing."),
        )
    return roll_import


def _drop(found: RollImport) -> None:
    found.stage = step(IMPORT_MOVES, ImportStage(found.stage), ImportAct.DROP)
    found.rows, found.source = [], ""
    found.save(update_fields=["stage", "rows", "source"])


def _columns(table: Sequence[Sequence[str]], meanings: Sequence[str]) -> tuple[list[Column], bool]:
    if len(table) > MOST_ROWS + 1:
        raise BadInput(_("This table has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"}, UNTOUCHED)
    columns, headed = guess_columns(table)
    if meanings:
        if len(meanings) != len(columns) or not set(meanings) <= set(Meaning):
            raise BadInput(
                _("This table has other columns than the one before."),
                UNTOUCHED,
                _("Read it without saying what the columns are."),
            )
        columns = [Column(column.heading, Meaning(said)) for column, said in zip(columns, meanings, strict=True)]
        said_twice = [said for said in meanings if said != Meaning.NONE and list(meanings).count(said) > 1]
        if said_twice:
            raise BadInput(_("Two columns cannot be the same thing."), UNTOUCHED, _("Keep one of them."))
    if stands_in_one_column(table):
        raise BadInput(
            _("All columns stand in one: “%(heading)s”.") % {"heading": " ".join(table[0])[:100]},
            UNTOUCHED,
            _("Part the columns by commas, semicolons or tabs, and read it again."),
        )
    if not names_known(columns):
        seen = ", ".join(f"“{column.heading}”" for column in columns if column.heading)[:200]
        raise BadInput(
            _("No column holds names. We read: %(headings)s.") % {"headings": seen or "–"},
            UNTOUCHED,
            _("Write “Name” above the column with the names, and read it again."),
        )
    return columns, headed
