"""Where a commune sits: its sisters, and the small ring of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from assemblies.models import Commune
from assemblies.queries.communes import base_communes

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
    rows = list(Commune.objects.filter(parent=over, left_on=None).order_by("name"))
    total = len(base_communes(line[-1])) if len(line) > 2 else len(rows)
    here = next((row for row in rows if row.pk == commune.pk), None)
    shown = rows[:MOST_NAMES]
    if here is not None and here not in shown:
        shown = [here, *shown[:-1]]
    return Neighbours(
        over=over.name,
        root=line[-1].name,
        root_slug=line[-1].slug,
        names=tuple(Place(row.name, row.slug, row.pk == commune.pk) for row in shown),
        number=len(rows),
        total=max(total, len(rows)),
        dots=_dots(len(rows), max(total, len(rows)), has_own=here is not None),
    )


def _dots(sisters: int, total: int, *, has_own: bool) -> tuple[str, ...]:
    """Ours first in yellow, then the sisters in a thick frame, then the rest (settled 44)."""
    if total > MOST_NAMES:
        total = min(sisters, MOST_NAMES)
    near = min(sisters, total)
    own = ["m"] if has_own and near else []
    return (*own, *(["k"] * (near - len(own))), *(["o"] * (total - near)))
