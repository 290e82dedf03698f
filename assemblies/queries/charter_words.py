"""Shares, spans and numbers of a charter as short words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assemblies.domain.durations import Duration, Unit, parse_duration
from assemblies.domain.majority import MAJORITY
from assemblies.domain.shares import parse_share


def share_words(text: str) -> str:
    """A share as people say it: “a quarter”, else “3 out of 10”."""
    share = parse_share(text)
    known = {
        (1, 1): _("all"),
        (1, 2): _("half"),
        (1, 3): _("a third"),
        (2, 3): _("two thirds"),
        (1, 4): _("a quarter"),
        (3, 4): _("three quarters"),
        (1, 5): _("a fifth"),
        (1, 10): _("a tenth"),
    }
    pair = (share.numerator, share.denominator)
    if pair in known:
        return known[pair]
    return _("%(part)s out of %(whole)s") % {"part": share.numerator, "whole": share.denominator}


def threshold_words(text: str) -> str:
    """A threshold as people say it; "majority" is more than half."""
    return _("more than half") if text == MAJORITY else share_words(text)


def days_words(count: int) -> str:
    """A number of days."""
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def duration_words(text: str) -> str:
    """A span as people say it: “6 months”."""
    span: Duration = parse_duration(text)
    count = span.number
    words = {
        Unit.MINUTE: ngettext("%(count)s minute", "%(count)s minutes", count),
        Unit.HOUR: ngettext("%(count)s hour", "%(count)s hours", count),
        Unit.DAY: ngettext("%(count)s day", "%(count)s days", count),
        Unit.WEEK: ngettext("%(count)s week", "%(count)s weeks", count),
        Unit.MONTH: ngettext("%(count)s month", "%(count)s months", count),
        Unit.SITTING: ngettext("%(count)s sitting", "%(count)s sittings", count),
    }
    return words[span.unit] % {"count": count}
