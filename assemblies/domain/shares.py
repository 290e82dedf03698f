"""Shares and percentages in whole numbers and exact fractions."""

import re
from fractions import Fraction

_SHARE = re.compile(r"([0-9]{1,9})(?:/([0-9]{1,9}))?")


def parse_share(text: str) -> Fraction:
    """Read a share written as “2/3” or “1”; ValueError for anything else (Rulebook, shares)."""
    found = _SHARE.fullmatch(text.strip())
    if found is None or (found[2] is not None and int(found[2]) == 0):
        raise ValueError(f"{text!r} is not a share such as 2/3")
    return Fraction(int(found[1]), int(found[2] or 1))


def share_text(share: Fraction) -> str:
    """Write a share as it is kept, “2/3” (Rulebook, shares)."""
    return f"{share.numerator}/{share.denominator}"


def ceil_of(share: Fraction, count: int) -> int:
    """Return the smallest whole number that is at least this share of a count (Rulebook, shares)."""
    return -(-share.numerator * count // share.denominator)


def percent(part: int, whole: int) -> str:
    """Return part of whole in percent, one decimal, half up, “52.9”; empty of nothing (Rulebook, percentages)."""
    if whole == 0:
        return ""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"
