"""The way up from a commune, what it inherits on that way, and the communes below it."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from assemblies.models.commune import Commune

# One step a level from this commune upwards. `tree_queries` walks the whole tree from its roots,
# which an effect that runs once per commune cannot afford.
_UPWARDS = """
WITH RECURSIVE line(id, parent_id, depth) AS (
    SELECT id, parent_id, 0 FROM assemblies_commune WHERE id = %s
    UNION ALL
    SELECT above.id, above.parent_id, line.depth + 1
    FROM assemblies_commune above JOIN line ON above.id = line.parent_id
)
SELECT commune.* FROM assemblies_commune commune JOIN line ON line.id = commune.id ORDER BY line.depth
"""

# The same downwards: without statistics PostgreSQL walks the whole tree of `tree_queries` in quadratic time.
_DOWNWARDS = """
WITH RECURSIVE below(id, parent_id, name, left_on) AS (
    SELECT id, parent_id, name, left_on FROM assemblies_commune WHERE parent_id = %s
    UNION ALL
    SELECT child.id, child.parent_id, child.name, child.left_on
    FROM assemblies_commune child JOIN below ON child.parent_id = below.id
)
SELECT id, parent_id, name, left_on FROM below ORDER BY name, id
"""

# Counted without leaving the database: a page that says only how many would otherwise read them all.
_COUNT = """
WITH RECURSIVE below(id, parent_id, left_on) AS (
    SELECT id, parent_id, left_on FROM assemblies_commune WHERE parent_id = %s
    UNION ALL
    SELECT child.id, child.parent_id, child.left_on
    FROM assemblies_commune child JOIN below ON child.parent_id = below.id
)
SELECT COUNT(*) FROM below
WHERE left_on IS NULL AND id NOT IN (SELECT parent_id FROM below WHERE left_on IS NULL)
"""


# Where a commune that was read for one page keeps its line; acts read their commune anew, under its lock.
_LINE = "_line_of_this_page"


def remember_line(commune: Commune) -> list[Commune]:
    """Read the line once for the page that shows this commune; asked again for the same object it costs no query."""
    line = line_of(commune)
    commune.__dict__[_LINE] = tuple(line)
    return line


def line_of(commune: Commune) -> list[Commune]:
    """Return this commune and those above it, nearest first, in one query; none where a page remembered them."""
    if (known := commune.__dict__.get(_LINE)) is not None:
        return list(known)
    if commune.parent_id is None:
        return [commune]
    return list(Commune.objects.raw(_UPWARDS, [commune.pk]))


def zone_in(line: list[Commune]) -> str:
    """Return the time zone that holds for the first commune of a line: its own or the nearest above it."""
    return next((commune.zone for commune in line if commune.zone), settings.TIME_ZONE)


def zone_of(commune: Commune) -> str:
    """Return the commune's time zone, its own or inherited (at most one query)."""
    return zone_in([commune]) if commune.zone else zone_in(line_of(commune))


def root_of(commune: Commune) -> Commune:
    """Return the commune at the top of this one's tree."""
    return line_of(commune)[-1]


def has_communes_below(commune: Commune) -> bool:
    """Say whether communes stand under this one: then its sittings are those of a council."""
    return bool(Commune.objects.filter(parent=commune, left_on=None).exists())


def count_base(commune: Commune) -> int:
    """Count the communes below this one that have not left and under which no other stands (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [commune.pk])
        return int(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class Below:
    """A commune below another: the ids of the communes between them, top first."""

    id: int
    parent_id: int
    name: str
    path: tuple[int, ...]


def communes_below(commune: Commune) -> list[Below]:
    """Return every commune below this one that has not left, in the order of the tree (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(_DOWNWARDS, [commune.pk])
        rows = cursor.fetchall()
    children: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    for key, parent, name, left_on in reversed(rows):  # a stack gives back the last first
        children[parent].append((key, name, left_on is None))
    found = []
    waiting: list[tuple[int, tuple[int, ...], tuple[int, str, bool]]]
    waiting = [(commune.pk, (), child) for child in children[commune.pk]]
    while waiting:
        parent, path, (key, name, is_here) = waiting.pop()
        if is_here:
            found.append(Below(key, parent, name, path))
        waiting += [(key, (*path, key), child) for child in children[key]]
    return found
