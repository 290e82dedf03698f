"""`manage.py drain`: does what is due now, in this process; `--stuck` tries again what failed twelve times."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from confed.kernel import effects
from confed.kernel.person import Machine


class Command(BaseCommand):
    """Drains once; safe beside running workers."""

    help = "Do the effects that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        """How long, and whether what is stuck is due again first."""
        parser.add_argument("--seconds", type=float, default=30)
        parser.add_argument("--stuck", action="store_true", help="Try again what failed twelve times.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Drain, then say what is left."""
        for one in effects.stuck() if options["stuck"] else []:
            effects.retry(actor=Machine("command line"), effect_id=one.id)
        done = effects.drain(options["seconds"])
        self.stdout.write(f"{done} done, {len(effects.stuck())} stuck.")
