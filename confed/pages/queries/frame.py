"""What the frame of every page says of the place and of the one who looks at it."""

from dataclasses import dataclass

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

    One query for everybody, two or three more for who signed in.
    """
    roots = list(Commune.objects.filter(parent=None, left_on=None).order_by("pk").values_list("name", "slug")[:2])
    root_name, root_slug = roots[0] if len(roots) == 1 else ("", "")
    if person is None:
        return Place(not roots, root_name, root_slug)
    home = (
        RollEntry.objects.running()
        .filter(person=person)
        .order_by("pk")
        .values_list("commune__name", "commune__slug")
        .first()
    )
    if home is None:  # a secretary need not stand on the roll
        held = Role.objects.filter(person=person, ended_at=None, assembly=None).order_by("pk")
        home = held.values_list("commune__name", "commune__slug").first()
    commune_name, commune_slug = home or ("", "")
    is_delegate = Delegate.objects.filter(entry__person=person, stage=DelegateStage.ACTIVE).exists()
    return Place(not roots, root_name, root_slug, commune_name, commune_slug, is_delegate)
