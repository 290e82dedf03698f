"""Names under a petition: signed once, taken back before it is valid, entered from paper sheets by tellers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.models import Elector, RollEntry
from assemblies.services.inputs import said_words
from confed.kernel import clock
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import Person
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from delegates import rules, signals
from delegates.domain.stages import OPEN_FOR_NAMES
from delegates.models import Petition, Signature
from delegates.services.petition_end import enter

SAFE = gettext_lazy("The names that stand are not touched.")
MOST_LINES = 200
MOST_NUMBER = 20  # letters of the number of a sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """What became of the lines of a paper sheet."""

    counted: int
    twice: tuple[str, ...]
    unknown: tuple[str, ...]


@use_case
def sign_petition(*, actor: Person, petition: Petition) -> Signature:
    """Put one's name under a petition; a second time changes nothing (rulebook, recall).

    Raises NotAllowed (another commune, not on the roll at filing), RuleStops (names are closed).
    """
    petition = _open_for_names(petition)
    return write_name(petition, _own_entry(actor, petition))


@use_case
def withdraw_signature(*, actor: Person, petition: Petition) -> Petition:
    """Take one's name back, as long as names are collected; repeatable (rulebook, recall)."""
    petition = _open_for_names(petition)
    _take_back(petition, _own_entry(actor, petition))
    return petition


@use_case
def enter_sheet(*, actor: Person, petition: Petition, sheet: str, lines: Sequence[str]) -> Sheet:
    """Enter the lines of one paper sheet, each a card or a name of the roll at filing, checked by a teller.

    Names that stand already, and lines that nobody on that roll fits, are returned and not counted. The journal keeps
    how many were entered. Raises NotAllowed, BadInput, RuleStops (rulebook, recall).
    """
    petition = _open_for_names(petition)
    rules.may_check_names(actor, petition).require()
    number = said_words(sheet, most=MOST_NUMBER)
    asked = [line.strip() for line in lines if line.strip()]
    if not number or not asked or len(asked) > MOST_LINES:
        raise BadInput(_("A sheet has a number and up to %(most)s names, one on a line.") % {"most": MOST_LINES}, SAFE)
    found = _by_line(petition)
    standing = set(_names(petition).values_list("entry_id", flat=True))
    counted, twice, unknown = 0, [], []
    for line in asked:
        entries = found.get(line.casefold(), [])
        if len(entries) != 1:
            unknown.append(line)
        elif entries[0].pk in standing:
            twice.append(line)
        else:
            write_name(petition, entries[0], sheet=number, checked_by=actor)
            standing.add(entries[0].pk)
            counted += 1
    if counted:
        enter(actor, petition, signals.SHEET_ENTERED, {"names": counted, "sheet": number})
    return Sheet(counted, tuple(twice), tuple(unknown))


@use_case
def strike_name(*, actor: Person, petition: Petition, entry: RollEntry) -> Petition:
    """Take a name off again that a sheet bears wrongly; one signed by phone is its owner's own (rulebook, recall)."""
    petition = _open_for_names(petition)
    rules.may_check_names(actor, petition).require()
    if not _names(petition).filter(entry=entry).exclude(sheet="").exists():
        raise BadInput(_("This name does not stand on a paper sheet."), SAFE)
    _take_back(petition, entry)
    return petition


def write_name(petition: Petition, entry: RollEntry, *, sheet: str = "", checked_by: Person | None = None) -> Signature:
    """Write a name whose signing was allowed; one taken back stands again. Called by acts that hold the petition."""
    signature, is_new = Signature.objects.get_or_create(
        petition=petition,
        entry=entry,
        defaults={"signed_at": clock.now(), "sheet": sheet, "checked_by": checked_by},
    )
    if not is_new and signature.withdrawn_at is not None:
        signature.withdrawn_at, signature.signed_at = None, clock.now()
        signature.sheet, signature.checked_by = sheet, checked_by
        signature.save(update_fields=["withdrawn_at", "signed_at", "sheet", "checked_by"])
    ping(f"petition-{petition.code}")
    return signature


def _open_for_names(petition: Petition) -> Petition:
    petition = (
        Petition.objects.select_for_update(of=("self",))
        .select_related("commune", "delegate__entry")
        .get(pk=petition.pk)
    )
    if petition.stage in OPEN_FOR_NAMES and clock.now() < petition.ends_at:
        return petition
    if petition.ended_at is None and petition.validated_at is not None:
        raise RuleStops(
            _("This petition has its names; the assembly votes on it."), SAFE, _("Come to the assembly and vote.")
        )
    raise RuleStops(_("Names are not collected any more."), SAFE, _("A new petition may be filed."))


def _own_entry(actor: Person, petition: Petition) -> RollEntry:
    row = Elector.objects.filter(snapshot=petition.snapshot_id, entry__person=actor).select_related("entry").first()
    entry = row.entry if row else RollEntry.objects.running().filter(commune=petition.commune_id, person=actor).first()
    rules.may_petition(entry, petition.commune).require()
    if row is None:
        raise NotAllowed(
            _("You were not on the roll of %(commune)s with a vote when this petition was filed.")
            % {"commune": petition.commune.name},
            SAFE,
            rule=_("The roll of that day is the base; it does not move while names are collected."),
        )
    return row.entry


def _by_line(petition: Petition) -> dict[str, list[RollEntry]]:
    """Everybody with a vote at filing who still has it, by card and by name as a sheet may bear them."""
    found: dict[str, list[RollEntry]] = {}
    electors = Elector.objects.filter(snapshot=petition.snapshot_id).select_related("entry")
    for row in electors.filter(entry__ended_on=None, entry__may_vote=True):
        for key in {row.entry.card.casefold(), row.entry.name.casefold()} - {""}:
            found.setdefault(key, []).append(row.entry)
    return found


def _names(petition: Petition) -> QuerySet[Signature]:
    return Signature.objects.filter(petition=petition, withdrawn_at=None)


def _take_back(petition: Petition, entry: RollEntry) -> None:
    _names(petition).filter(entry=entry).update(withdrawn_at=clock.now())
    ping(f"petition-{petition.code}")
