"""What the founding page offers: whether the place is empty, and the ways to decide to begin with."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assemblies.domain.charter import TEMPLATES
from assemblies.models import Commune


@dataclass(frozen=True, slots=True)
class Way:
    """A template of a charter in one to three plain sentences."""

    name: str
    title: str | Promise
    says: str | Promise


_WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "assembly-of-assemblies": (
        _("Assembly of assemblies"),
        _(
            "A tenth of you must be here. More yes than no. Two delegates, one voice, for one sitting. "
            "Each assembly answers within 28 days; silence is not counted."
        ),
    ),
    "commune-and-district": (
        _("Commune and district"),
        _("30 in 100 must be here, 20 at the second call. More yes than no. Delegates for 24 months."),
    ),
    "avelle": (
        _("Valley of communes"),
        _(
            "A quarter of you must be here. More than half of those present must say yes. "
            "What the council proposes holds when 9 of 13 communes say yes within 18 days."
        ),
    ),
}


def ways_to_decide() -> list[Way]:
    """Return every template with its words, in the order of the domain."""
    return [Way(name, *_WORDS[name]) for name in TEMPLATES]


def is_open_for_founding() -> bool:
    """Whether nobody has founded anything here."""
    return not Commune.objects.exists()
