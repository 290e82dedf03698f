"""Display helpers of mandates: what a position and its conditions say, in whole sentences."""

from django import template
from django.utils.translation import gettext as _

from mandates.domain.stages import IfTouched, Position
from mandates.queries.mandate_cards import Hold

register = template.Library()


@register.simple_tag
def mandate_sentence(position: str, red_lines: tuple[str, ...]) -> str:
    """Say what the assembly decided: `{% mandate_sentence card.position card.red_lines %}`."""
    if red_lines:
        return {
            Position.FOR: _("Vote yes, as long as none of this is touched:"),
            Position.AGAINST: _("Vote no, as long as none of this is touched:"),
            Position.ABSTAIN: _("Abstain, as long as none of this is touched:"),
        }[Position(position)]
    return {
        Position.FOR: _("Vote yes."),
        Position.AGAINST: _("Vote no."),
        Position.ABSTAIN: _("Abstain."),
    }[Position(position)]


@register.simple_tag
def touched_sentence(if_touched: str) -> str:
    """Say what the mandate itself says should a red line be touched."""
    return {
        IfTouched.NONE: _("If one is touched, this is a first word only."),
        IfTouched.AGAINST: _("If one is touched, vote no."),
        IfTouched.SEND_BACK: _("If one is touched, bring it home."),
    }[IfTouched(if_touched)]


@register.simple_tag
def hold_gloss(hold: str, commune: str) -> str:
    """Explain in plain words what a mandate does: binding, indicative, none."""
    return {
        Hold.BINDING: _("Vote this way or not at all"),
        Hold.INDICATIVE: _("A first word, not a decision; %(commune)s decides later"),
        Hold.NONE: _("Listen, ask, bring it home"),
    }[Hold(hold)] % {"commune": commune}


@register.simple_tag
def latitude_sentence(latitude: str) -> str:
    """Say how far the mandate reaches when the text moves."""
    return {
        "strict": _("for these words only"),
        "bounded": _("for changed words too, inside its red lines"),
        "open": _("for changed words too"),
    }.get(latitude, "")
