"""`manage.py backup FOLDER`: copies the database while it is in use, with what proves the copy."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from confed.kernel import archive
from confed.kernel.errors import ConfedError


class Command(BaseCommand):
    """The copy and the keys go to two places: who has both could open votes."""

    help = "Copy the whole instance into a new folder; --keys writes the two keys into another one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keys", type=Path, help="write signing.key and urn.key into this other folder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, and say what is in it."""
        folder, keys = options["folder"], options["keys"]
        try:
            heads = archive.back_up(folder)
            if keys:
                archive.carry_keys(keys, copy=folder)
        except ConfedError as refused:
            raise CommandError(refused.told()) from refused
        self.stdout.write(f"{folder}: chains: {len(heads)}, entries: {sum(seq for seq, _head in heads.values())}.")
        self.stdout.write(
            f"The keys are in {keys}: keep them away from the copy."
            if keys
            else "The keys are not in it (--keys FOLDER writes them): without urn.key no open vote can be counted."
        )
