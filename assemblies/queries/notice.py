"""How much notice a charter asks for a sitting, and how much was given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from assemblies.domain.notice import days_asked, days_given, is_short
from assemblies.models import Assembly


@dataclass(frozen=True, slots=True)
class Notice:
    """When people were told of a sitting, how many days before, and how many the charter asked for."""

    told_on: date
    given: int
    asked: int | None
    is_short: bool


def notice_asked(values: Mapping[str, str], kind: str, *, is_council: bool) -> int | None:
    """Return the days of notice a sitting of this kind needs under these values; None where the charter asks for none."""
    return days_asked(values["notice.council" if is_council else f"notice.{kind}"])


def notice_of(assembly: Assembly, zone: str) -> Notice | None:
    """Return the notice of a sitting as it was given; None of one entered from paper."""
    if assembly.told_on is None:
        return None
    day = assembly.planned_at.astimezone(ZoneInfo(zone)).date()
    given = days_given(assembly.told_on, day)
    return Notice(assembly.told_on, given, assembly.notice, is_short(assembly.told_on, day, assembly.notice))
