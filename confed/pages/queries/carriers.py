"""Who carries a commune's word to the council above it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from assemblies.models import Commune
from delegates.domain.stages import DelegateStage, DelegationStage
from delegates.models import Delegate
from mandates.domain.stages import ItemStage, MandateStage
from mandates.models import Mandate


@dataclass(frozen=True, slots=True)
class Carrier:
    """A delegate in a seat, and which of their terms for this commune it is."""

    name: str
    since: date
    term: int
    code: int


@dataclass(frozen=True, slots=True)
class Carriers:
    """A delegation: its delegates, its alternates in order, until when, and how many mandates it carries."""

    council: str
    is_tandem: bool
    until: date
    days_left: int
    seats: tuple[Carrier, ...]
    alternates: tuple[str, ...]
    mandates: int

    @property
    def ran_out(self) -> bool:
        """Whether its last day has passed."""
        return self.days_left < 0


def carriers_of(commune: Commune, today: date) -> Carriers | None:
    """The running delegation of a commune; None where nobody was named (1 query)."""
    given = (
        Mandate.objects.filter(
            giver=commune,
            item__council=OuterRef("delegation__council"),
            stage__in=(MandateStage.GRANTED, MandateStage.DEGRADED),
        )
        .exclude(Q(item__stage=ItemStage.SETTLED) | Q(expires_on__lt=today))
        .order_by()
        .values("giver")
        .annotate(n=Count("pk"))
        .values("n")
    )
    terms = (
        Delegate.objects.filter(entry=OuterRef("entry"), delegation__commune=commune)
        .exclude(stage=DelegateStage.ALTERNATE)
        .order_by()
        .values("entry")
        .annotate(n=Count("delegation", distinct=True))
        .values("n")
    )
    people = list(
        Delegate.objects.filter(delegation__commune=commune, delegation__stage=DelegationStage.ACTIVE)
        .exclude(stage=DelegateStage.ENDED)
        .select_related("delegation__council", "entry")
        .annotate(
            mandates=Coalesce(Subquery(given, output_field=IntegerField()), 0),
            terms=Coalesce(Subquery(terms, output_field=IntegerField()), 0),
        )
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
        days_left=(delegation.until - today).days,
        seats=tuple(Carrier(str(one.entry), delegation.from_on, one.terms, one.pk) for one in seated),
        alternates=tuple(str(one.entry) for one in people if one.stage == DelegateStage.ALTERNATE),
        mandates=people[0].mandates,
    )
