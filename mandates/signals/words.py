"""Words for the codes that stand in the journal of mandates and councils, as its sentences print them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, str | Promise]

POSITIONS: Words = {"for": _("yes"), "against": _("no"), "abstain": _("abstain")}
CHOICES: Words = {**POSITIONS, "send_back": _("send back"), "": _("nothing")}
ANSWERS: Words = {
    **POSITIONS,
    "inquorate": _("without its quorum"),
    "late": _("too late"),
    "silent": _("nothing"),
}
LATITUDES: Words = {
    "strict": pgettext_lazy("latitude", "strict"),
    "bounded": pgettext_lazy("latitude", "bounded"),
    "open": pgettext_lazy("latitude", "open"),
}
CHECKS: Words = {
    "binding": _("binding"),
    "indicative": _("a first word"),
    "blocked": _("against the mandate"),
    "send_back": _("send back"),
}
OUTCOMES: Words = {
    "adopted": _("adopted"),
    "rejected": _("rejected"),
    "tied": _("equal votes, not adopted"),
    "provisional": _("waits for the communes"),
    "inquorate": _("decided nothing, too few were there"),
    "ratified": _("ratified"),
    "not_ratified": _("not ratified"),
    "insufficient": _("not enough answers"),
    "": _("no result"),
}
