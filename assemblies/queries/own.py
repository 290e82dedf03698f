"""What is somebody's own: the communes on whose roll they stand, and those in which they hold a task today."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from assemblies.models import Assembly, Commune, Role, RollEntry
from assemblies.models.tree import communes_below, line_of, zone_of
from assemblies.rules import FACILITATOR, MINUTES_TAKER, SECRETARY
from confed.kernel import clock
from confed.kernel.models import Person


def on_roll(person: Person) -> "QuerySet[RollEntry, int]":
    """Communes on whose roll somebody stands."""
    return RollEntry.objects.running().filter(person=person).values_list("commune_id", flat=True)


def held_today(person: Person | None) -> list[Role]:
    """Return the tasks somebody holds today, the zone of each commune deciding what today is; few, one query each."""
    if person is None:
        return []
    found = Role.objects.filter(person=person, ended_at=None).select_related("commune")
    return [role for role in found if role.from_on <= clock.today(zone_of(role.commune)) <= role.until]


def holds_in(roles: Sequence[Role], *kinds: str) -> list[int]:
    """Return the communes in which one of these tasks, or any, is held for the whole commune."""
    return [role.commune_id for role in roles if role.assembly_id is None and (not kinds or role.kind in kinds)]


def below_secretary(roles: Sequence[Role]) -> list[int]:
    """Return the communes below those that somebody keeps as secretary."""
    kept = Commune.objects.filter(pk__in=holds_in(roles, SECRETARY))
    return [one.id for commune in kept for one in communes_below(commune)]


def in_own(person: Person | None, field: str, *, below: bool = True) -> Q:
    """Say of a row that its commune is the reader's own: by roll, by task, and with `below` kept from above."""
    if person is None:
        return Q(pk__in=[])
    roles = held_today(person)
    ids = {*holds_in(roles), *(below_secretary(roles) if below else ())}
    return Q(**{f"{field}__in": on_roll(person)}) | Q(**{f"{field}__in": ids})


def was_at(person: Person | None, field: str) -> Q:
    """Say of a row that the reader stood on a roll of its sitting that day; `rules.was_there` says it of one sitting."""
    found = Q(pk__in=[])
    if person is None:
        return found
    for entry in RollEntry.objects.filter(person=person, may_speak=True).select_related("commune"):
        held = Q(**{f"{field}__commune__in": [level.pk for level in line_of(entry.commune)]})
        held &= Q(**{f"{field}__held_on__gte": entry.joined_on})
        if entry.ended_on is not None:
            held &= Q(**{f"{field}__held_on__lte": entry.ended_on})
        found |= held
    return found


def takes_minutes_of(person: Person | None, field: str) -> Q:
    """Say of a row that the reader writes the minutes of its sitting; `rules.may_take_minutes` says it of one sitting."""
    roles = held_today(person)
    found = Q(**{f"{field}__commune__in": holds_in(roles, SECRETARY, MINUTES_TAKER)})
    found |= Q(**{f"{field}__in": _taken_for_one(person)})
    runs = [role for role in roles if role.kind == FACILITATOR]
    for role in runs:
        if not _has_taker(role):
            found |= Q(
                **{f"{field}__commune": role.commune_id} if role.assembly_id is None else {field: role.assembly_id}
            )
    return found


def _taken_for_one(person: Person | None) -> "QuerySet[Assembly]":
    """Sittings whose minutes somebody took for that one sitting; the task outlives it."""
    taken = Role.objects.filter(person=person, kind__in=[MINUTES_TAKER, SECRETARY], assembly__isnull=False)
    return Assembly.objects.filter(pk__in=taken.values("assembly"))


def _has_taker(role: Role) -> bool:
    takers = Role.objects.filter(commune=role.commune_id, kind=MINUTES_TAKER, ended_at=None)
    today = clock.today(zone_of(role.commune))
    return bool(takers.filter(from_on__lte=today, until__gte=today).exists())
