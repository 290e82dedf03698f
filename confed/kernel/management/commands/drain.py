"""`manage.py drain`: does what is due now, in this process."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from confed.kernel import effects


class Command(BaseCommand):
    """Drains once; safe beside running workers."""

    help = "Do the effects that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        """How long."""
        parser.add_argument("--seconds", type=float, default=30)

    def handle(self, *args: Any, **options: Any) -> None:
        """Drain, then say what is left."""
        done = effects.drain(options["seconds"])
        self.stdout.write(f"{done} done, {len(effects.stuck())} stuck.")
