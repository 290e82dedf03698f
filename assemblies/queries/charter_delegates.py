"""The charter's sentences about what delegates owe the commune that sends them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.majority import Base
from assemblies.queries.charter_words import days_words, duration_words, share_words, threshold_words


def report(values: Mapping[str, str]) -> str:
    """By when they report back."""
    return _("After each sitting of the council they report back to us within [[%(days)s]].") % {
        "days": days_words(int(values["report.days"]))
    }


def recall(values: Mapping[str, str]) -> str:
    """Who brings a recall before the assembly."""
    if values["recall.petition"] == NONE:
        return _("[[Three members]] bring the recall of a delegate before the assembly.")
    return _("[[%(share)s]] of the members, three at least, bring the recall of a delegate before the assembly.") % {
        "share": share_words(values["recall.petition"])
    }


def recall_names(values: Mapping[str, str]) -> str:
    """Who sees the names."""
    if values["petition.names"] == "members":
        return _("Who signed for a recall is seen by [[all members]].")
    return _("Who signed for a recall is seen by [[the tellers only]]; everyone sees how many.")


def recall_notice(values: Mapping[str, str]) -> str:
    """How long between petition and vote."""
    return _(
        "The vote on a recall comes [[%(time)s]] after its petition is valid, [[%(live)s]] while the council sits."
    ) % {
        "time": duration_words(values["notice.recall"]),
        "live": duration_words(values["notice.recall_live"]),
    }


def recall_quorum(values: Mapping[str, str]) -> str:
    """How many must be there."""
    if values["quorum.recall"] == NONE:
        return _("A recall is voted on with [[any number]] of members here.")
    return _("A recall is voted on when [[%(share)s]] of the members are here. There is no second call.") % {
        "share": share_words(values["quorum.recall"])
    }


def recall_rule(values: Mapping[str, str]) -> str:
    """What ends a mandate, and when."""
    share = {"share": threshold_words(values["rule.recall.threshold"])}
    return {
        Base.PRESENT: _("A mandate ends at once when [[%(share)s]] of those present say so in secret."),
        Base.ALL: _("A mandate ends at once when [[%(share)s]] of all members say so in secret."),
        Base.CAST: _("A mandate ends at once when [[%(share)s]] of the yes and no votes, in secret, say so."),
    }[Base(values["rule.recall.base"])] % share


def recall_bar(values: Mapping[str, str]) -> str:
    """How long a ground is barred."""
    return _("Who stays is not asked about the same ground again for [[%(days)s]].") % {
        "days": days_words(int(values["recall.bar_days"]))
    }
