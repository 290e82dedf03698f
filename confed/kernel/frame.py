"""What the frame of every page is made of."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Link:
    """A way through the house."""

    href: str
    word: str | Promise
    glyph: str
    is_current: bool = False
    glyph_wide: bool = False
