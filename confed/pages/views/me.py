"""What a person sets for themselves: language, light and dark; and where they are signed in."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from confed.kernel.models import Person
from confed.kernel.person import change_settings
from confed.pages.forms import SettingsForm
from confed.pages.queries.me import me_page


@login_required
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show and keep the person's own settings."""
    person = cast(Person, request.user)
    form = SettingsForm(request.POST or None, initial={"language": person.language, "theme": person.theme})
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        change_settings(actor=person, language=language, theme=form.cleaned_data["theme"])
        messages.success(request, _("Kept."))
        response = redirect("me")
        if language:
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=request.is_secure())
        else:
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    page = me_page(person, request.session.get_expiry_date())
    return render(request, "pages/me.html", {"form": form, "page": page})
