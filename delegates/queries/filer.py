"""Finds somebody with a vote by what stands on a paper: the number of a card, or a whole name."""

from django.utils.translation import gettext as _

from assemblies.models import Commune, RollEntry
from confed.kernel.errors import BadInput


def voter_called(commune: Commune, words: str) -> RollEntry:
    """Return who on the roll this is; BadInput where it is nobody with a vote, or more than one (1 query)."""
    asked = " ".join(words.split())
    rows = RollEntry.objects.entitled().filter(commune=commune)
    found = list(rows.filter(card=asked)[:2]) or list(rows.filter(name__iexact=asked)[:2])
    if len(found) == 1 and asked:
        return found[0]
    raise BadInput(
        _("More than one person on the roll is called “%(words)s”.") % {"words": asked}
        if found
        else _("Nobody with a vote on the roll is called “%(words)s”.") % {"words": asked},
        _("Nothing was filed."),
        _("Write the name as it stands on the roll, or the number of the card."),
    )
