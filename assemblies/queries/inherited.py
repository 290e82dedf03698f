"""Charter values along a line of communes that a page has read already."""

from collections.abc import Sequence
from datetime import date

from assemblies.domain.charter import effective
from assemblies.models import Charter, Commune


def values_on(line: Sequence[Commune], day: date) -> dict[str, str]:
    """Every key's value on this day for the first commune of the line, nearest statement first (1 query)."""
    rows = Charter.objects.filter(commune__in=[one.pk for one in line], from_on__lte=day)
    newest = {row.commune_id: row for row in rows.order_by("from_on", "version")}
    return effective([newest[one.pk].values for one in line if one.pk in newest])
