"""What the page of a person says about them: their entries, their roles, their session."""

from dataclasses import dataclass
from datetime import date, datetime

from assemblies.models import Role, RollEntry
from assemblies.queries.hours import tell_hours_of
from confed.kernel import clock
from confed.kernel.models import Person
from confed.pages.queries.devices import Device, Passkey, devices_of, passkeys_of


@dataclass(frozen=True, slots=True)
class MyEntry:
    """A roll the person stands on."""

    commune: str
    slug: str
    standing: str
    joined_on: date
    may_vote: bool


@dataclass(frozen=True, slots=True)
class MyRole:
    """A task the person holds, until when."""

    commune: str
    slug: str
    kind: str
    until: date


@dataclass(frozen=True, slots=True)
class MePage:
    """All that /me/ shows."""

    name: str
    mail: str
    entries: list[MyEntry]
    roles: list[MyRole]
    signed_in_until: datetime
    devices: list[Device]
    has_others: bool
    passkeys: list[Passkey]


def me_page(person: Person, signed_in_until: datetime, session_key: str) -> MePage:
    """Return the person's page; its hours are told in the zone of the first commune (6 queries)."""
    today = clock.now().date()
    entries = list(
        RollEntry.objects.running().filter(person=person).select_related("commune").order_by("commune__name")
    )
    if entries:
        tell_hours_of(entries[0].commune)
    roles = (
        Role.objects.filter(person=person, ended_at=None, until__gte=today)
        .select_related("commune")
        .order_by("commune__name", "kind")
    )
    devices = devices_of(person, session_key)
    return MePage(
        name=str(person),
        mail=person.mail or "",
        entries=[
            MyEntry(row.commune.name, row.commune.slug, row.get_standing_display(), row.joined_on, row.may_vote)
            for row in entries
        ],
        roles=[MyRole(row.commune.name, row.commune.slug, row.get_kind_display(), row.until) for row in roles],
        signed_in_until=signed_in_until,
        devices=devices,
        has_others=any(not device.is_this for device in devices),
        passkeys=passkeys_of(person),
    )
