"""Counts of fewer than five, which are not printed: two tellers read them together, and the journal names both."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.domain.stages import BallotStage
from assemblies.forms import HouseForm
from assemblies.models import Ballot
from assemblies.queries.ballot_page import find_ballot
from assemblies.queries.tellers_page import teller_with, tellers_page
from assemblies.services.recount import read_sealed_counts
from assemblies.views.tellers import signed_teller
from confed.kernel.errors import ConfedError, NotAllowed
from confed.kernel.models import Person


class SecondForm(HouseForm):
    """Who reads the counts too."""

    second = forms.IntegerField(
        label=_("The other teller, beside you"),
        min_value=1,
        max_value=2_000_000_000,
        error_messages={"required": _("Choose who reads them with you.")},
    )


@never_cache
@require_http_methods(["GET", "POST"])
def ballot_counts(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the second teller; the answer to a post shows the counts, once, and they stand nowhere else."""
    found = find_ballot(code)
    person = signed_teller(request, found)
    if request.method != "POST":
        return _show(request, found, person, SecondForm())
    form = SecondForm(request.POST)
    if not form.is_valid():
        return _show(request, found, person, form, status=400)
    try:
        counts = _read(person, found, form)
    except ConfedError as refusal:
        return _show(request, found, person, form, refusal=refusal, status=refusal.status)
    return _show(request, found, person, form, counts=counts)


def _read(person: Person, found: Ballot, form: SecondForm) -> list[dict[str, int]]:
    second = teller_with(found, form.cleaned_data["second"])
    if second is None:
        raise NotAllowed(_("Two tellers of this sitting are needed."), _("Nothing was changed."))
    return read_sealed_counts(actor=person, ballot=found, second=second)


def _show(
    request: HttpRequest,
    found: Ballot,
    person: Person,
    form: SecondForm,
    *,
    counts: list[dict[str, int]] | None = None,
    refusal: ConfedError | None = None,
    status: int = 200,
) -> HttpResponse:
    page = tellers_page(found, person)
    context = {
        "page": page,
        "form": form,
        "refusal": refusal,
        "is_sealed": bool(found.sealed_counts) and found.stage == BallotStage.ANNOUNCED,
        "counts": list(zip(page.texts, counts, strict=True)) if counts else [],
    }
    return render(request, "assemblies/ballot_counts.html", context, status=status)
