"""The calendar of a commune: its sittings and the last days that concern it, from a year back on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max
from django.utils import translation
from django.utils.translation import gettext as _

from assemblies import signals
from assemblies.domain.charter import NONE
from assemblies.domain.durations import parse_duration
from assemblies.domain.stages import AssemblyKind, AssemblyStage
from assemblies.models import AgendaItem, Assembly, Commune
from assemblies.models.tree import has_communes_below, line_of, zone_in
from assemblies.queries.charter import charter_on
from assemblies.queries.find import find_commune
from confed.kernel import clock
from confed.kernel.models import JournalEntry
from confed.pages.queries.calendar_days import answers_due, corrections_due, ratifications_of
from confed.pages.queries.calendar_event import Calendar, Event

KEPT = timedelta(days=365)
# What moves a line of the calendar: each of these is one more revision of it.
MOVES = (
    signals.ASSEMBLY_PLANNED,
    signals.SPECIAL_PLANNED,
    signals.PAPER_ENTERED,
    signals.PAPER_WITNESSED,
    signals.ITEM_LISTED,
    signals.ASSEMBLY_OPENED,
    signals.SECOND_CALL,
    signals.ASSEMBLY_CLOSED,
)


def calendar_of(slug: str) -> Calendar:
    """The calendar at this address (Rulebook, calendar); it holds what its public pages hold, and is the same for all."""
    commune = find_commune(slug)
    line = line_of(commune)
    zone = zone_in(line)
    language = next((one.language for one in line if one.language), settings.LANGUAGE_CODE)
    with translation.override(language):
        return Calendar(
            slug=slug,
            title=_("Calendar of %(commune)s") % {"commune": commune.name},
            words=_("Sittings, and the last days of ratifications and corrections."),
            language=language,
            zone=zone,
            events=tuple(_events(commune, ZoneInfo(zone))),
        )


def _events(commune: Commune, zone: ZoneInfo) -> Iterator[Event]:
    begun = clock.now() - KEPT
    since = begun.astimezone(zone).date()
    return chain(
        _sittings(commune, zone, begun),
        answers_due(commune, zone, since),
        ratifications_of(commune, zone, since),
        corrections_due(commune, zone, since),
    )


def _sittings(commune: Commune, zone: ZoneInfo, begun: datetime) -> Iterator[Event]:
    """Every sitting planned since then, each with its agenda, and a second call while one may follow."""
    sittings = list(Assembly.objects.filter(commune=commune, planned_at__gte=begun).order_by("planned_at", "number"))
    revisions = _revisions(commune, sittings)
    agendas = _agendas(sittings)
    is_council = has_communes_below(commune)
    for sitting in sittings:
        number, changed_at = revisions.get(sitting.pk, (1, sitting.planned_at))
        if called_off := _called_off(commune, sitting, zone):
            number, changed_at = number + 1, max(changed_at, called_off)
        at = sitting.planned_at.astimezone(zone)
        event = Event(
            key=f"{commune.chain.code}-sitting-{sitting.number}",
            revision=number - 1,
            changed_at=changed_at,
            starts=at.date() if sitting.entered_at else at,
            ends=_ended(sitting, zone),
            title=_title(commune, sitting, is_council),
            words="\n".join(agendas[sitting.pk]),
            page="assembly",
            place_of_page=(commune.slug, sitting.number),
            place=sitting.place,
            is_cancelled=called_off is not None,
        )
        yield event
        if not is_council and (called := _second_call(commune, sitting)):
            yield Event(
                key=f"{event.key}-second-call",
                revision=event.revision,
                changed_at=changed_at,
                starts=called.astimezone(zone),
                title=_("%(sitting)s: second call") % {"sitting": event.title},
                words=_("The quorum was missed. From this hour on a lower one is enough."),
                page=event.page,
                place_of_page=event.place_of_page,
                place=sitting.place,
            )


def _title(commune: Commune, sitting: Assembly, is_council: bool) -> str:
    named = {"number": sitting.number, "commune": commune.name}
    if is_council:
        return _("Sitting %(number)s of the council of %(commune)s") % named
    if sitting.kind == AssemblyKind.SPECIAL:
        return _("Special assembly %(number)s of %(commune)s") % named
    return _("Assembly %(number)s of %(commune)s") % named


def _ended(sitting: Assembly, zone: ZoneInfo) -> datetime | None:
    """When it was closed; how long one that is planned will last nobody knows."""
    if sitting.closed_at is None or sitting.entered_at or sitting.closed_at <= sitting.planned_at:
        return None
    return sitting.closed_at.astimezone(zone)


def _called_off(commune: Commune, sitting: Assembly, zone: ZoneInfo) -> datetime | None:
    """Return since when it will not be held, because the commune left before; None where nothing stands against it."""
    if commune.left_on is None or sitting.stage != AssemblyStage.PLANNED:
        return None
    return datetime.combine(commune.left_on, time(), zone)


def _second_call(commune: Commune, sitting: Assembly) -> datetime | None:
    """Return when a second call may be made, or could be, for a sitting that missed its quorum; None without one."""
    if sitting.opened_at is None or sitting.held_on is None:
        return None
    if sitting.call == 1 and sitting.stage != AssemblyStage.INQUORATE:
        return None
    values = charter_on(commune, sitting.held_on)
    if values["quorum.second_call"] == NONE:
        return None
    return sitting.opened_at + timedelta(minutes=parse_duration(values["quorum.second_call_wait"]).minutes)


def _revisions(commune: Commune, sittings: list[Assembly]) -> Mapping[int, tuple[int, datetime]]:
    """How often each sitting moved and when it did last, by the journal (1 query)."""
    by_scope = {f"assembly:{sitting.pk}": sitting.pk for sitting in sittings}
    rows = JournalEntry.objects.filter(
        chain=commune.chain_id, scope__in=by_scope, kind__in=[fact.name for fact in MOVES]
    )
    counted = rows.order_by().values_list("scope").annotate(number=Count("pk"), last=Max("at"))
    return {by_scope[scope]: (number, last) for scope, number, last in counted}


def _agendas(sittings: list[Assembly]) -> Mapping[int, list[str]]:
    """The agenda of each sitting, a line for each matter (1 query)."""
    lines: dict[int, list[str]] = defaultdict(list)
    rows = AgendaItem.objects.filter(assembly__in=sittings).order_by("assembly", "position")
    for assembly, position, title in rows.values_list("assembly", "position", "title"):
        lines[assembly].append(f"{position}. {title}")
    return lines
