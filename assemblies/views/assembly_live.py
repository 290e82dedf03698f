"""What everybody sees of a sitting, rendered once for all phones in the hall."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from assemblies.queries.assembly_find import assembly_with
from assemblies.queries.assembly_page import assembly_page
from confed.kernel.shared import shared


@require_safe
def assembly_live(request: HttpRequest, pk: int, commune: int) -> HttpResponse:
    """Answer with the live regions of a sitting as somebody sees them who is not signed in."""
    return shared(request, (f"assembly-{pk}", f"commune-{commune}"), partial(_regions, pk, commune))


def _regions(pk: int, commune: int) -> str:
    page = assembly_page(assembly_with(pk, commune), None)
    return render_to_string("assemblies/assembly_live.html", {"page": page})
