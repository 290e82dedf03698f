"""`CONFED_MOVE_TO=URL manage.py move_database`: moves the instance to another database, SQLite or PostgreSQL."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from confed.kernel import moving
from confed.kernel.errors import ConfedError


class Command(BaseCommand):
    """The address stands in the environment, for it may hold a password and a command line can be read by others."""

    help = "Move every row to the database named in CONFED_MOVE_TO; stop web, worker and beat before."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables, move the rows, prove the chains."""
        if moving.TARGET not in settings.DATABASES:
            raise CommandError("Name the new database in CONFED_MOVE_TO (postgres://… or sqlite:////…).")
        call_command("migrate", database=moving.TARGET, interactive=False, verbosity=0)
        try:
            moved = moving.move()
        except ConfedError as refused:
            raise CommandError(refused.told()) from refused
        rows = sum(moved.values())
        self.stdout.write(f"Moved {rows} rows of {len(moved)} tables; the chains are identical.")
        self.stdout.write("Set DATABASE_URL to the new address, keep both keys, and start again.")
