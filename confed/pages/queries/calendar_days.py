"""The last days that stand in a commune's calendar: of ratifications, and of corrections to posted minutes."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assemblies.domain.minutes import OPEN_FOR_CORRECTIONS, posted_until
from assemblies.models import Commune, Decision, Minutes
from assemblies.queries.labels import decision_label
from confed.pages.queries.calendar_event import Event
from mandates.domain.stages import CascadeStage
from mandates.models import Cascade, Ratification


def answers_due(commune: Commune, zone: ZoneInfo, since: date) -> Iterator[Event]:
    """Until when this commune answers what the councils above decided, once it was asked (1 query)."""
    rows = Ratification.objects.filter(commune=commune, asked_at__isnull=False, cascade__closes_on__gte=since)
    for row in rows.select_related("cascade__decision__commune").order_by("cascade__closes_on", "pk"):
        words = _("Our vote counts if it is held by the end of this day.")
        yield _window(commune, row.cascade, zone, _("Last day of our answer"), words)


def ratifications_of(commune: Commune, zone: ZoneInfo, since: date) -> Iterator[Event]:
    """Until when the communes answer what this council decided (1 query)."""
    rows = Cascade.objects.filter(decision__commune=commune, closes_on__gte=since)
    for cascade in rows.select_related("decision__commune").order_by("closes_on", "pk"):
        words = _("Votes of the communes count if they are held by the end of this day.")
        yield _window(commune, cascade, zone, _("Last day of ratification"), words)


def _window(commune: Commune, cascade: Cascade, zone: ZoneInfo, what: str, words: str) -> Event:
    decision = cascade.decision
    touched = [moment for moment in (cascade.extended_at, cascade.closed_at) if moment]
    if cascade.extended_at:
        words = _("%(words)s The window was extended.") % {"words": words}
    if cascade.stage == CascadeStage.CLOSED:
        words = _("%(words)s It is closed.") % {"words": words}
    return Event(
        key=f"{commune.chain.code}-ratify-{decision.pk}",
        revision=len(touched),
        changed_at=max([*touched, datetime.combine(cascade.opens_on, time(), zone)]),
        starts=cascade.closes_on,
        title=f"{what}: {_label(decision)}, {decision.title}",
        words=words,
        page="decision",
        place_of_page=(decision.commune.slug, decision.number),
    )


def _label(decision: Decision) -> str:
    return decision_label(decision.commune.name, decision.number, is_root=decision.commune.parent_id is None)


def corrections_due(commune: Commune, zone: ZoneInfo, since: date) -> Iterator[Event]:
    """Until when corrections are asked of minutes that two tellers posted (1 query)."""
    begun = datetime.combine(since, time(), zone) - timedelta(days=1)
    rows = Minutes.objects.filter(assembly__commune=commune, posted_at__gte=begun, stage__in=OPEN_FOR_CORRECTIONS)
    for minutes in rows.select_related("assembly").order_by("posted_at"):
        if minutes.posted_at is None:
            continue
        number = minutes.assembly.number
        yield Event(
            key=f"{commune.chain.code}-corrections-{number}",
            revision=0,
            changed_at=minutes.posted_at,
            starts=posted_until(minutes.posted_at.astimezone(zone).date()),
            title=_("Last day of corrections: minutes of assembly %(number)s") % {"number": number},
            words=_("Two tellers posted the draft. Without a correction it is approved after this day."),
            page="minutes",
            place_of_page=(commune.slug, number),
        )
