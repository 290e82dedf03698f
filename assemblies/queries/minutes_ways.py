"""Ways to approve minutes beside a vote: posted by two scrutineers, or a council in which no delegation objects."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assemblies.domain.minutes import may_be_posted
from assemblies.domain.stages import AssemblyKind, AssemblyStage
from assemblies.models import Assembly, Minutes, Role
from assemblies.models.tree import zone_of
from assemblies.queries.minutes_page import MinutesPage
from assemblies.rules import held_by, may_run
from confed.kernel import clock
from confed.kernel.errors import NotThere
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class Scrutineer:
    """Another teller of the commune."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Ways:
    """What this reader can do for the approval now."""

    others: tuple[Scrutineer, ...] = ()
    may_post: bool = False
    sitting: int = 0  # the council's, which is open and could approve


def was_later_sitting(assembly: Assembly) -> bool:
    """Say whether a later sitting of the commune had its quorum, and so could approve (1 query)."""
    later = Assembly.objects.filter(
        commune=assembly.commune_id, number__gt=assembly.number, opened_at__isnull=False, kind=AssemblyKind.ORDINARY
    )
    return later.exclude(stage=AssemblyStage.INQUORATE).exists()


def ways_of(page: MinutesPage, assembly: Assembly, person: Person | None) -> Ways:
    """Return how this reader can bring open minutes to their approval, beside a vote (3 queries at most)."""
    written = page.minutes.written
    if person is None or not written.is_open or assembly.held_on is None:
        return Ways()
    sitting = 0
    if page.minutes.is_council and not written.pending:
        found = _approving(assembly)
        sitting = found.number if found and may_run(person, found, held_by(person, assembly.commune)) else 0
    today = clock.today(zone_of(assembly.commune))
    is_early = not may_be_posted(assembly.held_on, today, was_sitting=False)
    if is_early or written.pending or written.posted_until or was_later_sitting(assembly):
        return Ways(sitting=sitting)
    tellers = {role.person_id: str(role.person) for role in _tellers(assembly, today)}
    is_teller = tellers.pop(person.pk, None) is not None
    others = tuple(Scrutineer(pk, name) for pk, name in sorted(tellers.items(), key=lambda one: one[1]))
    return Ways(others=others, may_post=is_teller, sitting=sitting)


def open_minutes(assembly: Assembly) -> Minutes:
    """The minutes of this sitting; NotThere while nothing was written."""
    found = Minutes.objects.filter(assembly=assembly).first()
    if found is None:
        raise NotThere(_("Nothing was written yet."))
    return found


def sitting_that_approves(assembly: Assembly) -> Assembly:
    """The open ordinary sitting of the council after this one, or this one where there is none."""
    return _approving(assembly) or assembly


def _approving(assembly: Assembly) -> Assembly | None:
    later = Assembly.objects.filter(commune=assembly.commune_id, number__gt=assembly.number)
    found = later.filter(stage=AssemblyStage.QUORATE, kind=AssemblyKind.ORDINARY).select_related("commune")
    return found.order_by("number").first()


def scrutineer_with(assembly: Assembly, pk: int) -> Person | None:
    """The person with this key who is a teller of the commune today."""
    today = clock.today(zone_of(assembly.commune))
    role = _tellers(assembly, today).filter(person=pk).first()
    return role.person if role else None


def _tellers(assembly: Assembly, today: date) -> "QuerySet[Role]":
    return Role.objects.filter(
        commune=assembly.commune_id,
        kind=Role.Kind.TELLER,
        assembly=None,
        ended_at=None,
        from_on__lte=today,
        until__gte=today,
    ).select_related("person")
