"""Slips: of one length, sorted, and listed so that the list says no more than the charter wants."""

import pytest

from assemblies.domain.answers import counts_of, read_choice, spread
from assemblies.domain.slips import (
    LENGTH,
    ListedSlip,
    UrnSlip,
    exchanged,
    is_hidden,
    list_hash,
    listed,
    packed,
    put_in,
    unpacked,
    with_code,
)

SLIPS = [
    UrnSlip(code, word, choice)
    for code, word, choice in [(9, "été", "for"), (3, "", "against"), (5, "x" * 16, "abstain")]
]
PAPER = [UrnSlip(0, "", "for"), UrnSlip(0, "", "for")]


def test_slips_are_of_one_length_and_sorted_whatever_order_they_came_in():
    assert packed(SLIPS) == packed(reversed(SLIPS))
    assert len(packed(SLIPS)) == 3 * LENGTH
    assert unpacked(packed(SLIPS)) == sorted(SLIPS)


def test_slip_keeps_answers_to_eight_texts():
    slip = UrnSlip(1, "", ",".join(["abstain"] * 7 + ["for"]))
    assert unpacked(packed([slip])) == [slip]


def test_slip_is_found_by_its_code_but_never_one_of_paper():
    assert with_code(packed([*SLIPS, *PAPER]), 5) == SLIPS[2]
    assert with_code(packed(SLIPS), 4) is None
    assert with_code(packed(PAPER), 0) is None


def test_exchanged_takes_the_place_of_the_slip_with_its_code():
    new = UrnSlip(3, "", "for")
    assert exchanged(packed(SLIPS), new) == packed([SLIPS[0], new, SLIPS[2]])


def test_slip_put_in_takes_its_place_in_the_order():
    content = b""
    for slip in [*SLIPS, *PAPER]:
        content = put_in(content, slip)
    assert content == packed([*PAPER, *SLIPS])


def test_list_has_choices_beside_codes_and_paper_apart():
    rows = listed([*SLIPS, *PAPER], beside=True)
    assert rows == [
        ListedSlip(3, "", "against"),
        ListedSlip(5, "x" * 16, "abstain"),
        ListedSlip(9, "été", "for"),
        ListedSlip(None, "", "for"),
        ListedSlip(None, "", "for"),
    ]


def test_list_has_codes_and_choices_apart():
    rows = listed([*SLIPS, *PAPER], beside=False)
    assert [row.code for row in rows] == [3, 5, 9, None, None, None, None, None]
    assert [row.choice for row in rows] == ["", "", "", "abstain", "against", "for", "for", "for"]


def test_answers_to_rival_texts_stand_apart_so_that_no_pattern_is_a_signature():
    slips = [UrnSlip(code, "", "for,against,abstain") for code in range(1, 6)]
    rows = [row.choice for row in listed(slips, beside=False) if row.choice]
    assert sorted(set(rows)) == [",,abstain", ",against,", "for,,"]
    assert counts_of(rows, 3) == counts_of((slip.choice for slip in slips), 3)


@pytest.mark.parametrize("beside", [True, False])
def test_list_of_few_has_codes_alone(beside):
    assert is_hidden(4)
    assert not is_hidden(5)
    assert listed([*SLIPS, PAPER[0]], beside=beside) == [
        ListedSlip(3, "", ""),
        ListedSlip(5, "x" * 16, ""),
        ListedSlip(9, "été", ""),
    ]


def test_list_hash_does_not_depend_on_the_order():
    rows = listed([*SLIPS, *PAPER], beside=True)
    assert list_hash(rows) == list_hash(reversed(rows))
    assert list_hash(rows) != list_hash(rows[:-1])


@pytest.mark.parametrize(("choice", "texts"), [("for", 1), ("for,abstain", 2)])
def test_choice_answers_every_text(choice, texts):
    assert read_choice(choice, texts) == choice


@pytest.mark.parametrize(
    ("choice", "texts"), [("", 1), ("yes", 1), ("for", 2), ("for,for", 1), ("for,", 2), ("FOR", 1)]
)
def test_choice_that_does_not_is_refused(choice, texts):
    with pytest.raises(ValueError, match="does not answer"):
        read_choice(choice, texts)


def test_spread_adds_up_to_the_totals():
    counts = [{"for": 3, "against": 1, "abstain": 0}, {"for": 0, "against": 2, "abstain": 2}]
    assert counts_of(spread(counts), 2) == counts
