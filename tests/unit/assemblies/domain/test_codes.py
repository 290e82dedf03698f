"""Receipt codes: printed, read back however they are typed, and wide enough."""

import pytest

from assemblies.domain.codes import ENGLISH, SPACE, code_words, own_word, read_code, words_of


def test_list_has_2048_words_whose_first_four_letters_are_their_own():
    assert len(set(ENGLISH)) == 2048
    assert len({word[:4] for word in ENGLISH}) == 2048
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in ENGLISH)


def test_no_word_of_the_list_is_an_answer():
    assert not {"yes", "no", "for", "against", "abstain", "vote"} & set(ENGLISH)


def test_space_is_about_43_bits():
    assert SPACE.bit_length() == 43
    assert SPACE == 2048**3 * 1000


def test_code_is_three_words_and_a_number():
    assert code_words(417) == "abandon-abandon-abandon-417"
    assert code_words(SPACE - 1) == "zoo-zoo-zoo-999"
    for wrong in (0, -1, SPACE):
        with pytest.raises(ValueError, match="not a receipt code"):
            code_words(wrong)


@pytest.mark.parametrize(
    "typed",
    [
        "Acorn lilac BARLEY 7",
        "acorn-lilac-barley-007",
        "acor lila barl 7",
        "7, acorn; lilac… bárley",
        "acorn 7 lilac barley",
    ],
)
def test_code_is_read_however_it_is_typed(typed):
    assert code_words(read_code(typed)) == "acorn-lilac-barley-007"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "acorn lilac barley",
        "acorn lilac barley 1000",
        "acorn lilac 7",
        "acorn lilac barley olive 7",
        "aco lilac barley 7",
        "acornx lilac barley 7",
        "acorn lilac barley 7 8",
        "acorn lilac barley ٧",
        "abandon abandon abandon 000",
    ],
)
def test_what_is_no_code_is_none(typed):
    assert read_code(typed) is None


def test_other_languages_fall_back_to_the_english_list():
    assert words_of("en-GB") is ENGLISH
    assert words_of("eo") is ENGLISH


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), ("  Été ! ", "ete"), ("a" * 40, "a" * 16), ("дом 5", "дом5"), ("語" * 16, "語" * 10), ("🙂<b>", "b")],
)
def test_own_word_is_folded_and_short(typed, kept):
    assert own_word(typed) == kept
    assert len(own_word(typed).encode()) <= 32
