"""One mail in words, and who must act in a commune: those who prepare its sittings, and those who carry its word."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.formats import date_format

from assemblies.models import Commune, Role
from assemblies.models.tree import zone_of
from confed.kernel import clock
from confed.kernel.models import Person
from delegates.domain.stages import DelegateStage, DelegationStage
from delegates.models import Delegate

SECRETARY, CONVENOR = Role.Kind.SECRETARY, Role.Kind.CONVENOR


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in words; `path` is where its link leads."""

    commune: Commune
    subject: str
    words: str
    path: str
    people: Callable[[], QuerySet[Person]]


def addressees(letter: Letter) -> list[int]:
    """Return those a mail goes to: a login with an address, whose bearer wants mail (one query)."""
    wanted = letter.people().filter(is_active=True, mail__isnull=False, wants_mail=True)
    return list(wanted.order_by("pk").values_list("pk", flat=True).distinct())


def keepers_of(commune: Commune) -> QuerySet[Person]:
    """Return those who prepare the sittings of a commune: its secretary and its convenors today."""
    today = clock.today(zone_of(commune))
    held = Role.objects.filter(
        commune=commune,
        assembly=None,
        kind__in=(SECRETARY, CONVENOR),
        ended_at=None,
        from_on__lte=today,
        until__gte=today,
    )
    return Person.objects.filter(pk__in=held.values("person"))


def carriers_of(commune: Commune) -> QuerySet[Person]:
    """Return who carries the word of a commune now, in a seat."""
    seats = Delegate.objects.filter(
        delegation__commune=commune, delegation__stage=DelegationStage.ACTIVE, stage=DelegateStage.ACTIVE
    )
    return Person.objects.filter(pk__in=seats.values("entry__person"))


def hour_in(commune: Commune, moment: datetime) -> str:
    """Return a moment as the clock in this commune shows it."""
    return date_format(moment.astimezone(ZoneInfo(zone_of(commune))), "j F Y, H:i")


def day_in_words(day: date | None) -> str:
    """Return a day as people write it."""
    return date_format(day, "j F Y") if day else ""
