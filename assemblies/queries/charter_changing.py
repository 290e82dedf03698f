"""The charter's sentences about how its own rules are changed."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.majority import Base
from assemblies.queries.charter_words import duration_words, share_words, threshold_words


def notice(values: Mapping[str, str]) -> str:
    """How long a change stands on the agenda before its vote."""
    if values["notice.charter"] == NONE:
        return _("A change of these rules may be voted on in [[the first assembly]] that has it on its agenda.")
    return _("A change of these rules stands on the agenda for [[%(days)s]] before it is voted on.") % {
        "days": duration_words(values["notice.charter"])
    }


def quorum(values: Mapping[str, str]) -> str:
    """How many must be there."""
    if values["quorum.charter"] == NONE:
        return _("A change of these rules is voted on with [[any number]] of members here.")
    return _("A change of these rules is voted on when [[%(share)s]] of the members are here.") % {
        "share": share_words(values["quorum.charter"])
    }


def rule(values: Mapping[str, str]) -> str:
    """What changes a rule."""
    share = {"share": threshold_words(values["rule.charter.threshold"])}
    return {
        Base.PRESENT: _("These rules change when [[%(share)s]] of those present say yes."),
        Base.ALL: _("These rules change when [[%(share)s]] of all members say yes."),
        Base.CAST: _("These rules change when [[%(share)s]] of the yes and no votes are yes."),
    }[Base(values["rule.charter.base"])] % share
