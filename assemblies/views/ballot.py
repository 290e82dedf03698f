"""The ballot: the question, the cards, and one button; its post answers with the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from assemblies.models import Ballot
from assemblies.queries.ballot_page import ballot_page, find_ballot, find_to_cast
from assemblies.queries.find import person_of
from assemblies.queries.receipt_page import receipt_page
from assemblies.queries.receipts import fresh_code
from assemblies.services.cast import cast_named, cast_secret
from assemblies.views.ballot_forms import BallotForm
from assemblies.views.receipt_answer import receipt_answer
from confed.kernel.errors import ConfedError, NotAllowed, RuleStops
from confed.kernel.models import Person


@never_cache
@require_safe
def ballot(request: HttpRequest, code: str) -> HttpResponse:
    """Show the ballot to everybody; who may vote finds its form, with a fresh code where it is secret."""
    found = find_ballot(code)
    return _show(request, found, BallotForm(texts=len(found.texts) or 1))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def ballot_done(request: HttpRequest, code: str) -> HttpResponse:
    """Cast a vote and print its receipt; looked at later, say that one voted, and nothing else.

    The code of a secret vote is printed in the answer to the post itself: the same post sent again finds its own slip.
    """
    found = find_to_cast(code)
    person = person_of(request.user)
    if request.method != "POST":
        page = receipt_page(found, person)
        if not page.has_voted:
            return redirect("ballot", code)
        return render(request, "assemblies/receipt.html", {"page": page})
    form = BallotForm(request.POST, texts=len(found.texts) or 1)
    if not form.is_valid():
        return _show(request, found, form, status=400)
    try:
        return _cast(request, found, person, form)
    except ConfedError as refusal:
        return _show(request, found, form, refusal=refusal, status=refusal.status)


def _cast(request: HttpRequest, found: Ballot, person: Person | None, form: BallotForm) -> HttpResponse:
    if person is None:
        raise NotAllowed(_("You are not signed in."), _("Your vote is not in."), _("Sign in, then cast it."))
    if found.method == Ballot.Method.NAMED:
        cast_named(actor=person, ballot=found, choice=form.choice)
        return redirect("ballot_done", found.code)
    if found.method != Ballot.Method.SECRET:
        raise RuleStops(_("This vote is taken in the hall."), safe=_("Nothing was changed."))
    drawn = form.cleaned_data["code"] or 0
    receipt = cast_secret(
        actor=person, ballot=found, choice=form.choice, code=drawn, word=form.cleaned_data["word"] or ""
    )
    page = receipt_page(found, person, receipt.code, receipt.word, get_language() or "en")
    return receipt_answer(request, person, page)


def _show(
    request: HttpRequest,
    found: Ballot,
    form: BallotForm,
    refusal: ConfedError | None = None,
    status: int = 200,
) -> HttpResponse:
    page = ballot_page(find_ballot(found.code) if form.is_bound else found, person_of(request.user))
    drawn = form.cleaned_data.get("code") if form.is_bound else None
    context = {
        "page": page,
        "form": form,
        "cards": [(text, form.data.get(text.field, "")) for text in page.texts],
        "drawn": drawn or fresh_code(),
        "refusal": refusal,
        "missing": bool(form.is_bound and form.missing),
        "problem": next((str(form.errors[name][0]) for name in form.errors), "") if form.is_bound else "",
    }
    return render(request, "assemblies/ballot.html", context, status=status)
