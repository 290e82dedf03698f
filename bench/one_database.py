"""All measurements on the empty database of this process, for one size."""

from typing import Any

from django.core.management import call_command
from django.db import connection

from bench import ballots, cascade, chain, halls, pages, papers, passing, roll, storage, voices, world

SMALLEST, LARGEST = 100, 10_000  # a roll does not grow with the number of communes; pages must not


def measured(size: int) -> dict[str, Any]:
    """Migrate, build a confederation of so many base communes, measure."""
    call_command("migrate", verbosity=0, interactive=False)
    here = world.build(size)
    is_postgres = connection.vendor == "postgresql"
    found: dict[str, Any] = {"passing": None, "pages": None}

    def look(decision: int) -> None:
        if size in (SMALLEST, LARGEST):
            found["pages"] = {"communes": size, "pages": pages.measure(here, decision)}

    if size >= SMALLEST:
        found["passing"] = passing.measure(here, look)
    found["cascade"] = cascade.measure(here)
    found["roll"] = roll.measure(here) if size == SMALLEST else None
    found["papers"] = papers.measure(here) if size == SMALLEST else None
    found["ballots"] = ballots.measure() if size == SMALLEST else None
    found["halls"] = halls.measure() if size == SMALLEST else None
    found["voices"] = voices.measure() if size == SMALLEST and is_postgres else None
    found["chain"] = chain.measure() if size == SMALLEST and is_postgres else None
    found["storage"] = storage.measure(here) if size == LARGEST and is_postgres else None
    with connection.cursor() as cursor:
        cursor.execute("show server_version" if is_postgres else "select sqlite_version()")
        found["version"] = f"{connection.display_name} {str(cursor.fetchone()[0]).split(' ')[0]}"
    return found
