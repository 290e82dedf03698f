"""Receipt codes: three words and a number, kept as one number so that every language can print it."""

from collections.abc import Iterable, Sequence

from assemblies.domain.folding import folded
from assemblies.domain.words_en import WORDS as ENGLISH

LISTS: dict[str, tuple[str, ...]] = {"en": ENGLISH}
WORDS = 3
LIST = 2048
NUMBERS = 1000
SPACE = LIST**WORDS * NUMBERS  # about 43 bits
NO_CODE = 0  # a slip of paper has none
WORD_SIGNS = 16
WORD_BYTES = 32
_PREFIX = 4  # the first four letters of a word are its own


def words_of(language: str) -> tuple[str, ...]:
    """Return the list of this language, or the English one (Rulebook, receipt codes)."""
    return LISTS.get(language.split("-")[0], ENGLISH)


def code_words(code: int, words: Sequence[str] = ENGLISH) -> str:
    """Print a code in the words of a list: “acorn-lilac-barley-417” (Rulebook, receipt codes)."""
    if not 0 < code < SPACE:
        raise ValueError(f"{code} is not a receipt code")
    rest, number = divmod(code, NUMBERS)
    parts = []
    for _place in range(WORDS):
        rest, at = divmod(rest, LIST)
        parts.append(words[at])
    return "-".join([*reversed(parts), f"{number:03d}"])


def read_code(text: str, lists: Iterable[Sequence[str]] = LISTS.values()) -> int | None:
    """Read a code as people type it: any case, any mark between, four letters of a word are enough.

    The number may stand anywhere; None where it is no code (Rulebook, receipt codes).
    """
    parts = "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()
    typed = [part for part in parts if not part.isdigit()]
    numbers = [part for part in parts if part.isdigit()]
    if len(typed) != WORDS or len(numbers) != 1 or len(numbers[0]) > 3 or not numbers[0].isascii():
        return None
    for words in lists:
        places = [_place(word, words) for word in typed]
        known = [place for place in places if place is not None]
        if len(known) == WORDS:
            code = 0
            for at in known:
                code = code * LIST + at
            code = code * NUMBERS + int(numbers[0])
            return code if code != NO_CODE else None
    return None


def own_word(text: str) -> str:
    """Return a voter's own word as it is kept: folded, letters and digits, 16 signs at most (Rulebook, receipt codes)."""
    # Folded twice: some signs become letters of another case only when their form is taken apart.
    word = "".join(sign for sign in folded(folded(text)) if sign.isalnum())[:WORD_SIGNS]
    return word.encode()[:WORD_BYTES].decode(errors="ignore")


def _place(word: str, words: Sequence[str]) -> int | None:
    if word in words:
        return words.index(word)
    if len(word) < _PREFIX:
        return None
    return next(
        (at for at, each in enumerate(words) if each[:_PREFIX] == word[:_PREFIX] and each.startswith(word)), None
    )
