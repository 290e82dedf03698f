"""Around every page: who watches is answered, refusals become pages, shared phones sign out, hours are of the place."""

import time
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from confed.kernel import traffic
from confed.kernel.errors import ConfedError
from confed.pages.queries.devices import is_over
from confed.pages.rules import SHARED, has_rested, is_to_be_noted

WATCHED = ("/health/live/", "/health/ready/", "/metrics/")


class WatchMiddleware:
    """Answers whoever watches before host, session or HTTPS are asked for; sums up how long everybody else waited.

    A balancer asks by number, not by name, and must not be led on to an address that it cannot read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or hand on and note how long it took."""
        if request.path_info in WATCHED:
            asked = resolve(request.path_info)
            return asked.func(request, *asked.args, **asked.kwargs)  # type: ignore[no-any-return]
        begun = time.monotonic()
        response = self.get_response(request)
        traffic.note(response.status_code, round((time.monotonic() - begun) * 1000))
        return response


class RefusalMiddleware:
    """Turns a ConfedError that a view let through into its page, with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else is not ours."""
        if isinstance(exception, ConfedError):
            return render(request, "pages/refusal.html", {"refusal": exception}, status=exception.status)
        return None


class SharedPhoneMiddleware:
    """Ends a sign-in on a shared phone when it rested for five minutes, or when its assembly closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the sessions of shared phones only; a page that refreshes itself is not a touch."""
        shared = request.session.get(SHARED)
        if isinstance(shared, dict):
            if has_rested(shared) or is_over(shared["sitting"]):
                logout(request)
                messages.info(request, _("You were signed out here, because this phone is shared."))
            elif is_to_be_noted(shared) and "X-Live" not in request.headers:
                request.session[SHARED] = shared | {"seen": time.time()}
        return self.get_response(request)


class HoursMiddleware:
    """Ends with each request the zone in which its page told hours (`assemblies.queries.hours`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Begin and end in the zone of the instance."""
        timezone.deactivate()
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()
