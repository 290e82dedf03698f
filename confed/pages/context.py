"""The frame of every page: place, navigation, theme. Read only when a template asks for it."""

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from confed.kernel.frame import Link
from confed.kernel.models import Person
from confed.pages.queries.frame import Place, place_of
from confed.pages.queries.notices import Notice, notices
from confed.pages.rules import SHARED

DECISION_PAGES = {"register", "decision"}
COUNCIL_PAGES = {"council", "council_live", "council_vote"}
MANDATE_PAGES = {"my_mandates"}
MY_PAGES = {"me", "passkeys", "sign_in", "sign_in_again", "sign_in_code", "sign_in_slip"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round every page."""

    place: str | Promise
    root_slug: str
    commune_slug: str
    commune_name: str
    is_empty: bool
    person: Person | None
    theme: str
    text_size: str
    is_shared: bool
    nav: list[Link]
    tabs: list[Link]
    notices: list[Notice]


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the templates `frame`."""
    return {"frame": SimpleLazyObject(partial(_frame_of, request))}


def _frame_of(request: HttpRequest) -> Frame:
    user = getattr(request, "user", None)
    person = user if isinstance(user, Person) else None
    place = place_of(person)
    here = _Here(request)
    return Frame(
        place=place.root_name or _("Assemblies"),
        root_slug=place.root_slug,
        commune_slug=place.commune_slug,
        commune_name=place.commune_name,
        is_empty=place.is_empty,
        person=person,
        theme=person.theme if person else "",
        text_size=person.text_size if person else "",
        is_shared=person is not None and SHARED in request.session,
        nav=_nav(place, person, here),
        tabs=_tabs(place, person, here),
        notices=notices(),
    )


class _Here:
    """Where the reader is: the name of the page and the commune in its address."""

    def __init__(self, request: HttpRequest) -> None:
        match = request.resolver_match
        self.name = match.url_name or "" if match else ""
        self.slug = match.kwargs.get("slug", "") if match else ""

    def on(self, names: set[str]) -> bool:
        return self.name in names

    def at(self, slug: str) -> bool:
        return bool(slug) and self.slug == slug and not self.on(DECISION_PAGES | COUNCIL_PAGES | MANDATE_PAGES)


def _now(here: _Here) -> Link:
    return Link(reverse("now"), _("Now"), "now", here.on({"now"}))


def _decisions(here: _Here) -> Link:
    return Link(reverse("register"), _("Decisions"), "tree", here.on(DECISION_PAGES))


def _council(place: Place, here: _Here) -> Link:
    return Link(
        reverse("commune", args=[place.root_slug]),
        _("Council"),
        "people",
        here.on(COUNCIL_PAGES) or here.at(place.root_slug),
    )


def _commune(place: Place, here: _Here, word: str | Promise) -> Link:
    return Link(reverse("commune", args=[place.commune_slug]), word, "house", here.at(place.commune_slug))


def _mandates(here: _Here) -> Link:
    return Link(reverse("my_mandates"), _("Mandates"), "lock", here.on(MANDATE_PAGES))


def _me(person: Person | None, here: _Here, word: str | Promise) -> Link:
    if person is None:
        return Link(reverse("sign_in"), _("Sign in"), "key", here.on(MY_PAGES), glyph_wide=True)
    return Link(reverse("me"), word, "me", here.on(MY_PAGES), glyph_wide=True)


def _nav(place: Place, person: Person | None, here: _Here) -> list[Link]:
    if place.is_empty:
        return [Link(reverse("founding"), _("Begin"), "house", here.on({"founding"}))]
    links = [_now(here)]
    if place.commune_slug:
        links.append(_commune(place, here, place.commune_name))
    links.append(_decisions(here))
    if place.root_slug and place.root_slug != place.commune_slug:
        links.append(_council(place, here))
    if place.is_delegate:
        links.append(_mandates(here))
    links.append(Link(reverse("register") + "#q", _("Search"), "search", glyph_wide=True))
    first_name = person.name.split(" ")[0] if person and person.name else _("Me")
    links.append(_me(person, here, first_name))
    return links


def _tabs(place: Place, person: Person | None, here: _Here) -> list[Link]:
    if place.is_empty:
        return []
    links = [_now(here)]
    if place.is_delegate:
        links.append(_mandates(here))
    elif place.commune_slug:
        links.append(_commune(place, here, _("Commune")))
    elif place.root_slug:
        links.append(_council(place, here))
    return [*links, _decisions(here), _me(person, here, _("Me"))]
