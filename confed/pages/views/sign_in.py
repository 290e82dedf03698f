"""Signing in by a mailed code or a paper slip, and signing out."""

from smtplib import SMTPException
from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import ConfirmLoginCodeView
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assemblies.services.roll import claim_entries
from confed.kernel.access import peek_code, redeem_code
from confed.kernel.errors import NotThere
from confed.pages.forms import MailForm
from confed.pages.rules import SHARED
from confed.pages.services.sign_in import register_from_roll


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a mail address and send a code to it; an unknown address gets the same answer."""
    if request.user.is_authenticated:
        return redirect(next_of(request) or "now")
    form = MailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mark_shared(request, shared=form.cleaned_data["shared"])
        return send_code(request, form.cleaned_data["mail"], next_of(request), form)
    return _door(request, form, 400 if form.errors else 200)


def send_code(request: HttpRequest, mail: str, next_address: str, form: MailForm | None = None) -> HttpResponse:
    """Send six digits and lead to where they are typed in; on a fault show the door again."""
    form = form or MailForm({"mail": mail})
    form.is_valid()
    register_from_roll(mail=mail)
    asked = RequestLoginCodeForm({"email": mail})
    if not asked.is_valid():
        form.add_error("mail", _("Too many tries with this address. Wait 10 minutes or ask for a paper slip."))
        return _door(request, form, 429)
    try:
        LoginCodeVerificationProcess.initiate(request=request, user=asked._user, email=mail)
    except (SMTPException, OSError):
        form.add_error("mail", _("The mail could not be sent just now. Nothing happened. Try again soon."))
        return _door(request, form, 503)
    return HttpResponseRedirect(_with_next(reverse("sign_in_code"), next_address))


def mark_shared(request: HttpRequest, *, shared: bool) -> None:
    """Remember until the sign-in whether this phone belongs to somebody else."""
    if shared:
        request.session[SHARED] = True
    else:
        request.session.pop(SHARED, None)


def _door(request: HttpRequest, form: MailForm, status: int) -> HttpResponse:
    context = {"form": form, "next": next_of(request), "ended": request.GET.get("ended", "")}
    return render(request, "pages/sign_in.html", context, status=status)


class _CodeView(ConfirmLoginCodeView):  # type: ignore[misc]
    """The library's own check of a code, with the house's page."""

    template_name = "pages/sign_in_code.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say how many tries are left; after the last one a new code must be asked for."""
        if not self._process.record_invalid_attempt():
            return HttpResponseRedirect(reverse("sign_in") + "?ended=tries")
        left = self._process.max_attempts - self._process.state["failed_attempts"]
        context = self.get_context_data(form=form, tries_left=left)
        return self._page(context, 400)

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super()._resend_form_valid(form)
        except (SMTPException, OSError):
            return self._page(self.get_context_data(form=form, unsent=True), 503)
        messages.success(self.request, _("Sent again. Only the new code works."))
        return response

    def _page(self, context: dict[str, Any], status: int) -> HttpResponse:
        response: HttpResponse = self.render_to_response(context, status=status)
        return response


_code_view = _CodeView.as_view()


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Take the six digits and let in whom they belong to."""
    response: HttpResponse = _code_view(request)
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_slip(request: HttpRequest, token: str) -> HttpResponse:
    """Show whose slip this is; a press of the button uses it up and lets them in."""
    if request.method == "POST":
        person = redeem_code(token=token)
        mark_shared(request, shared="shared" in request.POST)
        login(request, person)
        claim_entries(actor=person)
        return redirect(next_of(request) or "now")
    owner = peek_code(token)
    if owner is None:
        raise NotThere(
            _("This slip is used up, too old, or not known here."),
            safe=_("Nothing happened."),
            do=_("Sign in with a mailed code, or ask your secretary for a new slip."),
        )
    return render(request, "pages/sign_in_slip.html", {"owner": owner, "next": next_of(request)})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("now")


def next_of(request: HttpRequest) -> str:
    """The page of this house to go on to; nothing where the address is another host's."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own else ""


def _with_next(address: str, next_address: str) -> str:
    return f"{address}?{urlencode({'next': next_address})}" if next_address else address
