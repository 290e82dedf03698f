"""Who on a roll needs a slip to sign in with."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.translation import gettext as _

from assemblies.models import Commune, RollEntry
from assemblies.queries.roll_page import claim_words
from assemblies.rules import may_keep_roll
from confed.kernel.errors import NotAllowed
from confed.kernel.models import Person

PAGE = 100


@dataclass(frozen=True, slots=True)
class CardRow:
    """An entry for which a slip or card can be printed."""

    id: int
    name: str
    card: str
    standing: str
    state: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class CardsPage:
    """A page of entries without an e-mail address."""

    slug: str
    commune: str
    rows: tuple[CardRow, ...]
    search: str
    number: int
    pages: int
    before: int
    after: int
    with_mail: int


def cards_page(commune: Commune, person: Person | None, search: str = "", number: int = 1) -> CardsPage:
    """The running entries whose bearer has no e-mail address, by name; those who never signed in are ticked."""
    keep = may_keep_roll(person, commune) if person else None
    if not keep:
        raise NotAllowed(
            _("Only secretaries of %(commune)s print ways in.") % {"commune": commune.name},
            do=_("Ask the secretary of %(commune)s.") % {"commune": commune.name},
        )
    running = RollEntry.objects.running().filter(commune=commune).select_related("person")
    without = Q(mail="") & (Q(person=None) | Q(person__mail=None))
    entries = running.filter(without).order_by("name", "pk")
    if search:
        entries = entries.filter(Q(name__icontains=search) | Q(card=search))
    pages = Paginator(entries, PAGE)
    page = pages.get_page(number)
    return CardsPage(
        slug=commune.slug,
        commune=commune.name,
        rows=tuple(
            CardRow(
                entry.pk,
                str(entry),
                entry.card,
                entry.get_standing_display(),
                claim_words(entry),
                entry.person is None or entry.person.last_login is None,
            )
            for entry in page.object_list
        ),
        search=search,
        number=page.number,
        pages=pages.num_pages,
        before=page.number - 1,
        after=page.number + 1 if page.has_next() else 0,
        with_mail=running.exclude(without).count(),
    )
