"""Asking a council to recall somebody whom it sent to the council above."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models.tree import has_communes_below
from assemblies.queries.find import find_commune, person_of
from confed.kernel.errors import ConfedError, NotAllowed, NotThere
from delegates.queries.petitions import find_sent
from mandates.forms import RecallForm
from mandates.rules import may_ask_recall
from mandates.services.recall_item import ask_recall


@never_cache
@require_http_methods(["GET", "POST"])
def recall_item(request: HttpRequest, slug: str, delegate: int) -> HttpResponse:
    """Say why, and put it before the council; its communes are asked like on any item."""
    council, person = find_commune(slug), person_of(request.user)
    if person is None:
        raise NotAllowed(_("You are not signed in."), _("Nothing was changed."), _("Sign in first."))
    may_ask_recall(person, council).require()
    if not has_communes_below(council):
        raise NotThere(
            _("%(commune)s has people on its roll; they recall by a petition.") % {"commune": council.name},
            do=_("File a petition on the page of the commune."),
        )
    sent = find_sent(council, delegate)
    form = RecallForm(request.POST or None, initial={"ground": "trust"})
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            item = ask_recall(actor=person, delegate=sent, **form.cleaned_data)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("Item %(number)s is before the council.") % {"number": item.number})
            return redirect("item", slug, item.number)
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"council": council, "delegate": sent, "form": form, "refusal": refusal}
    return render(request, "mandates/recall_item.html", context, status=status)
