"""The charter's sentences about votes by phone and about the list of a secret vote."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.queries.charter_words import duration_words

Values = Mapping[str, str]


def receipt(values: Values) -> str:
    """What a receipt of a secret vote proves."""
    if values["ballot.receipt"] == "choice":
        return _(
            "After a secret vote the list shows [[each choice beside its code]]: you can check your own, "
            "and somebody could ask you to show it."
        )
    return _(
        "After a secret vote the list shows [[codes and choices apart]]: you can check that your slip was counted, "
        "and nobody can make you show how you voted."
    )


def change(values: Values) -> str:
    """Whether a vote by phone may be changed."""
    if values["ballot.change"] == "no":
        return _("A vote by phone [[stays as it was cast]].")
    return _("A vote by phone [[can be changed]] until the vote closes. The last one counts.")


def after_hours(values: Values) -> str:
    """How long a vote by phone may stay open."""
    if values["ballot.after_hours"] == NONE:
        return _("A vote by phone ends [[on the day of the assembly]], late at night within two hours.")
    return _("A vote by phone may stay open for [[%(time)s]].") % {"time": duration_words(values["ballot.after_hours"])}
