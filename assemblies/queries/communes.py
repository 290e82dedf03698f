"""Lists of communes in the tree."""

from assemblies.models import Commune
from assemblies.models.tree import Below, communes_below


def base_communes(root: Commune) -> list[Below]:
    """Return the communes at or below this one under which no other stands, in the order of the tree (one query)."""
    below = communes_below(root)
    if not below:
        return [Below(root.pk, root.parent_id or 0, root.name, ())]
    parents = {one.parent_id for one in below}
    return [one for one in below if one.id not in parents]
