"""What the page that plans a sitting says about its notice."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from assemblies.domain.notice import days_given, is_short
from assemblies.models import Commune
from assemblies.models.tree import has_communes_below, zone_of
from assemblies.queries import charter_calls
from assemblies.queries.charter import charter_on
from assemblies.queries.charter_lines import Part, split
from assemblies.queries.notice import Notice, notice_asked
from confed.kernel import clock


def notice_sentences(commune: Commune) -> tuple[Part, ...]:
    """Return the sentence of the charter on the notice of this commune's sittings."""
    values = charter_on(commune, clock.today(zone_of(commune)))
    is_council = has_communes_below(commune)
    return split((charter_calls.notice_of_council if is_council else charter_calls.notice)(values))


def short_notice(commune: Commune, planned_at: datetime, *, kind: str, told_on: date | None) -> Notice | None:
    """Return the notice a sitting would have, where it is shorter than the charter asks; else None."""
    zone = zone_of(commune)
    told, day = told_on or clock.today(zone), planned_at.astimezone(ZoneInfo(zone)).date()
    values = charter_on(commune, clock.today(zone))
    asked = notice_asked(values, kind, is_council=has_communes_below(commune))
    return Notice(told, days_given(told, day), asked, True) if is_short(told, day, asked) else None
