"""Mandate cards: mine, for the council; and those a commune gave, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assemblies.queries.find import find_commune, person_of
from assemblies.rules import may_run
from confed.kernel.errors import NotAllowed
from mandates.queries.mandate_cards import mandate_cards, mandates_of


@never_cache
@require_safe
def my_mandates(request: HttpRequest) -> HttpResponse:
    """Show what my commune said on each item of its council."""
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(
            _("These are the mandate cards of a delegate."),
            _("The words of every mandate are public on the page of its commune."),
            _("Sign in to see what your commune said."),
        )
    return render(request, "mandates/mandate_mine.html", {"hands": mandate_cards(person)})


@require_safe
def commune_mandates(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every mandate a commune gave; the page is public."""
    commune = find_commune(slug)
    person = person_of(request.user)
    drafts = person is not None and may_run(person, commune).allowed
    context = {"commune": commune, "hand": mandates_of(commune), "drafts": drafts}
    return render(request, "mandates/mandate_list.html", context)
