"""`manage.py move_clock`: moves the time of a demo forward; refused where the clock is not movable."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from confed.kernel import clock, effects


class Command(BaseCommand):
    """Writes the offset to CLOCK_FILE; every process of the instance reads it there."""

    help = 'Move the clock of a demo: "2026-12-05 23:59", --days N, or --to-next-effect.'

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("moment", nargs="?", help='such as "2026-12-05 23:59"')
        parser.add_argument("--days", type=int)
        parser.add_argument("--to-next-effect", action="store_true", help="to when the next thing falls due")
        parser.add_argument("--zone", default=settings.TIME_ZONE, help="the time zone of the moment")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work out the offset and write it down."""
        if settings.CLOCK_FILE is None:
            raise CommandError(
                "The clock of this instance cannot be moved. Only a demo has a movable clock (CONFED_MOVABLE_CLOCK)."
            )
        target = _target(options)
        if target < clock.now():
            raise CommandError("Time only moves forward: what was done stays done.")
        seconds = math.ceil((target - datetime.now(UTC)).total_seconds())
        draft = settings.CLOCK_FILE.with_suffix(".draft")
        draft.write_text(str(seconds))
        draft.replace(settings.CLOCK_FILE)
        self.stdout.write(f"It is now {clock.now().astimezone(ZoneInfo(options['zone'])):%Y-%m-%d %H:%M %Z}.")


def _target(options: dict[str, Any]) -> datetime:
    asked = [options["moment"] is not None, options["days"] is not None, options["to_next_effect"]]
    if sum(asked) != 1:
        raise CommandError("Say one of: a moment, --days N, --to-next-effect.")
    if options["days"] is not None:
        return clock.now() + timedelta(days=options["days"])
    if options["to_next_effect"]:
        due = effects.next_due()
        if due is None:
            raise CommandError("Nothing is waiting for a later day.")
        return due + timedelta(seconds=1)
    try:
        moment = datetime.fromisoformat(options["moment"])
        zone = ZoneInfo(options["zone"])
    except (ValueError, KeyError):
        raise CommandError(f"This is not a moment: “{options['moment']}”. Write it as 2026-12-05 23:59.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
