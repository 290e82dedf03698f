"""Mandate cards: mine, for the council; and those a commune gave, for everybody, where its assembly takes one back."""

import time

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assemblies.models import Commune
from assemblies.queries.find import find_commune, person_of
from assemblies.rules import may_run
from confed.kernel import clock
from confed.kernel.errors import BadInput, ConfedError, NotAllowed, RuleStops
from confed.kernel.models import Person
from delegates.queries.report_find import open_sitting_of
from mandates.forms import RevokeForm, first_problem
from mandates.queries.draft_page import find_mandate
from mandates.queries.mandate_cards import mandate_cards, mandates_of
from mandates.services.revoking import revoke_mandate


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


@never_cache
@require_http_methods(["GET", "POST"])
def commune_mandates(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every mandate a commune gave; a post enters that its open assembly takes one back."""
    commune = find_commune(slug)
    person = person_of(request.user)
    refusal: ConfedError | None = None
    if request.method == "POST":
        try:
            messages.success(request, _revoke(request, commune, person))
        except NotAllowed:
            raise
        except ConfedError as stopped:
            refusal = stopped
        else:
            return redirect("commune_mandates", slug)
    drafts = person is not None and may_run(person, commune).allowed
    context = {
        "commune": commune,
        "hand": mandates_of(commune),
        "drafts": drafts,
        "sitting": open_sitting_of(commune.pk) if drafts else None,
        "refusal": refusal,
    }
    return render(request, "mandates/mandate_list.html", context, status=refusal.status if refusal else 200)


def _revoke(request: HttpRequest, commune: Commune, person: Person | None) -> str:
    """Enter that the sitting which is open takes a mandate back; the sentence to say."""
    if person is None:
        raise NotAllowed(_("Only those who run this commune do this."), _("Nothing was changed."), _("Sign in first."))
    may_run(person, commune).require()
    form = RevokeForm(request.POST)
    if not form.is_valid() or commune.parent is None:
        raise BadInput(
            first_problem(form) if form.errors else _("There is no mandate here."), _("Nothing was changed.")
        )
    mandate = find_mandate(commune, commune.parent.slug, form.cleaned_data["item"])
    sitting = open_sitting_of(commune.pk)
    if sitting is None:
        raise RuleStops(
            _("No assembly of the commune is open with its quorum."),
            _("The mandate stands."),
            _("An assembly takes it back while it sits."),
        )
    revoke_mandate(actor=person, mandate=mandate, assembly=sitting, reason=form.cleaned_data["reason"])
    return _("The assembly took its mandate on item %(number)s back.") % {"number": mandate.item.number}
