"""Slips and personal QR cards: chosen, printed, and joined to a login."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.documents.cards import card_sheet
from assemblies.forms import CardsForm
from assemblies.queries.cards_page import cards_page
from assemblies.queries.find import find_commune, person_of
from assemblies.services.claims import claim_entry, print_slips
from assemblies.views.fresh import again, may_go_on
from confed.kernel.access import peek_code
from confed.kernel.errors import ConfedError, NotThere


@never_cache
@require_http_methods(["GET", "POST"])
def cards(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose for whom to print; a post answers with the sheet, which is shown this once."""
    commune = find_commune(slug)
    person = person_of(request.user)
    place = request.GET.get("page", "1")
    number = int(place) if place.isdecimal() and len(place) < 7 else 1
    page = cards_page(commune, person, request.GET.get("q", "").strip()[:200], number)
    if request.method == "POST" and not may_go_on(request, commune):
        return again(request)
    form = CardsForm(request.POST or None)
    refusal: ConfedError | None = None
    if request.method == "POST" and person and form.is_valid():
        kind = form.cleaned_data["kind"]
        try:
            slips = print_slips(actor=person, commune=commune, entries=form.cleaned_data["entry"], kind=kind)
        except ConfedError as stopped:
            refusal = stopped
        else:
            door = request.build_absolute_uri(reverse("sign_in_slip", args=["TOKEN"]))
            context = {"page": page, "cards": card_sheet(slips, door), "kind": kind}
            return render(request, "assemblies/cards_sheet.html", context)
    status = refusal.status if refusal else 400 if form.errors else 200
    return render(request, "assemblies/cards.html", {"page": page, "form": form, "refusal": refusal}, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def claim_slip(request: HttpRequest, token: str) -> HttpResponse:
    """Join the entry behind a slip to the login of who holds it."""
    person = person_of(request.user)
    owner = peek_code(token)
    if owner is None or person is None:
        raise NotThere(
            _("This slip is used up, too old, or not known here."),
            safe=_("Nothing happened."),
            do=_("Ask your secretary for a new slip."),
        )
    if request.method == "POST":
        joined = claim_entry(actor=person, token=token)
        if joined:
            places = ", ".join(entry.commune.name for entry in joined)
            messages.success(request, _("Joined. You stand on the roll of %(communes)s.") % {"communes": places})
        return redirect("now")
    return render(request, "assemblies/claim.html", {"owner": owner, "token": token})
