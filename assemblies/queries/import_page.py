"""What the page of an import shows: columns, first rows, rows to look at, and what importing would do."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assemblies.domain.roll_columns import Meaning
from assemblies.domain.roll_import import ImportStage
from assemblies.models import Commune, RollImport
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.import_review import Answer, Review, review_of
from assemblies.queries.import_words import MEANING_WORDS
from assemblies.rules import held_by, may_keep_roll
from confed.kernel import clock
from confed.kernel.errors import NotAllowed, NotThere
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class Done:
    """The last import, while it can be undone."""

    id: int
    new: int
    changed: int
    confirmed_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The page of an import: a table to look at, or the way to read one."""

    slug: str
    commune: str
    zone: str
    review: Review | None
    done: Done | None
    meanings: tuple[Answer, ...]


def require_keeper(person: Person | None, commune: Commune, line: list[Commune] | None = None) -> None:
    """Let the keeper of the roll in; others read who that is."""
    keep = may_keep_roll(person, commune, held_by(person, commune, line)) if person else None
    if not keep:
        raise NotAllowed(
            _("Only secretaries of %(commune)s bring in members.") % {"commune": commune.name},
            _("The roll was not changed."),
            _("Ask the secretary of %(commune)s.") % {"commune": commune.name},
        )


def running_import(commune: Commune) -> RollImport | None:
    """The table that is being looked at, if there is one."""
    found = RollImport.objects.filter(commune=commune, stage=ImportStage.READ, expires_at__gt=clock.now())
    return found.select_related("commune").first()


def find_import(commune: Commune, pk: int) -> RollImport:
    """The import of this commune; NotThere without one."""
    found = RollImport.objects.select_related("commune").filter(commune=commune, pk=pk).first()
    if found is None:
        raise NotThere(_("There is no such import."), do=_("Open the page of the roll."))
    return found


def import_page(commune: Commune, person: Person | None) -> ImportPage:
    """The import page for the keeper of the roll; some 12 queries at any size."""
    line = line_of(commune)
    require_keeper(person, commune, line)
    zone = zone_in(line)
    kept = running_import(commune)
    last = (
        RollImport.objects.filter(commune=commune, stage=ImportStage.CONFIRMED, expires_at__gt=clock.now())
        .defer("rows", "before", "made")
        .order_by("-confirmed_at")
        .first()
    )
    return ImportPage(
        slug=commune.slug,
        commune=commune.name,
        zone=zone,
        review=review_of(kept, line) if kept else None,
        done=_done(last, zone) if last else None,
        meanings=tuple(Answer(meaning.value, str(MEANING_WORDS[meaning])) for meaning in Meaning),
    )


def _done(last: RollImport, zone: str) -> Done:
    confirmed_at = last.confirmed_at or last.read_at
    return Done(
        last.pk,
        last.count_new,
        last.count_changed,
        confirmed_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None),
        last.expires_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None),
    )
