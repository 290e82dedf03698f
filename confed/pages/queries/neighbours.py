"""Where a commune sits: its sisters, and the small ring of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Window

from assemblies.models import Commune
from assemblies.models.tree import count_base

MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A commune beside this one, or under it."""

    name: str
    slug: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The communes with the same council, or under this one, and the dots of the ring."""

    over: str
    root: str
    root_slug: str
    names: tuple[Place, ...]
    number: int
    total: int
    dots: tuple[str, ...]

    @property
    def hidden(self) -> int:
        """How many are not named here."""
        return self.number - len(self.names)


def neighbours_of(commune: Commune, line: Sequence[Commune], *, is_council: bool) -> Neighbours:
    """The sisters of a commune, or the communes under a council, with the ring of all base communes (2 queries)."""
    over = commune if is_council or len(line) < 2 else line[1]
    sisters = Commune.objects.without_tree_fields().filter(parent=over, left_on=None).order_by("name")
    shown = list(sisters.annotate(number=Window(Count("pk")))[:MOST_NAMES])
    number = shown[0].number if shown else 0
    total = max(count_base(line[-1]) if len(line) > 2 else number, number)
    has_own = commune.parent_id == over.pk and commune.left_on is None
    if has_own and commune not in shown:
        shown = [commune, *shown[:-1]]
    return Neighbours(
        over=over.name,
        root=line[-1].name,
        root_slug=line[-1].slug,
        names=tuple(Place(row.name, row.slug, row.pk == commune.pk) for row in shown),
        number=number,
        total=total,
        dots=_dots(number, total, has_own=has_own),
    )


def _dots(sisters: int, total: int, *, has_own: bool) -> tuple[str, ...]:
    """Ours first in yellow, then the sisters in a thick frame, then the rest (settled 44)."""
    if total > MOST_NAMES:
        total = min(sisters, MOST_NAMES)
    near = min(sisters, total)
    own = ["m"] if has_own and near else []
    return (*own, *(["k"] * (near - len(own))), *(["o"] * (total - near)))
