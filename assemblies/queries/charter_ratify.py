"""What a charter says of ratification, in sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.majority import Base
from assemblies.queries.charter_words import days_words, share_words, threshold_words

Values = Mapping[str, str]


def ask(values: Values) -> str:
    """Say which assemblies are asked."""
    if values["ratify.ask"] == "outstanding":
        return _("Then it goes to [[the assemblies that have not said their word]]. A binding voice is an answer.")
    return _("Then it goes back to [[every assembly]]. The assemblies decide.")


def days(values: Values) -> str:
    """Say how long they have."""
    return _("The assemblies have [[%(days)s]] to answer.") % {"days": days_words(int(values["ratify.days"]))}


def rule(values: Values) -> str:
    """Say what ratifies."""
    threshold = {"share": threshold_words(values["ratify.threshold"])}
    base = Base(values["ratify.base"])
    if base == Base.PRESENT:
        return _("A decision is ratified when [[%(share)s]] of the communes that answer say yes.") % threshold
    if base == Base.ALL:
        return _("A decision is ratified when [[%(share)s]] of all communes say yes.") % threshold
    return _("A decision is ratified when [[%(share)s]] of the yes and no answers are yes.") % threshold


def min_expressed(values: Values) -> str:
    """Say how many must answer."""
    if values["ratify.min_expressed"] == NONE:
        return _("[[Any number]] of answers is enough.")
    return _("At least [[%(share)s]] of the communes must answer.") % {
        "share": share_words(values["ratify.min_expressed"])
    }


def approval(values: Values) -> str:
    """Say how many people must say yes."""
    if values["ratify.approval"] == NONE:
        return _("It is [[not asked]] how many people say yes.")
    return _("Besides, [[%(share)s]] of all people on the rolls must say yes.") % {
        "share": share_words(values["ratify.approval"])
    }


def silence(values: Values) -> str:
    """Say what silence is."""
    return {
        "not_counted": _("Silence is [[not a yes]]. It is not counted."),
        "stands": _("If an assembly is silent, [[its delegates’ word stands]]."),
        "assent": _("If an assembly is silent, that is [[a yes]]."),
        "against": _("If an assembly is silent, that is [[a no]]."),
    }[values["ratify.silence"]]


def count_method(values: Values) -> str:
    """Say what is counted."""
    return {
        "flat": _("We count [[communes, each once]]."),
        "tiered": _("We count [[level by level]]: a district follows the larger side of its communes."),
        "members": _("We count [[people]]: the yes and no of all assemblies together."),
        "double": _("We count [[communes and people]]. Both must say yes."),
    }[values["ratify.count_method"]]
