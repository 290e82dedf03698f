"""What a person sets for themselves: language, light and dark; and where they are signed in."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from confed.kernel.errors import BadInput
from confed.kernel.models import Person
from confed.kernel.person import change_settings
from confed.pages.forms import SettingsForm
from confed.pages.queries.me import me_page
from confed.pages.services.devices import end_other_sessions, end_session


@login_required
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show and keep the person's own settings."""
    person = cast(Person, request.user)
    form = SettingsForm(request.POST or None, initial=_as_set(person))
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        change_settings(
            actor=person,
            language=language,
            theme=form.cleaned_data["theme"],
            text_size=form.cleaned_data["text_size"],
            wants_mail=form.cleaned_data["wants_mail"],
        )
        messages.success(request, _("Kept."))
        response = redirect("me")
        if language:
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=request.is_secure())
        else:
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    page = me_page(person, request.session.get_expiry_date(), request.session.session_key or "")
    return render(request, "pages/me.html", {"form": form, "page": page})


def _as_set(person: Person) -> dict[str, object]:
    return {
        "language": person.language,
        "theme": person.theme,
        "text_size": person.text_size,
        "wants_mail": person.wants_mail,
    }


@login_required
@require_POST
def devices(request: HttpRequest) -> HttpResponse:
    """End the sign-in on another device, or all others at once."""
    person = cast(Person, request.user)
    found = request.POST.get("device", "")
    if found == "others":
        ended = end_other_sessions(actor=person, but=request.session.session_key or "")
        messages.success(request, ngettext("%(n)s sign-in ended.", "%(n)s sign-ins ended.", ended) % {"n": ended})
        return redirect("me")
    if not (found.isascii() and found.isdigit() and len(found) < 19):
        raise BadInput(_("There is no such sign-in."), _("Nothing was changed."))
    end_session(actor=person, device=int(found))
    messages.success(request, _("Signed out there."))
    return redirect("me")
