"""What may be asked of the assemblies from the floors above."""

from assemblies.models.tree import has_communes_below, line_of, root_of, zone_of
from assemblies.queries.charter import charter_on, latest_charter
from assemblies.queries.todo import Todo, todo

__all__ = [
    "Todo",
    "charter_on",
    "has_communes_below",
    "latest_charter",
    "line_of",
    "root_of",
    "todo",
    "zone_of",
]
