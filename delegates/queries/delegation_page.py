"""The running delegation of a commune, for those who change it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assemblies.models import Commune
from confed.kernel.errors import NotThere
from delegates.domain.stages import DelegateStage, DelegationStage
from delegates.models import Delegate, Delegation


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a delegation."""

    id: int
    seat: int
    name: str
    commune: str


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """Who carries the word of a commune now, and who comes next."""

    id: int
    is_tandem: bool
    decision: int
    from_on: date
    until: date
    seats: tuple[Seat, ...]
    alternates: tuple[Seat, ...]

    @property
    def following(self) -> Seat | None:
        """Whose turn it is when a seat falls empty."""
        return self.alternates[0] if self.alternates else None


def delegation_page(commune: Commune) -> DelegationPage | None:
    """The running delegation with its people; None where nobody was named (two queries)."""
    running = running_delegation(commune)
    if running is None:
        return None
    people = list(
        Delegate.objects.filter(delegation=running)
        .exclude(stage=DelegateStage.ENDED)
        .select_related("entry__commune")
        .order_by("seat", "pk")
    )
    return DelegationPage(
        id=running.pk,
        is_tandem=running.form == Delegation.Form.TANDEM,
        decision=running.decision.number,
        from_on=running.from_on,
        until=running.until,
        seats=tuple(_seat(one) for one in people if one.stage == DelegateStage.ACTIVE),
        alternates=tuple(_seat(one) for one in people if one.stage == DelegateStage.ALTERNATE),
    )


def _seat(one: Delegate) -> Seat:
    return Seat(one.pk, one.seat, str(one.entry), one.entry.commune.name)


def running_delegation(commune: Commune) -> Delegation | None:
    """The delegation that carries the word of this commune today (one query)."""
    return Delegation.objects.filter(commune=commune, stage=DelegationStage.ACTIVE).select_related("decision").first()


def find_delegate(commune: Commune, pk: int) -> Delegate:
    """Somebody in a seat of this commune's delegation, or NotThere."""
    found = (
        Delegate.objects.filter(pk=pk, delegation__commune=commune)
        .select_related("entry", "delegation__commune", "delegation__council")
        .first()
    )
    if found is None:
        raise NotThere(_("Nobody of this delegation is at this address."), do=_("Look at the delegation again."))
    return found
