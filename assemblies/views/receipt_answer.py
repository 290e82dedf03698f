"""The answer that prints a receipt: what stands round it is the same for the whole hall and made once.

A hall votes within a minute; the page round a receipt must not cost more than the vote. What is kept here is the frame
alone, which holds nothing of a voter and nothing of a vote but its place on the agenda.
"""

import secrets
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assemblies.queries.receipt_page import ReceiptPage
from confed.kernel.access import SHARED
from confed.kernel.frame import Link
from confed.kernel.models import Person

_INSIDE = f"[[{secrets.token_hex(8)}]]"  # stands on no page by chance


@dataclass(frozen=True, slots=True)
class ReceiptFrame:
    """What `templates/base.html` asks of a frame: the ways of a member through the house, without a query."""

    place: str
    theme: str
    text_size: str
    nav: list[Link]
    tabs: list[Link]
    commune_slug: str
    commune_name: str
    person: bool = True  # who gets a receipt is signed in
    is_empty: bool = False
    root_slug: str = ""
    is_shared: bool = False  # what is kept on somebody else’s phone goes with the sign-in
    notices: tuple[()] = ()  # what the instance says of itself stands on the pages before and after


@dataclass(frozen=True, slots=True)
class ReceiptRound:
    """All on which the page round a receipt depends."""

    language: str
    theme: str
    text_size: str
    commune: str
    slug: str
    assembly: int
    item: int
    is_shared: bool = False


def receipt_answer(request: HttpRequest, person: Person, page: ReceiptPage) -> HttpResponse:
    """Print the receipt for the one who just voted."""
    what = ReceiptRound(
        get_language() or "",
        person.theme,
        person.text_size,
        page.commune,
        page.slug,
        page.assembly,
        page.item,
        SHARED in request.session,
    )
    before, after = _around(what)
    inside = render_to_string("assemblies/partials/receipt_body.html", {"page": page}, request)
    return HttpResponse(f"{before}{inside}{after}")


@lru_cache(maxsize=512)
def _around(what: ReceiptRound) -> tuple[str, str]:
    context = {"page": what, "frame": receipt_frame(what), "inside": _INSIDE}
    before, after = render_to_string("assemblies/receipt.html", context).split(_INSIDE)
    return before, after


def receipt_frame(what: ReceiptRound) -> ReceiptFrame:
    """Return the frame in the language, light and size of whoever reads it."""
    now = Link(reverse("now"), _("Now"), "now")
    commune = reverse("commune", args=[what.slug])
    decisions = Link(reverse("register"), _("Decisions"), "tree")
    me = Link(reverse("me"), _("Me"), "me", glyph_wide=True)
    return ReceiptFrame(
        place=what.commune,
        theme=what.theme,
        text_size=what.text_size,
        nav=[now, Link(commune, what.commune, "house"), decisions, me],
        tabs=[now, Link(commune, _("Commune"), "house"), decisions, me],
        commune_slug=what.slug,
        commune_name=what.commune,
        is_shared=what.is_shared,
    )
