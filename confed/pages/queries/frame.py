"""What the frame of every page says of the place and of the one who looks at it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

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

    One query, three for who signed in, and one more for who stands on no roll; each is small, for every page asks them.
    """
    roots = list(Commune.objects.filter(parent=None, left_on=None).order_by("pk").values_list("name", "slug")[:2])
    root_name, root_slug = roots[0] if len(roots) == 1 else ("", "")
    if person is None:
        return Place(not roots, root_name, root_slug)
    stands = RollEntry.objects.running().filter(person=person)
    # A secretary need not stand on the roll.
    holds = Role.objects.filter(person=person, ended_at=None, assembly=None)
    name, slug = _commune_of(stands) or _commune_of(holds) or ("", "")
    carries = Delegate.objects.filter(entry__person=person, stage=DelegateStage.ACTIVE)
    return Place(not roots, root_name, root_slug, name, slug, carries.exists())


def _commune_of(rows: QuerySet[Any]) -> tuple[str, str] | None:
    """Return name and slug of the commune of the first row."""
    return rows.order_by("pk").values_list("commune__name", "commune__slug").first()
