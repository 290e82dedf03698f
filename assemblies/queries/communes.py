"""Lists of communes in the tree."""

from django.db.models import Exists, OuterRef

from assemblies.models import Commune


def base_communes(root: Commune) -> list[Commune]:
    """Return the communes at or below this one under which no other stands, in the order of the tree (one query).

    Each carries `tree_path`, the ids from the top of the tree down to itself.
    """
    below = Commune.objects.filter(parent=OuterRef("pk"), left_on=None)
    found = Commune.objects.descendants(root, include_self=True).filter(left_on=None)
    return list(found.filter(~Exists(below)))
