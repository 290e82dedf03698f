"""What every page says of the instance itself: that something waits, or that a hall has no HTTPS."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from confed.kernel import pulse


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened, what is safe, what can be done."""

    happened: str | Promise
    safe: str | Promise
    do: str | Promise


HALL = Notice(
    _("This hall has no HTTPS."),
    _("What is decided is safe; but whoever is on this network could read along."),
    _("Passkeys, installing and messages to the phone need HTTPS."),
)
NO_BROKER = Notice(
    _("Live pages and what follows from a decision wait just now."),
    _("Signing in, reading and voting go on. Nothing is lost, and what waits is done by itself."),
    _("Load a page again to see what is new."),
)
LATE = Notice(
    _("What follows from a decision waits just now."),
    _("Signing in, reading and voting go on. Nothing is lost, and what waits is done by itself."),
    _("Whoever runs this server should look at its workers."),
)


def notices() -> list[Notice]:
    """Return what is to be said now; no query: the watch of the server looked for it."""
    said = [HALL] if settings.CONFED_LAN else []
    reading = pulse.last()
    if reading is not None and not reading.has_broker:
        said.append(NO_BROKER)
    elif reading is not None and reading.is_late:
        said.append(LATE)
    return said
