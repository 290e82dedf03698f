"""The frame of the answer that prints a receipt: the ways of a member through the house, without asking the database.

A hall votes within a minute; what stands round the receipt must not cost more than the vote.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assemblies.queries.receipt_page import ReceiptPage
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the frame."""

    href: str
    word: str | Promise
    glyph: str
    is_current: bool = False
    glyph_wide: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptFrame:
    """What `templates/base.html` asks of a frame."""

    place: str
    person: Person | None
    theme: str
    text_size: str
    nav: list[Way]
    tabs: list[Way]
    commune_slug: str
    commune_name: str
    is_empty: bool = False
    root_slug: str = ""


def receipt_frame(person: Person, page: ReceiptPage) -> ReceiptFrame:
    """Return the frame for the one who just voted."""
    now = Way(reverse("now"), _("Now"), "now")
    commune = reverse("commune", args=[page.slug])
    decisions = Way(reverse("register"), _("Decisions"), "tree")
    me = Way(reverse("me"), _("Me"), "me", glyph_wide=True)
    return ReceiptFrame(
        place=page.commune,
        person=person,
        theme=person.theme,
        text_size=person.text_size,
        nav=[now, Way(commune, page.commune, "house"), decisions, me],
        tabs=[now, Way(commune, _("Commune"), "house"), decisions, me],
        commune_slug=page.slug,
        commune_name=page.commune,
    )
