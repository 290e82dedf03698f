"""`manage.py restore FOLDER`: reads a copy into an empty database and proves that the chains are identical."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from confed.kernel import archive
from confed.kernel.errors import ConfedError


class Command(BaseCommand):
    """Refuses a database that has tables; exits 1 where the chains are not those of the copy."""

    help = "Restore a copy made by backup into the empty database of this instance, and verify it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where from."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, recompute, compare."""
        try:
            promised = archive.restore(options["folder"])
        except ConfedError as refused:
            raise CommandError(refused.told()) from refused
        if problems := archive.proves(promised):
            raise CommandError("\n".join(["Restored, but not what was copied:", *problems]))
        entries = sum(seq for seq, _head in promised.values())
        self.stdout.write(f"Restored, chains: {len(promised)}, entries: {entries}, identical to the copy.")
        for name in archive.other_keys(options["folder"]):
            self.stderr.write(f"{name} of this instance is not the one of the copy: {MEANS[name]}")


MEANS = {
    "signing.key": "everybody must sign in anew. Set SECRET_KEY, or put the file into CONFED_VAR.",
    "urn.key": "votes that were open cannot be counted. Set URN_KEY, or put the file into CONFED_VAR.",
}
