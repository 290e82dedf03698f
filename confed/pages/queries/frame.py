"""What the frame of every page says of the place and of the one who looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from assemblies.models import Commune, Role, RollEntry
from confed.kernel.models import Person
from delegates.domain.stages import DelegateStage
from delegates.models import Delegate


@dataclass(frozen=True, slots=True)
class Place:
    """The confederation this instance serves, and the commune of the one who looks."""

    is_empty: bool = True
    root_name: str = ""
    root_slug: str = ""
    commune_name: str = ""
    commune_slug: str = ""
    is_delegate: bool = False


def place_of(person: Person | None) -> Place:
    """Return the one root there is (none is named where there are several) and the person's first commune.

    One query, for whoever looks.
    """
    roots = Commune.objects.filter(parent=None, left_on=None).order_by("pk")
    if person is None:
        found = list(roots.values_list("name", "slug")[:2])
        root_name, root_slug = _alone(found)
        return Place(not found, root_name, root_slug)
    stands = RollEntry.objects.running().filter(person=OuterRef("pk")).order_by("pk")
    # A secretary need not stand on the roll.
    holds = Role.objects.filter(person=OuterRef("pk"), ended_at=None, assembly=None).order_by("pk")
    carries = Delegate.objects.filter(entry__person=OuterRef("pk"), stage=DelegateStage.ACTIVE)
    name, slug, is_delegate, *tops = (
        Person.objects.filter(pk=person.pk)
        .values_list(
            _first("commune__name", stands, holds),
            _first("commune__slug", stands, holds),
            Exists(carries),
            *[Subquery(roots.values(field)[at : at + 1]) for at in range(2) for field in ("name", "slug")],
        )
        .get()
    )
    found = [(root, address) for root, address in (tops[:2], tops[2:]) if address]
    root_name, root_slug = _alone(found)
    return Place(not found, root_name, root_slug, name, slug, is_delegate)


def _alone(roots: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Return name and slug of the only root; nothing where there are several."""
    return roots[0] if len(roots) == 1 else ("", "")


def _first(field: str, *lists: QuerySet[Any]) -> Coalesce:
    """Return the field of the first row of the first list that has one, inside the query of the person."""
    return Coalesce(*[Subquery(rows.values(field)[:1]) for rows in lists], Value(""))
