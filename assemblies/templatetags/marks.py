"""Bars, cells and the small ring: lengths as text of attributes, so that no style stands in a page."""

from collections.abc import Sequence
from math import cos, pi, sin

from django import template

register = template.Library()

CENTRE, RING = 20, 16


def share_text(part: int, whole: int) -> str:
    """Return part of whole as “69.8%”, in tenths and never above the whole; “0%” where there is nothing."""
    if whole <= 0 or part <= 0:
        return "0%"
    tenths = min(part * 1000 // whole, 1000)
    return f"{tenths // 10}.{tenths % 10}%"


@register.inclusion_tag("components/bar.html")
def bar(fill: str, part: int, whole: int, needed: int | None = None, flag: str = "") -> dict[str, object]:
    """Show part of whole as a bar: `{% bar "yes" 44 63 needed=32 flag="needs 32" %}`; fill yes, no, abs or back."""
    return {
        "fill": fill,
        "length": share_text(part, whole),
        "at": share_text(needed, whole) if needed is not None else "",
        "flag": flag,
    }


@register.inclusion_tag("components/cells.html")
def cells(kinds: Sequence[str], label: str, needed: int = 0, flag: str = "") -> dict[str, object]:
    """Show one cell a commune, the needed mark after the cell of that number.

    Kinds: y ratified, v voting now, x rejected, b sent back or open, o waiting. The label says the same in words.
    """
    return {
        "cells": [{"kind": kind, "last": place == needed} for place, kind in enumerate(kinds, 1)],
        "label": label,
        "flag": flag,
        "at": share_text(needed, len(kinds)),
    }


@register.inclusion_tag("components/ring.html")
def ring(kinds: Sequence[str]) -> dict[str, object]:
    """Show the small ring, one dot a commune from the top, clockwise.

    Kinds: y ratified, m ours or now, x struck no, b dashed, o waiting, k a sister commune (thick frame).
    """
    dots = []
    for place, kind in enumerate(kinds):
        angle = 2 * pi * place / len(kinds)
        x, y = CENTRE + RING * sin(angle), CENTRE - RING * cos(angle)
        dots.append(
            {
                "kind": kind,
                "x": f"{x:.1f}",
                "y": f"{y:.1f}",
                "struck": kind == "x",
                "from_x": f"{x - 2:.1f}",
                "from_y": f"{y + 2:.1f}",
            }
        )
    return {"dots": dots, "radius": "3" if len(kinds) <= 16 else ("2" if len(kinds) <= 30 else "1")}
