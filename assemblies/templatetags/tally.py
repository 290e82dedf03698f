"""The small stacked bar of minutes and lists: at most three parts, with the needed mark."""

from django import template
from django.utils.translation import gettext as _

from assemblies.templatetags.marks import share_text

register = template.Library()


@register.inclusion_tag("assemblies/partials/mini_tally.html")
def mini_tally(yes: int, no: int, abstain: int, whole: int, needed: int = 0) -> dict[str, object]:
    """Show yes, no and abstain as parts of a base: `{% mini_tally 44 10 9 63 32 %}`, in words for who cannot see it."""
    words = {"yes": yes, "no": no, "abstain": abstain, "needed": needed}
    spoken = (
        _("%(yes)s yes, %(no)s no, %(abstain)s abstain. %(needed)s yes needed.")
        if needed
        else _("%(yes)s yes, %(no)s no, %(abstain)s abstain.")
    )
    base = max(whole, yes + no + abstain)
    return {
        "parts": [
            {"kind": kind, "width": share_text(part, base)} for kind, part in (("y", yes), ("n", no), ("a", abstain))
        ],
        "at": share_text(needed, base) if needed and needed <= base else "",
        "label": spoken % words,
    }
