"""Finds what an address names."""

from django.utils.translation import gettext as _

from assemblies.models import Commune, RollEntry
from assemblies.queries.hours import tell_hours_of
from confed.kernel.errors import BadInput, NotThere
from confed.kernel.models import Person


def find_commune(slug: str) -> Commune:
    """The commune with this address; NotThere without one."""
    found: Commune | None = Commune.objects.filter(slug=slug).first()
    if found is None:
        raise NotThere(_("There is no commune at this address."), do=_("Look for it by name among the decisions."))
    tell_hours_of(found)
    return found


def person_of(user: object) -> Person | None:
    """The login behind a request; None for somebody who is not signed in."""
    return user if isinstance(user, Person) else None


def login_of(entry: RollEntry) -> Person:
    """The login of whoever stands here on the roll; BadInput where there is none, and so no task."""
    if entry.person is None:
        raise BadInput(
            _("%(name)s has no login, and a task needs one.") % {"name": entry},
            _("Nothing was changed."),
            _("Write an e-mail address into the entry, or print a paper slip for the sign-in."),
        )
    return entry.person


def entry_in(commune: Commune, person: Person | None) -> RollEntry | None:
    """Where this reader stands on the roll (1 query)."""
    if person is None:
        return None
    return RollEntry.objects.running().filter(commune=commune, person=person).first()
