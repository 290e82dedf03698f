"""Who has a task at one sitting, and whom it could be given to."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Commune, Role, RollEntry
from assemblies.models.tree import zone_of
from confed.kernel.errors import NotThere
from confed.kernel.models import Person

MOST = 20
KINDS = (Role.Kind.FACILITATOR, Role.Kind.TELLER, Role.Kind.MINUTES_TAKER)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task held at this sitting only."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody with a login who could get a task."""

    id: int
    name: str
    card: str


@dataclass(frozen=True, slots=True)
class SittingTasks:
    """The tasks of one sitting, and whom a search found."""

    commune: str
    slug: str
    number: int
    zone: str
    planned_at: datetime
    is_over: bool
    held: tuple[TaskRow, ...]
    kinds: tuple[tuple[str, str], ...]
    search: str
    found: tuple[Bearer, ...]


def find_sitting(slug: str, number: int) -> Assembly:
    """The sitting of this number, or NotThere."""
    found = Assembly.objects.filter(commune__slug=slug, number=number).select_related("commune").first()
    if found is None:
        raise NotThere(_("There is no assembly of this number here."), do=_("Look at the page of the commune."))
    return found


def sitting_tasks(assembly: Assembly, kinds: tuple[str, ...], search: str = "") -> SittingTasks:
    """The tasks of this sitting; `kinds` may be given by this reader (three queries at any size)."""
    held = Role.objects.filter(assembly=assembly, ended_at=None).select_related("person").order_by("kind", "pk")
    return SittingTasks(
        commune=assembly.commune.name,
        slug=assembly.commune.slug,
        number=assembly.number,
        zone=zone_of(assembly.commune),
        planned_at=assembly.planned_at,
        is_over=assembly.stage == AssemblyStage.CLOSED,
        held=tuple(TaskRow(str(row.person), row.get_kind_display()) for row in held),
        kinds=tuple((kind.value, str(kind.label)) for kind in KINDS if kind in kinds),
        search=search,
        found=_found(assembly.commune, search) if search else (),
    )


def _found(commune: Commune, search: str) -> tuple[Bearer, ...]:
    rows = _bearers(commune).filter(Q(name__icontains=search) | Q(card=search)).order_by("name", "pk")[:MOST]
    return tuple(Bearer(row.pk, row.name, row.card) for row in rows)


def person_behind(commune: Commune, entry: int) -> Person:
    """The login behind this entry of a roll at or below the commune, or NotThere."""
    found = _bearers(commune).filter(pk=entry).select_related("person").first()
    if found is None or found.person is None:
        raise NotThere(_("Nobody with a login stands there on the roll."), do=_("Search the name again."))
    return found.person


def _bearers(commune: Commune) -> QuerySet[RollEntry]:
    below = Commune.objects.descendants(commune, include_self=True).values("pk")
    return RollEntry.objects.running().filter(commune__in=below, person__isnull=False)
