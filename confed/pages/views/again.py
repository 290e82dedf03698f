"""Signing in again, before something that asks for a fresh sign-in."""

from typing import cast

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from confed.kernel.access import is_fresh
from confed.kernel.models import Person
from confed.pages.queries.devices import passkeys_of
from confed.pages.rules import SHARED
from confed.pages.views.sign_in import next_of, send_code


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Say why, and offer a passkey or a code; asking for a code ends the old sign-in first."""
    person = cast(Person, request.user)
    address = next_of(request)
    if is_fresh(request.session):
        return redirect(address or "now")
    mail = person.mail or ""
    if request.method == "POST" and mail:
        shared = bool(request.session.get(SHARED))
        logout(request)
        if shared:
            request.session[SHARED] = True
        return send_code(request, mail, address)
    context = {"mail": mail, "next": address, "has_passkey": bool(passkeys_of(person))}
    return render(request, "pages/sign_in_again.html", context)
