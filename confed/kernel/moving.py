"""Moves an instance to another database, SQLite or PostgreSQL: every row, the same chains, or nothing at all."""

from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from confed.kernel import archive
from confed.kernel.errors import RuleStops
from confed.kernel.use_case import in_use_case, on_another_database

TARGET = "target"
BATCH = 500
# Written by migrate itself, and pointed to by nothing that moves.
MADE_ANEW = {"contenttypes", "auth"}


def moving_models() -> list[type[Model]]:
    """Return the tables whose rows move."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label not in MADE_ANEW]


def move() -> dict[str, int]:
    """Copy every row into the migrated, empty target in one transaction; return the rows of each table.

    Nobody may write meanwhile: heads and numbers are held against each other at the end, and a difference undoes all.
    """
    refuse_full_target()
    moved: dict[str, int] = {}
    with in_use_case(), on_another_database(TARGET):
        promised = archive.heads_of()
        for model in moving_models():
            moved[model._meta.db_table] = _copy(model)
        _set_sequences()
        _refuse_differences(moved, promised)
    return moved


def refuse_full_target() -> None:
    """Stop where the target holds a row of anything that would move."""
    full = [model._meta.db_table for model in moving_models() if _rows(model, TARGET).exists()]
    if full:
        raise RuleStops(
            _("The target is not empty: %(tables)s.") % {"tables": ", ".join(full)},
            _("Nothing was changed in either database."),
            _("Name an empty database in CONFED_MOVE_TO."),
        )


def _copy(model: type[Model]) -> int:
    number, batch = 0, []
    for row in _rows(model).order_by("pk").iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            number += _put(model, batch)
            batch = []
    return number + _put(model, batch)


def _put(model: type[Model], batch: list[Model]) -> int:
    if batch:
        model._base_manager.using(TARGET).bulk_create(batch)
    return len(batch)


def _set_sequences() -> None:
    target = connections[TARGET]
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), moving_models()):
            cursor.execute(statement)


def _refuse_differences(moved: dict[str, int], promised: archive.Heads) -> None:
    changed = [model._meta.db_table for model in moving_models() if _rows(model).count() != moved[model._meta.db_table]]
    if changed or archive.heads_of() != promised:
        raise RuleStops(
            _("Somebody wrote while the rows moved: %(tables)s.") % {"tables": ", ".join(changed) or "kernel_chain"},
            _("The target is empty again."),
            _("Stop web, worker and beat, then move once more."),
        )
    if problems := archive.proves(promised, TARGET):
        raise RuleStops(
            _("The journal did not arrive as it left: %(problem)s.") % {"problem": problems[0]},
            _("The target is empty again; the source is unchanged."),
        )


def _rows(model: type[Model], alias: str = DEFAULT_DB_ALIAS) -> Any:
    return model._base_manager.using(alias)
