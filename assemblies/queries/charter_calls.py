"""The charter's sentences about the notice of a sitting and about what members ask for together."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.queries.charter_words import duration_words, share_words

Values = Mapping[str, str]


def notice(values: Values) -> str:
    """How long before an ordinary and a special assembly people are told."""
    ordinary, special = values["notice.ordinary"], values["notice.special"]
    if ordinary == special:
        return _("People are told of every assembly [[%(time)s]] before.") % {"time": _span(ordinary)}
    return _("People are told of an assembly [[%(ordinary)s]] before, of a special one [[%(special)s]] before.") % {
        "ordinary": _span(ordinary),
        "special": _span(special),
    }


def notice_of_council(values: Values) -> str:
    """How long before a council the communes are told."""
    return _("The communes are told of a council [[%(time)s]] before, so that each can meet.") % {
        "time": _span(values["notice.council"])
    }


def on_agenda(values: Values) -> str:
    """Who puts on the agenda what was left out."""
    if values["request.agenda"] == NONE:
        return _("What convenors left out comes onto the agenda [[by an appeal only]].")
    return _(
        "[[%(share)s]] of the members put a matter on the agenda that was left out, or send it to the council."
    ) % {"share": share_words(values["request.agenda"])}


def assembly(values: Values) -> str:
    """Who calls an assembly beside those who plan them."""
    if values["request.assembly"] == NONE:
        return _("Assemblies are called by [[those who plan them]].")
    return _("[[%(share)s]] of the members call an assembly of their own.") % {
        "share": share_words(values["request.assembly"])
    }


def _span(text: str) -> str:
    return _("at any time") if text == NONE else duration_words(text)
