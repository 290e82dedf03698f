"""Who carries a commune's word to the council above it."""

from dataclasses import dataclass
from datetime import date

from assemblies.models import Commune
from delegates.domain.stages import DelegateStage, DelegationStage
from delegates.models import Delegate


@dataclass(frozen=True, slots=True)
class Carrier:
    """A delegate in a seat."""

    name: str
    since: date


@dataclass(frozen=True, slots=True)
class Carriers:
    """A delegation: its delegates, its alternates in order, and until when."""

    council: str
    is_tandem: bool
    until: date
    seats: tuple[Carrier, ...]
    alternates: tuple[str, ...]


def carriers_of(commune: Commune) -> Carriers | None:
    """The running delegation of a commune; None where nobody was named (1 query)."""
    people = list(
        Delegate.objects.filter(delegation__commune=commune, delegation__stage=DelegationStage.ACTIVE)
        .exclude(stage=DelegateStage.ENDED)
        .select_related("delegation__council", "entry")
        .order_by("seat", "pk")
    )
    if not people:
        return None
    delegation = people[0].delegation
    seated = [one for one in people if one.stage == DelegateStage.ACTIVE]
    return Carriers(
        council=delegation.council.name,
        is_tandem=delegation.form == "tandem",
        until=delegation.until,
        seats=tuple(Carrier(str(one.entry), delegation.from_on) for one in seated),
        alternates=tuple(str(one.entry) for one in people if one.stage == DelegateStage.ALTERNATE),
    )
