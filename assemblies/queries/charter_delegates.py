"""The charter's sentences about what delegates owe the commune that sends them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assemblies.queries.charter_words import days_words


def report(values: Mapping[str, str]) -> str:
    """By when they report back."""
    return _("After each sitting of the council they report back to us within [[%(days)s]].") % {
        "days": days_words(int(values["report.days"]))
    }
