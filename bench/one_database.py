"""All measurements on the empty database of this process, for one size."""

from typing import Any

from django.core.management import call_command
from django.db import connection

from bench import ballots, cascade, pages, roll, standing, voices, world

LARGEST_FOR_PAGES = 1_000
SMALLEST = 100  # a roll does not grow with the number of communes


def measured(size: int) -> dict[str, Any]:
    """Migrate, build a confederation of so many base communes, measure."""
    call_command("migrate", verbosity=0, interactive=False)
    here = world.build(size)
    found: dict[str, Any] = {"cascade": cascade.measure(here), "standing": standing.measure(here), "pages": None}
    if SMALLEST <= size <= LARGEST_FOR_PAGES:
        found["pages"] = {"communes": size, "pages": pages.measure(here, found["standing"]["decision"])}
    found["roll"] = roll.measure(here) if size == SMALLEST else None
    found["ballots"] = ballots.measure() if size == SMALLEST else None
    found["voices"] = voices.measure() if size == SMALLEST and connection.vendor == "postgresql" else None
    with connection.cursor() as cursor:
        cursor.execute("select sqlite_version()" if connection.vendor == "sqlite" else "show server_version")
        found["version"] = f"{connection.display_name} {str(cursor.fetchone()[0]).split(' ')[0]}"
    return found
