"""Mandate cards: mine, for the council; and those a commune gave, for everybody."""

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assemblies.queries.find import find_commune, person_of
from assemblies.rules import may_run
from confed.kernel import clock
from confed.kernel.errors import NotAllowed
from mandates.queries.mandate_cards import mandate_cards, mandates_of


@never_cache
@require_safe
def my_mandates(request: HttpRequest) -> HttpResponse:
    """Show what my commune said on each item of its council, and how long a phone may keep it."""
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(
            _("These are the mandate cards of a delegate."),
            _("The words of every mandate are public on the page of its commune."),
            _("Sign in to see what your commune said."),
        )
    hands = mandate_cards(person)
    now = clock.now()
    kept = bool(hands) and not settings.DEBUG
    answer = render(request, "mandates/mandate_mine.html", {"hands": hands, "kept": kept, "now": now})
    if kept:
        left = min((hand.ends_at - now).total_seconds() for hand in hands if hand.ends_at)
        answer["X-Kept-Until"] = str(int(time.time() + min(left, request.session.get_expiry_age())))
    return answer


@never_cache
@require_safe
def mandates_worker(request: HttpRequest) -> HttpResponse:
    """The worker that hands out the saved cards where there is no signal; it may stand before every address."""
    answer = render(request, "mandates/worker.js", content_type="text/javascript")
    answer["Service-Worker-Allowed"] = "/"
    return answer


@require_safe
def commune_mandates(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every mandate a commune gave; the page is public."""
    commune = find_commune(slug)
    person = person_of(request.user)
    drafts = person is not None and may_run(person, commune).allowed
    context = {"commune": commune, "hand": mandates_of(commune), "drafts": drafts}
    return render(request, "mandates/mandate_list.html", context)
