"""When something does not work: no such page, not yours, too old a form, our fault."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext_lazy as _

from confed.kernel.errors import BadInput, ConfedError, NotAllowed, NotThere


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address."""
    return _refusal(
        request,
        NotThere(
            _("There is no page here."),
            do=_("Decisions are never taken away; search for the number or a word."),
        ),
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not for these eyes."""
    return _refusal(request, NotAllowed(_("This is not yours to do."), do=_("What was decided is public.")))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read."""
    return _refusal(request, BadInput(_("What was sent cannot be read."), safe=_("Nothing was changed.")))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its seal: too old, or cookies are off."""
    return _refusal(
        request,
        NotAllowed(
            _("Not sent. This page was open for too long."),
            safe=_("Nothing was changed."),
            do=_("Go back, load the page again and send it once more. Cookies must be on."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault: a page that needs no database."""
    return HttpResponse(loader.get_template("pages/fault.html").render({}), status=500)


def _refusal(request: HttpRequest, refusal: ConfedError) -> HttpResponse:
    return render(request, "pages/refusal.html", {"refusal": refusal}, status=refusal.status)
