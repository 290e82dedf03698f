"""A fresh sign-in before the roll is imported or a task given; never in the middle of a hall."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from assemblies.models import Commune
from assemblies.queries.running import sits_now
from confed.kernel.access import is_fresh


def may_go_on(request: HttpRequest, commune: Commune) -> bool:
    """Say whether the person signed in within the last half hour, or sits in an assembly of this commune now."""
    return not request.user.is_authenticated or is_fresh(request.session) or sits_now(commune)


def again(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to signing in again, and back to this page."""
    return HttpResponseRedirect(f"{reverse('sign_in_again')}?{urlencode({'next': request.path})}")
