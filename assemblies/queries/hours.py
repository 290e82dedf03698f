"""Hours on a page are those of the commune it shows, whatever the clock of the instance says."""

from django.utils import timezone

from assemblies.models import Commune
from assemblies.models.tree import remember_line, zone_in


def tell_hours_of(commune: Commune) -> None:
    """Tell the hours of this request in the commune's zone; its line is remembered for the page, which asks for it anyway.

    Called by what finds the thing that an address names; `confed.pages.middleware.HoursMiddleware` ends it.
    """
    timezone.activate(zone_in(remember_line(commune)))
