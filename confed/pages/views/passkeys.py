"""Passkeys: kept and removed by their owner, and a way in for everybody who has one."""

from typing import Any, cast

from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.generic.edit import FormView

from confed.kernel.access import is_fresh
from confed.kernel.errors import BadInput
from confed.kernel.models import Person
from confed.pages.queries.devices import device_name, passkeys_of
from confed.pages.services.devices import keep_passkey, remove_passkey

AT_MOST = 60


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def passkeys(request: HttpRequest) -> HttpResponse:
    """List the person's passkeys; asked for JSON, begin a new one; a post keeps or removes one."""
    person = cast(Person, request.user)
    if not is_fresh(request.session):
        return redirect(f"{reverse('sign_in_again')}?{urlencode({'next': reverse('passkeys')})}")
    if request.method != "POST":
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"options": auth.begin_registration(person, passwordless=True)})
        return _page(request, person)
    if request.POST.get("act") == "remove":
        found = request.POST.get("passkey", "")
        if not (found.isascii() and found.isdigit() and len(found) < 19):
            raise BadInput(_("There is no such passkey."), _("Nothing was changed."))
        remove_passkey(actor=person, passkey=int(found))
        messages.success(request, _("This passkey no longer signs you in."))
        return redirect("passkeys")
    form = AddWebAuthnForm({**request.POST.dict(), "passwordless": "on"}, user=person)
    if not _is_valid(form):
        return _page(request, person, 400)
    name = request.POST.get("name", "").strip()[:AT_MOST] or device_name(request.headers.get("User-Agent", ""))
    keep_passkey(actor=person, name=name, credential=form.cleaned_data["credential"])
    messages.success(request, _("Kept. From now on this device signs you in with the passkey."))
    return redirect("passkeys")


def _is_valid(form: Any) -> bool:
    # The library checks what an authenticator sends, and stumbles over what none would send.
    try:
        return bool(form.is_valid())
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _page(request: HttpRequest, person: Person, status: int = 200) -> HttpResponse:
    context = {
        "passkeys": passkeys_of(person),
        "name": device_name(request.headers.get("User-Agent", "")),
        "failed": status != 200,
    }
    return render(request, "pages/passkeys.html", context, status=status)


@method_decorator(ratelimit.decorator(app="allauth.mfa", action="webauthn_login"), name="dispatch")
class _PasskeyView(LoginWebAuthnView):  # type: ignore[misc]
    """The library's own check of a passkey; who is signed in already signs in afresh."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let those in who are signed in: they were asked to sign in again."""
        return FormView.dispatch(self, request, *args, **kwargs)  # type: ignore[return-value]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check what the browser sent."""
        form = self.get_form()
        answer: HttpResponse = self.form_valid(form) if _is_valid(form) else self.form_invalid(form)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that it did not work; the code way is on the same page."""
        return HttpResponseRedirect(reverse("sign_in") + "?ended=passkey")


_passkey_view = _PasskeyView.as_view()


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """Ask the browser for a passkey, and let in whom it belongs to."""
    response: HttpResponse = _passkey_view(request)
    return response
