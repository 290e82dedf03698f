"""The minutes of one sitting as a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assemblies.queries.minutes_page import minutes_page


@require_safe
def minutes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what the journal tells of one sitting, item by item, and how to take it home."""
    return render(request, "assemblies/minutes.html", {"page": minutes_page(slug, number)})
