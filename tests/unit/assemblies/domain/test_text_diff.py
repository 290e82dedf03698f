"""Differences as people read them."""

import time

import pytest

from assemblies.domain.text_diff import Mark, compare, sentences

ONE = (
    "The roof is mended before the autumn rains. It may cost up to 4,000 from the common fund. "
    "Old tiles are sold. We agree."
)
TWO = ONE.replace("the autumn rains", "1 October 2027")
THREE = TWO.replace("4,000", "5,200").replace(
    "Old tiles are sold.", "Above that it comes back here. Whole tiles go to the tool library."
)


def shown(changes) -> list[str]:
    brackets = {Mark.KEPT: "%s", Mark.REMOVED: "[-%s-]", Mark.ADDED: "{+%s+}"}
    return ["".join(brackets[piece.mark] % piece.text for piece in change.pieces) for change in changes]


def test_words_within_sentences_and_the_version_that_made_each_change():
    changes = compare([ONE, TWO, THREE])
    assert shown(changes) == [
        "The roof is mended before [-the autumn rains-]{+1 October 2027+}. ",
        "It may cost up to [-4,000-]{+5,200+} from the common fund. ",
        "{+Above that it comes back here. +}",
        "[-Old tiles are sold. -]{+Whole tiles go to the tool library. +}",
        "We agree.",
    ]
    assert [change.by for change in changes] == [1, 2, 2, 2, 0]
    assert [change.is_same for change in changes] == [False, False, False, False, True]


def test_a_change_that_was_undone_is_none():
    assert [change.is_same for change in compare([ONE, TWO, ONE])] == [True]


def test_what_one_version_changed_and_a_later_one_changed_again_is_of_the_later_one():
    changes = compare(["Bread at noon. Soup.", "Bread at one. Soup.", "Bread at two. Soup."])
    assert [(change.by, change.is_same) for change in changes] == [(2, False), (0, True)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One. Two! Three?", ["One. ", "Two! ", "Three?"]),
        ("3.5 km and e.g.this", ["3.5 km and e.g.this"]),
        ("A line\nanother\n\nlast", ["A line\n", "another\n\n", "last"]),
        ("“Yes.” “No.”", ["“Yes.” ", "“No.”"]),
        ("هل نبدأ؟ نعم.", ["هل نبدأ؟ ", "نعم."]),
        ("一。二！三", ["一。", "二！", "三"]),
        ("", []),
    ],
)
def test_sentences(text, cut):
    assert sentences(text) == cut


def test_words_of_other_scripts_are_not_cut_within_a_letter():
    changes = compare(["مَدرَسة القرية تبقى هنا", "مَدرَسة المدينة تبقى هنا"])
    assert shown(changes) == ["مَدرَسة [-القرية-]{+المدينة+} تبقى هنا"]


@pytest.mark.parametrize("text", ["." * 20_000, "a. " * 6_600, "a " * 10_000, '."' * 10_000, "\n" * 20_000])
def test_no_text_keeps_a_page_waiting(text):
    begun = time.monotonic()
    compare([text, "x. " + text.replace("a", "b"), text + "y."])
    assert time.monotonic() - begun < 3
