"""The rules that hold for a commune on a day: its own charter over those above it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assemblies.domain.charter import effective
from assemblies.domain.majority import Rule
from assemblies.models import Charter, Commune
from assemblies.models.tree import line_of, zone_of
from confed.kernel.errors import RuleStops

__all__ = ["charter_on", "charter_rows", "latest_charter", "ordinary_rule", "refuse_without_charter", "zone_of"]


def charter_rows(commune: Commune, day: date) -> list[Charter]:
    """Return the charters in force on this day, nearest first: one per commune of the line that has any (2 queries)."""
    line = line_of(commune)
    newest: dict[int, Charter] = {}
    rows = Charter.objects.filter(commune__in=line, from_on__lte=day).order_by("from_on", "version")
    for row in rows:
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


def refuse_without_charter(row: Charter | None, commune: Commune) -> Charter:
    """Return the row, or refuse: a sitting needs rules that were stated before it."""
    if row is None:
        raise RuleStops(
            _("%(commune)s has no charter in force on this day.") % {"commune": commune.name},
            safe=_("Nothing was changed."),
            do=_("Adopt a charter first; a template can be taken as it is."),
        )
    return row
