"""A refusal of the house becomes a page: what happened, what is safe, what you can do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from confed.kernel.errors import ConfedError


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
