"""The time zones of several communes at once."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings

from assemblies.models import Commune

_UPWARDS = """
WITH RECURSIVE line(start, id, parent_id, zone, depth) AS (
    SELECT slug, id, parent_id, zone, 0 FROM assemblies_commune WHERE slug IN ({places})
    UNION ALL
    SELECT line.start, above.id, above.parent_id, above.zone, line.depth + 1
    FROM assemblies_commune above JOIN line ON above.id = line.parent_id WHERE line.zone = ''
)
SELECT id, start AS slug, zone FROM line WHERE zone <> ''
"""


def zones_of(slugs: Iterable[str]) -> dict[str, ZoneInfo]:
    """Return the zone of each commune, its own or inherited, in one query at any depth."""
    asked = sorted(set(slugs))
    if not asked:
        return {}
    named = dict.fromkeys(asked, settings.TIME_ZONE)
    for row in Commune.objects.raw(_UPWARDS.format(places=", ".join(["%s"] * len(asked))), asked):
        named[row.slug] = row.zone
    return {slug: ZoneInfo(zone) for slug, zone in named.items()}
