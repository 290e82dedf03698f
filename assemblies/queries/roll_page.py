"""The roll of one commune as its members see it, a page at a time."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from assemblies.models import Commune, RollEntry
from assemblies.rules import may_keep_roll
from confed.kernel.errors import NotAllowed, NotThere, Verdict
from confed.kernel.models import Person

PAGE = 50


@dataclass(frozen=True, slots=True)
class RollRow:
    """One entry: who, with which rights, since when."""

    id: int
    name: str
    standing: str
    card: str
    rights: str
    claim: str
    joined_on: date


@dataclass(frozen=True, slots=True)
class RollPage:
    """A page of the roll, with the numbers of the whole."""

    slug: str
    commune: str
    voters: int
    speakers: int
    rows: tuple[RollRow, ...]
    number: int
    pages: int
    found: int
    search: str
    may_keep: Verdict

    @property
    def before(self) -> int:
        """The page before; 0 when this is the first."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The page after; 0 when this is the last."""
        return self.number + 1 if self.number < self.pages else 0


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry, to be changed or ended."""

    commune_id: int
    slug: str
    commune: str
    row: RollRow
    words: dict[str, str]
    is_erased: bool
    leaves_on: date | None
    rights: dict[str, object]
    ended_on: date | None
    may_keep: Verdict


def rights_words(entry: RollEntry) -> str:
    """What this entry may do, in one line."""
    if entry.may_vote:
        return _("may speak and vote")
    return _("may speak, no vote") if entry.may_speak else _("neither speaks nor votes")


def claim_words(entry: RollEntry) -> str:
    """Whether the bearer of this entry can sign in, and by what; `person` is read with the entry."""
    if entry.person is not None and entry.person.last_login:
        return _("has signed in")
    if entry.mail or (entry.person is not None and entry.person.mail):
        return _("can sign in with a mailed code")
    if entry.person is not None:
        return _("slip not used yet")
    return _("no e-mail, no slip yet")


def _row(entry: RollEntry) -> RollRow:
    return RollRow(
        id=entry.pk,
        name=str(entry),
        standing=entry.get_standing_display(),
        card=entry.card,
        rights=rights_words(entry),
        claim=claim_words(entry),
        joined_on=entry.joined_on,
    )


def require_member(person: Person | None, commune: Commune) -> Verdict:
    """Let members and the keeper of the roll in; others read why not. Returns whether they may keep it."""
    keep = may_keep_roll(person, commune) if person else Verdict(False, _("Sign in first."))
    if keep:
        return keep
    if person and RollEntry.objects.running().filter(commune=commune, person=person).exists():
        return keep
    raise NotAllowed(
        _("Only members of %(commune)s see this.") % {"commune": commune.name},
        _("What it decides is public."),
        _("Sign in, or ask the secretary of %(commune)s.") % {"commune": commune.name},
    )


def roll_page(commune: Commune, person: Person | None, search: str = "", number: int = 1) -> RollPage:
    """The running entries whose name or card matches, by name; four queries at any size."""
    keep = require_member(person, commune)
    running = RollEntry.objects.running().filter(commune=commune)
    counts = running.aggregate(
        voters=Count("pk", filter=Q(may_vote=True)), speakers=Count("pk", filter=Q(may_speak=True))
    )
    entries = running.select_related("person").order_by("name", "pk")
    if search:
        entries = entries.filter(Q(name__icontains=search) | Q(card=search))
    pages = Paginator(entries, PAGE)
    page = pages.get_page(number)
    return RollPage(
        slug=commune.slug,
        commune=commune.name,
        voters=counts["voters"],
        speakers=counts["speakers"],
        rows=tuple(_row(entry) for entry in page.object_list),
        number=page.number,
        pages=pages.num_pages,
        found=pages.count,
        search=search,
        may_keep=keep,
    )


def find_entry(commune_id: int, pk: int) -> RollEntry:
    """The entry of this roll; NotThere without one."""
    found = RollEntry.objects.select_related("commune", "person").filter(commune=commune_id, pk=pk).first()
    if found is None:
        raise NotThere(_("This entry is not on the roll."), do=_("Look for the name on the list."))
    return found


def entry_page(commune: Commune, person: Person | None, pk: int) -> EntryPage:
    """One entry of this roll, to be changed or ended."""
    keep = require_member(person, commune)
    entry = find_entry(commune.pk, pk)
    return EntryPage(
        commune_id=commune.pk,
        slug=commune.slug,
        commune=commune.name,
        row=_row(entry),
        words={"name": entry.name, "card": entry.card, "mail": entry.mail} if keep else {},
        is_erased=not entry.name,
        leaves_on=entry.leaves_on,
        rights={"standing": entry.standing, "may_speak": entry.may_speak, "may_vote": entry.may_vote},
        ended_on=entry.ended_on,
        may_keep=keep,
    )
