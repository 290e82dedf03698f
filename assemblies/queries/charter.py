"""The rules that hold for a commune on a day: its own charter over those above it."""

from datetime import date

from django.db.models import F, Q

from assemblies.domain.charter import effective
from assemblies.domain.majority import Rule
from assemblies.models import Charter, Commune
from assemblies.models.tree import line_of, zone_of

__all__ = ["charter_on", "charter_rows", "latest_charter", "ordinary_rule", "zone_of"]


def charter_rows(commune: Commune, day: date) -> list[Charter]:
    """Return the charters in force on this day, nearest first: one per commune of the line that has any (2 queries).

    The charter of the founding holds for earlier days too: a sitting on paper may be older than the entered commune.
    """
    line = line_of(commune)
    newest: dict[int, Charter] = {}
    holds = Q(from_on__lte=day) | Q(from_on=F("commune__founded_on"))
    for row in Charter.objects.filter(holds, commune__in=line).order_by("from_on", "version"):
        newest[row.commune_id] = row
    return [newest[level.pk] for level in line if level.pk in newest]


def charter_on(commune: Commune, day: date) -> dict[str, str]:
    """Return every key's value as text, own or inherited or the default, as it holds on this day (2 queries)."""
    return effective([row.values for row in charter_rows(commune, day)])


def latest_charter(commune: Commune, day: date) -> Charter | None:
    """Return the charter row nearest to the commune that is in force on this day."""
    return next(iter(charter_rows(commune, day)), None)


def ordinary_rule(values: dict[str, str]) -> Rule:
    """Return the rule of an ordinary decision from charter values."""
    return Rule.from_values({"threshold": values["rule.ordinary.threshold"], "base": values["rule.ordinary.base"]})
