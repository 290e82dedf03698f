"""A sitting found by its address, with the numbers its page needs, in one query."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from assemblies.models import Assembly, Attendance, Commune, RollEntry
from assemblies.queries.hours import tell_hours_of
from confed.kernel.errors import NotThere


@dataclass(frozen=True, slots=True)
class Found:
    """A sitting with the numbers its page needs."""

    assembly: Assembly
    communes: int
    members: int
    voters: int | None
    units: int | None
    youth: int
    observers: int

    @property
    def is_council(self) -> bool:
        """Whether communes stand under this one."""
        return self.communes > 0


def find_assembly(slug: str, number: int) -> Found:
    """The sitting with this number, with what its page needs in the same query; NotThere without one."""
    return _find(commune__slug=slug, number=number)


def assembly_with(pk: int, commune: int) -> Found:
    """The same sitting for those who know it by its topics; NotThere without one."""
    return _find(pk=pk, commune=commune)


def _find(**address: str | int) -> Found:
    below = Commune.objects.filter(parent=OuterRef("commune"), left_on=None).order_by().values("parent")
    voters = (RollEntry.objects.entitled().filter(commune=OuterRef("commune")).order_by().values("commune")).annotate(
        n=Count("pk")
    )
    newest = Attendance.objects.filter(assembly=OuterRef("pk")).order_by("-pk")
    found = (
        Assembly.objects.filter(**address)
        .select_related("commune")
        .annotate(
            below=Subquery(below.annotate(n=Count("pk")).values("n")),
            members=Subquery(voters.values("n")),
            last_voters=Subquery(newest.values("voters")[:1]),
            last_units=Subquery(newest.values("units")[:1]),
            last_youth=Subquery(newest.values("youth")[:1]),
            last_observers=Subquery(newest.values("observers")[:1]),
        )
        .first()
    )
    if found is None:
        raise NotThere(_("There is no assembly with this number."), do=_("Look at the page of the commune."))
    tell_hours_of(found.commune)
    return Found(
        assembly=found,
        communes=found.below or 0,
        members=found.members or 0,
        voters=found.last_voters,
        units=found.last_units,
        youth=found.last_youth or 0,
        observers=found.last_observers or 0,
    )
