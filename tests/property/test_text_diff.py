"""Whatever is written, the pieces of a difference make both texts again."""

from hypothesis import given
from hypothesis import strategies as st

from assemblies.domain.text_diff import Mark, compare, sentences

SIGNS = st.text(alphabet="ab c.!?\n“”1,2é؟。", max_size=120)
TEXTS = st.lists(SIGNS, min_size=2, max_size=4)


def made_of(changes, *marks: Mark) -> str:
    return "".join(piece.text for change in changes for piece in change.pieces if piece.mark in marks)


def letters(text: str) -> str:
    """The text without its spaces: a sentence that moved to the end of a line is the same sentence."""
    return "".join(text.split())


@given(TEXTS)
def test_pieces_make_both_texts_again(texts):
    changes = compare(texts)
    assert letters(made_of(changes, Mark.KEPT, Mark.REMOVED)) == letters(texts[0])
    assert letters(made_of(changes, Mark.KEPT, Mark.ADDED)) == letters(texts[-1])


@given(TEXTS)
def test_a_change_has_a_version_that_made_it_and_shows_something(texts):
    for change in compare(texts):
        assert 0 <= change.by < len(texts)
        assert change.is_same == all(piece.mark is Mark.KEPT for piece in change.pieces)


@given(SIGNS)
def test_sentences_are_the_text(text):
    assert "".join(sentences(text)) == text
    assert all(change.is_same for change in compare([text, text]))
