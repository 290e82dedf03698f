"""The first page: what needs you now; for everybody else the communes and the last decisions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from confed.kernel import clock
from confed.kernel.models import Person
from confed.pages.queries.founding import is_open_for_founding
from confed.pages.queries.now import now_page
from confed.pages.queries.public import public_page


@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """Show what needs the person, or the public page; an empty place begins with its founding."""
    person = request.user
    if isinstance(person, Person):
        page = now_page(person, clock.now(), all_lines="all" in request.GET)
        return render(request, "pages/now.html", {"page": page})
    public = public_page()
    if public.is_empty and is_open_for_founding():
        return redirect("founding")
    return render(request, "pages/now_public.html", {"page": public})
