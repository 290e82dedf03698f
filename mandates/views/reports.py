"""All report-backs of one commune, the newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assemblies.models.tree import zone_of
from assemblies.queries.find import find_commune
from confed.kernel import clock
from delegates.queries.reports import all_report_rows


@require_safe
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was reported, what is owed and what is overdue; the page is public."""
    commune = find_commune(slug)
    rows = all_report_rows(commune, clock.today(zone_of(commune)))
    return render(request, "mandates/reports.html", {"commune": commune, "reports": rows})
