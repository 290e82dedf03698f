"""The calendar of a commune, for programs that keep calendars."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from confed.pages.documents.calendar_ics import calendar_ics
from confed.pages.queries.calendar_feed import calendar_of


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the calendar, or say that it has not changed; like the page of the commune it is open to everybody."""
    found = calendar_of(slug)
    addresses = {
        event.key: request.build_absolute_uri(reverse(event.page, args=event.place_of_page)) for event in found.events
    }
    written = calendar_ics(found, request.build_absolute_uri(reverse("commune", args=[slug])), addresses)
    etag = f'"{hashlib.sha256(written).hexdigest()}"'
    response = HttpResponse(
        written,
        content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": etag,
            "Cache-Control": "no-cache",
            "Content-Disposition": f'inline; filename="{slug}.ics"',
            "Content-Language": found.language,
        },
    )
    return get_conditional_response(request, etag=etag, response=response) or response
