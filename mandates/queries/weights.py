"""How many members stand behind each commune: the voters on the rolls of its base communes."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from assemblies.models import Commune, RollEntry
from assemblies.models.tree import communes_below


@dataclass(frozen=True, slots=True)
class BaseCommune:
    """A base commune below a council: the ids of the communes between them (top first), and its voters."""

    id: int
    name: str
    path: tuple[int, ...]
    voters: int


def base_below(council: Commune) -> list[BaseCommune]:
    """Return every base commune below this council in tree order; two queries at any depth."""
    nodes = communes_below(council)
    parents = {node.parent_id for node in nodes}
    # Counted for the whole instance: a filter by ten thousand ids is slower and meets SQLite's limit.
    voters = dict(RollEntry.objects.entitled().values_list("commune").annotate(n=Count("pk")))
    return [
        BaseCommune(id=node.id, name=node.name, path=node.path, voters=voters.get(node.id, 0))
        for node in nodes
        if node.id not in parents
    ]


def voters_behind(council: Commune) -> dict[int, int]:
    """Return for each child of the council the voters on the rolls below it; two queries."""
    totals: dict[int, int] = defaultdict(int)
    for base in base_below(council):
        totals[base.path[0] if base.path else base.id] += base.voters
    return dict(totals)
