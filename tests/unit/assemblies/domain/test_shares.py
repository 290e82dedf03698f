"""Shares are exact fractions; percentages are rounded half up and decide nothing."""

from fractions import Fraction

import pytest

from assemblies.domain.shares import ceil_of, parse_share, percent, share_text


@pytest.mark.parametrize(
    ("text", "share"),
    [("2/3", Fraction(2, 3)), ("30/100", Fraction(3, 10)), ("1", Fraction(1)), (" 9/13 ", Fraction(9, 13))],
)
def test_parse_share_reads_fractions(text, share):
    assert parse_share(text) == share


@pytest.mark.parametrize(
    "text", ["", "2/0", "0.5", "50%", "-1/2", "1/-2", "2/3/4", "a", "²/3", "1e3", "1 /2", "1" * 12]
)
def test_parse_share_refuses_anything_else(text):
    with pytest.raises(ValueError, match="not a share"):
        parse_share(text)


def test_share_text_is_read_back():
    assert share_text(Fraction(30, 100)) == "3/10"
    assert parse_share(share_text(Fraction(9, 13))) == Fraction(9, 13)


@pytest.mark.parametrize(
    ("share", "count", "needed"),
    [
        ("1/10", 84, 9),
        ("1/5", 84, 17),
        ("1/5", 110, 22),
        ("1/5", 60, 12),
        ("3/10", 260, 78),
        ("1/5", 260, 52),
        ("1/2", 24, 12),
        ("1/2", 27, 14),
    ],
)
def test_ceil_of_is_at_least_the_share(share, count, needed):
    assert ceil_of(parse_share(share), count) == needed


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (31, 34, "91.2"),
        (15, 23, "65.2"),
        (851, 851 + 758, "52.9"),
        (1280, 1280 + 1012, "55.8"),
        (24, 25, "96.0"),
        (18, 26, "69.2"),
        (10, 28, "35.7"),
        (1, 2000, "0.1"),
        (1, 2001, "0.0"),
        (0, 7, "0.0"),
        (7, 7, "100.0"),
        (0, 0, ""),
    ],
)
def test_percent_has_one_decimal_half_up(part, whole, text):
    assert percent(part, whole) == text
