"""The roles somebody holds in a commune today; rights are read anew each time."""

from dataclasses import dataclass

from django.db.models import Q

from assemblies.models import Assembly, Commune, Role
from assemblies.models.tree import line_of, zone_in
from confed.kernel import clock
from confed.kernel.models import Person
from confed.kernel.person import Actor, Machine

SECRETARY, FACILITATOR, TELLER = Role.Kind.SECRETARY, Role.Kind.FACILITATOR, Role.Kind.TELLER
CONVENOR, MINUTES_TAKER = Role.Kind.CONVENOR, Role.Kind.MINUTES_TAKER
# Machines that set communes up: the founding page before anybody has a role, and a rehearsal read from a file.
FOUNDERS = frozenset({"founding", "rehearsal"})


def founds(actor: Actor) -> bool:
    """Say whether this is a machine that sets communes up."""
    return isinstance(actor, Machine) and actor.name in FOUNDERS


@dataclass(frozen=True, slots=True)
class Held:
    """The roles that somebody holds in one commune today, and the communes above in which they are a secretary."""

    kinds: frozenset[str]  # for the whole commune
    sittings: frozenset[tuple[str, int]]  # for one sitting of it
    secretary_above: bool = False

    def has(self, *kinds: str, assembly: Assembly | None = None) -> bool:
        """Say whether one of these roles is held, for the commune or for this sitting of it."""
        if self.kinds.intersection(kinds):
            return True
        return assembly is not None and any((kind, assembly.pk) in self.sittings for kind in kinds)


def held_by(actor: Actor, commune: Commune, line: list[Commune] | None = None) -> Held:
    """Return what this person holds in the commune today, its zone deciding what today is (2 queries).

    A page that has read the line of communes already hands it in (1 query).
    """
    if not isinstance(actor, Person):
        return Held(frozenset(), frozenset())
    line = line or line_of(commune)
    today = clock.today(zone_in(line))
    above = [level.pk for level in line[1:]]
    found = Role.objects.filter(
        Q(commune=commune) | Q(commune__in=above, kind=SECRETARY, assembly=None),
        person=actor,
        ended_at=None,
        from_on__lte=today,
        until__gte=today,
    )
    rows: list[tuple[int, str, int | None]] = list(found.values_list("commune_id", "kind", "assembly_id"))
    here = [(kind, assembly) for place, kind, assembly in rows if place == commune.pk]
    return Held(
        kinds=frozenset(kind for kind, assembly in here if assembly is None),
        sittings=frozenset((kind, assembly) for kind, assembly in here if assembly is not None),
        secretary_above=any(place != commune.pk for place, _kind, _assembly in rows),
    )
