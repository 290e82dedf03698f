"""The public list of codes after closing, and the check that needs no sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from assemblies.queries.ballot_page import find_ballot
from assemblies.queries.codes_page import codes_page
from assemblies.queries.receipt_page import checked
from assemblies.queries.receipts import check_receipt
from assemblies.views.ballot_forms import CheckForm


@never_cache
@require_safe
def ballot_codes(request: HttpRequest, code: str) -> HttpResponse:
    """Show the list to everybody."""
    found = find_ballot(code)
    context = {"page": codes_page(found, get_language() or "en"), "form": CheckForm()}
    return render(request, "assemblies/codes.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def ballot_check(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a typed code is on the list."""
    found = find_ballot(code)
    language = get_language() or "en"
    form = CheckForm(request.POST or None)
    answer = None
    if form.is_valid():
        values = form.cleaned_data
        answer = checked(check_receipt(found, values["code"], values["word"], language))
    context = {"page": codes_page(found, language, with_list=False), "form": form, "answer": answer}
    return render(request, "assemblies/check.html", context, status=400 if form.errors else 200)
