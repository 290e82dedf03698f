"""The page of a decision: its text, its votes, and where it stands before the assemblies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assemblies.models import Commune
from assemblies.queries.find import person_of
from assemblies.rules import may_correct
from confed.kernel import clock
from confed.kernel.errors import NotThere
from mandates.queries.decision_page import (
    condition_entries,
    decision_page,
    find_decision,
    kept_by,
    kept_rows,
    paper_entries,
)
from mandates.queries.standing_page import standing_view
from mandates.rules import may_publish


@never_cache
@require_safe
def decision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one decision; `?district=` opens one district of a large confederation, `&page=` goes on in it."""
    found = find_decision(slug, number)
    page = decision_page(found)
    standing = page.standing
    person = person_of(request.user)
    held = kept_by(person) if standing else set()
    asked = (request.GET.get("district", ""), request.GET.get("page", ""))
    view = standing_view(standing, *asked, mirrored=get_language_bidi()) if standing else None
    kept = kept_rows(view, held) if view and held else []
    return render(
        request,
        "pages/decision.html",
        {
            "page": page,
            "view": view,
            "entries": paper_entries(standing, kept, held) if standing else [],
            "conditions": condition_entries(kept, held),
            "may_correct": person is not None and not page.is_council and may_correct(person, found.commune).allowed,
            "may_extend": person is not None
            and standing is not None
            and standing.may_be_extended
            and may_publish(person, found.commune).allowed,
            "at": clock.now(),
            "here": request.get_full_path(),
        },
    )


@require_safe
def decision_short(request: HttpRequest, number: int) -> HttpResponse:
    """Lead /d/59/ to the decision of the one root there is."""
    roots = list(Commune.objects.filter(parent=None, left_on=None).values_list("slug", flat=True)[:2])
    if len(roots) != 1:
        raise NotThere(
            _("Several confederations live here, so a number alone does not say which decision you mean."),
            "",
            _("Look in the register of decisions."),
        )
    return redirect("decision", roots[0], number)
