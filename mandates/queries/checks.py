"""The check of a voice against its mandate, as rows and as words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mandates.domain.compliance import CheckKind, Reason, Terms, check
from mandates.domain.stages import Choice, IfTouched, Latitude, Position
from mandates.models import Voice
from mandates.queries.declared import declared_on

REASONS: dict[Reason, Promise] = {
    Reason.AS_MANDATED: _("as your assembly decided"),
    Reason.FREE_ON_NEW_TEXT: _("your mandate leaves this open"),
    Reason.MANDATE_SAYS_SO: _("your mandate says so"),
    Reason.NO_MANDATE: _("no mandate on this item"),
    Reason.STRICT_ON_NEW_TEXT: _("the text has changed"),
    Reason.NOT_DECLARED: _("red lines not yet checked"),
    Reason.RED_LINE_TOUCHED: _("a red line is touched"),
    Reason.OFF_MANDATE: _("against your mandate"),
    Reason.MANDATE_SAYS_OTHERWISE: _("your mandate says otherwise"),
    Reason.GOES_HOME: _("goes to your next assembly"),
    Reason.CONTESTED: _("your commune contests the declaration"),
    Reason.ABSTAINS: _("allowed, and your commune decides"),
}


def terms_of(voice: Voice) -> Terms | None:
    """Return what the voice's mandate says, held against the text of the vote; None without a mandate."""
    mandate = voice.mandate
    if mandate is None:
        return None
    declared = declared_on(mandate, voice.vote.text_version_id)
    return Terms(
        position=Position(mandate.position),
        latitude=Latitude(mandate.latitude),
        has_red_lines=bool(mandate.red_lines),
        if_touched=IfTouched(mandate.if_touched),
        same_version=mandate.text_version_id == voice.vote.text_version_id,
        touched=declared.touched,
        contested=declared.contested,
        may_abstain=voice.vote.rule.get("abstain_against_mandate") == "allowed",
    )


def mandated_position(terms: Terms | None) -> Position | None:
    """Return the position that decides between two hands: the mandate's, where it still binds on this text."""
    if terms is None or check(terms, Choice(terms.position.value)).kind != CheckKind.BINDING:
        return None
    return terms.position
