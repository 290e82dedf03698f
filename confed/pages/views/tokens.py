"""Tokens for programs: made, listed and ended by the person for whom they act."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from confed.kernel.access import is_fresh
from confed.kernel.errors import ConfedError, NotAllowed
from confed.kernel.models import Person
from confed.kernel.tokens import end_token, issue_token
from confed.pages.forms import TokenForm
from confed.pages.queries.tokens import tokens_of
from confed.pages.rules import SHARED


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List the person's tokens, after a fresh sign-in; a post ends one, or makes one that is shown this once."""
    person = cast(Person, request.user)
    if not is_fresh(request.session):
        return redirect(f"{reverse('sign_in_again')}?{urlencode({'next': reverse('tokens')})}")
    if SHARED in request.session:
        raise NotAllowed(
            _("Not on a phone that is not yours."),
            _("Nothing was changed."),
            _("Sign in on a device of your own; a token made here would stay here."),
        )
    if request.method == "POST" and request.POST.get("act") == "end":
        end_token(actor=person, code=request.POST.get("token", "")[:10])
        messages.success(request, _("This token no longer lets in."))
        return redirect("tokens")
    form = TokenForm(request.POST or None)
    made, refusal = "", None
    if request.method == "POST" and form.is_valid():
        try:
            made = issue_token(actor=person, name=form.cleaned_data["name"], days=form.cleaned_data["days"])
        except ConfedError as stopped:
            refusal = stopped
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"tokens": tokens_of(person), "form": form, "made": made, "refusal": refusal}
    return render(request, "pages/tokens.html", context, status=status)
