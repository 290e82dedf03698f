"""Where a person is signed in, their passkeys, and the sitting they are in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, RollEntry
from confed.kernel.models import Person

OPEN = (AssemblyStage.QUORATE, AssemblyStage.INQUORATE)
# The first that fits counts: every browser also claims to be another one.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"))
LINUX = ("Linux", "Linux")


@dataclass(frozen=True, slots=True)
class Device:
    """One sign-in that still holds."""

    id: int
    name: str
    since: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey: what its owner calls it, and when it was used last."""

    id: int
    name: str
    since: datetime
    used_at: datetime | None


def device_name(agent: str) -> str:
    """What a browser says of itself, in two words."""
    browser = next((word for mark, word in BROWSERS if mark in agent), "")
    system = next((word for mark, word in (*SYSTEMS, LINUX) if mark in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("a device that does not say what it is")


def devices_of(person: Person, session_key: str) -> list[Device]:
    """Every sign-in of this person that still holds, the newest first (2 queries)."""
    rows = list(UserSession.objects.filter(user=person).order_by("-created_at"))
    keys = [row.session_key for row in rows]
    kept = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    alive = set(kept.values_list("session_key", flat=True))
    return [
        Device(row.pk, device_name(row.user_agent), row.created_at, row.session_key == session_key)
        for row in rows
        if row.session_key in alive
    ]


def passkeys_of(person: Person) -> list[Passkey]:
    """The person's passkeys, the oldest first (1 query)."""
    rows = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("created_at")
    return [Passkey(row.pk, str(row), row.created_at, row.last_used_at) for row in rows]


def open_sitting_of(person: Person) -> int:
    """The sitting that is open now where this person stands on the roll; 0 without one (1 query)."""
    homes = RollEntry.objects.running().filter(person=person).values("commune")
    found = Assembly.objects.filter(commune__in=homes, stage__in=OPEN).order_by("-pk").values_list("pk", flat=True)
    return found.first() or 0


def is_over(sitting: int) -> bool:
    """Say whether the sitting with which a shared sign-in ends is closed (1 query)."""
    return bool(sitting) and Assembly.objects.filter(pk=sitting, stage=AssemblyStage.CLOSED).exists()
