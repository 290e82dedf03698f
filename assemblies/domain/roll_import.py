"""The way of one import of a roll: read, then imported and perhaps undone, or dropped (docs/rulebook.md, roll import)."""

from datetime import timedelta
from enum import StrEnum

KEPT = timedelta(hours=24)  # how long the words of a table wait, and how long an import can be undone


class ImportStage(StrEnum):
    """Where an import stands."""

    READ = "read"
    CONFIRMED = "confirmed"
    UNDONE = "undone"
    DROPPED = "dropped"


class ImportAct(StrEnum):
    """What moves an import."""

    CONFIRM = "confirm"
    UNDO = "undo"
    DROP = "drop"


IMPORT_MOVES: dict[tuple[ImportStage, ImportAct], ImportStage] = {
    (ImportStage.READ, ImportAct.CONFIRM): ImportStage.CONFIRMED,
    (ImportStage.READ, ImportAct.DROP): ImportStage.DROPPED,
    (ImportStage.CONFIRMED, ImportAct.UNDO): ImportStage.UNDONE,
}
