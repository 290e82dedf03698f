"""The register of decisions, and the short address of the council."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from confed.kernel.errors import NotThere
from confed.pages.queries.frame import place_of
from confed.pages.queries.register import STATES, Asked, register


@require_safe
def register_page(request: HttpRequest) -> HttpResponse:
    """Show the decisions that fit what is asked for; the address holds the question."""
    return render(request, "pages/register.html", {"page": register(_asked(request))})


@require_safe
def council(request: HttpRequest) -> HttpResponse:
    """Lead from /council/ to the one council at the top."""
    slug = place_of(None).root_slug
    if not slug:
        raise NotThere(
            _("Several confederations share this place, so the short address is not clear."),
            do=_("Look for the council in the list of communes."),
        )
    return redirect("commune", slug)


def _asked(request: HttpRequest) -> Asked:
    said = request.GET
    state = said.get("state", "")
    return Asked(
        words=said.get("q", "").strip()[:100],
        state=state if state in STATES else "",
        commune=said.get("commune", "")[:60],
        year=_number(said.get("year", ""), 0),
        oldest=said.get("order", "") == "oldest",
        page=max(_number(said.get("page", ""), 1), 1),
    )


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else otherwise
