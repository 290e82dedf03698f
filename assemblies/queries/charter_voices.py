"""The charter's sentences about voices raised against their mandate."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

Values = Mapping[str, str]


def abstaining(values: Values) -> str:
    """Whether a voice that is bound may abstain."""
    if values["council.abstain_against_mandate"] == "allowed":
        return _("A delegate who is bound to yes or no [[may abstain]]; the commune then decides itself.")
    return _("A delegate who is bound to yes or no [[may not abstain]].")


def off_mandate(values: Values) -> str:
    """What a hand raised against its mandate does."""
    if values["mandate.off_mandate_effect"] == "count_and_report":
        return _("A hand raised against its mandate [[counts]], and its commune is told at once.")
    return _("A hand raised against its mandate [[is void]], and its commune is told at once.")
