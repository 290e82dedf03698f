"""The minutes of a sitting as files: PDF, plain text, and its votes as a table."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assemblies.documents.minutes_csv import minutes_csv as as_csv
from assemblies.documents.minutes_pdf import minutes_pdf as as_pdf
from assemblies.documents.minutes_text import minutes_text as as_text
from assemblies.queries.find import person_of
from assemblies.queries.minutes import Minutes, minutes_of


@require_safe
def minutes_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the minutes as a tagged PDF."""
    minutes = minutes_of(slug, number, person_of(request.user))
    return _file(minutes, as_pdf(minutes), "application/pdf", "pdf")


@require_safe
def minutes_text(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the minutes as plain text."""
    minutes = minutes_of(slug, number, person_of(request.user))
    return _file(minutes, as_text(minutes), "text/plain; charset=utf-8", "txt")


@require_safe
def minutes_csv(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the votes of the sitting as a table; the mark at its start tells spreadsheets that it is UTF-8."""
    minutes = minutes_of(slug, number, person_of(request.user))
    return _file(minutes, "\ufeff" + as_csv(minutes), "text/csv; charset=utf-8", "csv", how="attachment")


def _file(minutes: Minutes, content: bytes | str, kind: str, ending: str, how: str = "inline") -> HttpResponse:
    name = f"{minutes.slug}-{minutes.number}-{minutes.held_on.isoformat()}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}"'})
