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
from confed.pages.services.sign_in import register_from_roll


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a mail address and send a code to it; an unknown address gets the same answer."""
    if request.user.is_authenticated:
        return redirect(_next_of(request) or "now")
    form = MailForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            mail = form.cleaned_data["mail"]
            register_from_roll(mail=mail)
            asked = RequestLoginCodeForm({"email": mail})
            if not asked.is_valid():
                form.add_error("mail", _("Too many tries with this address. Wait 10 minutes or ask for a paper slip."))
                status = 429
            else:
                try:
                    LoginCodeVerificationProcess.initiate(request=request, user=asked._user, email=mail)
                    return HttpResponseRedirect(_with_next(reverse("sign_in_code"), _next_of(request)))
                except (SMTPException, OSError):
                    form.add_error("mail", _("The mail could not be sent just now. Nothing happened. Try again soon."))
                    status = 503
    context = {"form": form, "next": _next_of(request), "ended": request.GET.get("ended", "")}
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
        login(request, person)
        claim_entries(actor=person)
        return redirect("now")
    owner = peek_code(token)
    if owner is None:
        raise NotThere(
            _("This slip is used up, too old, or not known here."),
            safe=_("Nothing happened."),
            do=_("Sign in with a mailed code, or ask your secretary for a new slip."),
        )
    return render(request, "pages/sign_in_slip.html", {"owner": owner})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("now")


def _next_of(request: HttpRequest) -> str:
    address = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own else ""


def _with_next(address: str, next_address: str) -> str:
    return f"{address}?{urlencode({'next': next_address})}" if next_address else address
