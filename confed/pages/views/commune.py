"""The page of a commune, and where an answer that was sent went."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from confed.kernel.models import Person
from confed.pages.queries.answered import where_it_stands
from confed.pages.queries.commune_page import commune_page


@never_cache
@require_safe
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one commune."""
    person = request.user if isinstance(request.user, Person) else None
    return render(request, "pages/commune.html", {"page": commune_page(slug, person)})


@require_safe
def answered(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """After a sitting was entered: to the decision of the council it answers, else to the commune."""
    place = where_it_stands(code)
    return redirect("decision", place.slug, place.number) if place else redirect("commune", slug)
