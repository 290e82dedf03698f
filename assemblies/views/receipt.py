"""Changing a secret vote by the code of its receipt; nobody is asked who they are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from assemblies.domain.codes import read_code
from assemblies.models import Ballot
from assemblies.queries.ballot_page import BallotPage, State, ballot_page, find_ballot
from assemblies.queries.receipt_page import receipt_page
from assemblies.services.cast import change_secret
from assemblies.views.ballot_forms import ChangeForm
from confed.kernel.errors import BadInput, ConfedError

ASK = "ask"  # the receipt hands its code on, so that nobody types it twice on the same phone


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def ballot_change(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for code, word and new answers; a post changes the slip and prints its receipt anew."""
    found = find_ballot(code)
    page = ballot_page(found, None)
    asks = request.method != "POST" or request.POST.get("act") == ASK
    if asks and (not page.is_secret or page.state != State.NOT_MINE or not page.may_change):
        return redirect("ballot", code)
    texts = len(found.texts) or 1
    if request.method != "POST":
        return _show(request, page, ChangeForm(texts=texts))
    if asks:
        handed = {"code": request.POST.get("code", "")[:120], "word": request.POST.get("word", "")[:40]}
        return _show(request, page, ChangeForm(texts=texts, initial=handed))
    form = ChangeForm(request.POST, texts=texts)
    if not form.is_valid():
        return _show(request, page, form, status=400)
    try:
        return _change(request, found, form)
    except ConfedError as refusal:
        return _show(request, ballot_page(find_ballot(code), None), form, refusal, refusal.status)


def _change(request: HttpRequest, found: Ballot, form: ChangeForm) -> HttpResponse:
    slip = read_code(form.cleaned_data["code"])
    if slip is None:
        raise BadInput(
            _("This is not a receipt code."),
            _("Every vote stays as it is."),
            _("A code is three words and a number, like acorn-lilac-barley-417."),
        )
    receipt = change_secret(ballot=found, code=slip, word=form.cleaned_data["word"] or "", choice=form.choice)
    page = receipt_page(found, None, receipt.code, receipt.word, get_language() or "en")
    return render(request, "assemblies/receipt.html", {"page": page, "is_changed": True})


def _show(
    request: HttpRequest, page: BallotPage, form: ChangeForm, refusal: ConfedError | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "cards": [(text, form.data.get(text.field, "")) for text in page.texts],
        "refusal": refusal,
        "missing": bool(form.is_bound and form.missing),
        "problem": str(form.errors[form.missing[0]][0]) if form.is_bound and form.missing else "",
    }
    return render(request, "assemblies/ballot_change.html", context, status=status)
