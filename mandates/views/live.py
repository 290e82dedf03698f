"""What everybody sees of a decision and of a council's hall, rendered once for all who look at it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from confed.kernel import clock
from confed.kernel.shared import shared
from mandates.queries.council_board import sitting_with
from mandates.queries.council_hall import council_hall
from mandates.queries.decision_page import decision_page, decision_with
from mandates.queries.standing_page import standing_view


@require_safe
def decision_live(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the live regions of a decision: its goal and where it stands."""
    return shared(request, (f"decision-{pk}",), partial(_decision, pk))


def _decision(pk: int) -> str:
    page = decision_page(decision_with(pk))
    view = standing_view(page.standing, "", "", mirrored=get_language_bidi()) if page.standing else None
    here = reverse("decision", args=[page.slug, page.number])
    found = {"page": page, "view": view, "at": clock.now(), "here": here}
    return render_to_string("mandates/decision_live.html", found)


@require_safe
def council_hall_live(request: HttpRequest, pk: int, council: int) -> HttpResponse:
    """Answer with the live regions of a council's hall, as it is without naming an item."""
    return shared(request, (f"assembly-{pk}", f"commune-{council}"), partial(_hall, pk, council))


def _hall(pk: int, council: int) -> str:
    hall = council_hall(sitting_with(pk, council))
    found = {"board": hall.board, "page": hall.page, "lines": hall.lines, "preview": hall.preview}
    return render_to_string("mandates/council_hall_live.html", found)
