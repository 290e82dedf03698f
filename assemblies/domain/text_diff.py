"""What changed between versions of a text: sentence by sentence, within a sentence word by word, and in which version."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise, zip_longest

# Where one sentence ends. Possessive, and begun only at the first mark of a run: linear in any text.
_END = re.compile(r"(?:(?<![.!?…؟۔])[.!?…؟۔]++[»”’\"')\]]*+[ \t]++|[。！？]++)\n*+|\n++")
_WORD = re.compile(r"\s+|\d[\d.,]*\d|[^\s.,;:!?()«»“”„\"…،؛؟]+|.")
# What is longer is compared in larger pieces, so that no text can keep a page waiting.
MOST_SENTENCES = 1500
MOST_WORDS = 200
MOST_ROWS = 300
_LOOK_AHEAD = 8


class Mark(StrEnum):
    """What happened to a piece of the text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that were kept, removed or added."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One place of the text: sentences that did not change, or what was removed and added there.

    `by` says which of the compared versions made it, counted from 0; an unchanged place is of the first.
    """

    pieces: tuple[Piece, ...]
    sentences: int
    by: int

    @property
    def is_same(self) -> bool:
        """Whether nothing changed here (Rulebook, versions)."""
        return self.by == 0


def compare(texts: Sequence[str]) -> list[Change]:
    """Return what changed from the first of these consecutive versions to the last (Rulebook, versions).

    Kept and removed pieces joined are the first text, kept and added ones the last. A sentence that one version
    changed and a later one changed again is named by the later one.
    """
    versions = [sentences(text) for text in texts]
    died, born = _lives(versions)
    found: list[Change] = []
    for tag, i1, i2, j1, j2 in _opcodes(versions[0], versions[-1]):
        if tag == "equal":
            kept = "".join(versions[0][i1:i2])
            found.append(Change((Piece(Mark.KEPT, kept),), i2 - i1, 0))
            continue
        for old, new in _rows(versions[0], versions[-1], range(i1, i2), range(j1, j2)):
            by = max([*(died[at] for at in old), *(born[at] for at in new)])
            before, after = (_joined(versions[0], old), _joined(versions[-1], new))
            if before.strip() == after.strip():
                found.append(Change((Piece(Mark.KEPT, after),), len(new), 0))
                continue
            pieces = _pieces(before, after) if len(found) < MOST_ROWS else _apart(before, after)
            found.append(Change(tuple(pieces), max(len(old), len(new)), by or len(texts) - 1))
    return found


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences; joined they are the text (Rulebook, versions)."""
    found, begin = [], 0
    for end in _END.finditer(text):
        found.append(text[begin : end.end()])
        begin = end.end()
    if begin < len(text):
        found.append(text[begin:])
    size = -(-len(found) // MOST_SENTENCES)
    return found if size <= 1 else ["".join(found[at : at + size]) for at in range(0, len(found), size)]


def _lives(versions: Sequence[Sequence[str]]) -> tuple[list[int], list[int]]:
    """In which version each sentence of the first text ended, and each of the last text began; 0 where it did not."""
    born, died = [0] * len(versions[0]), [0] * len(versions[0])
    origin: list[int | None] = list(range(len(versions[0])))
    for number, (old, new) in enumerate(pairwise(versions), start=1):
        next_born = [number] * len(new)
        next_origin: list[int | None] = [None] * len(new)
        kept: set[int] = set()
        for tag, i1, i2, j1, _j2 in _opcodes(old, new):
            if tag == "equal":
                next_born[j1 : j1 + i2 - i1] = born[i1:i2]
                next_origin[j1 : j1 + i2 - i1] = origin[i1:i2]
                kept.update(range(i1, i2))
        for at, first in enumerate(origin):
            if first is not None and at not in kept:
                died[first] = number
        born, origin = next_born, next_origin
    return died, born


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, [one.strip() for one in old], [one.strip() for one in new]).get_opcodes()


def _rows(
    old: Sequence[str], new: Sequence[str], of_old: range, of_new: range
) -> Iterator[tuple[list[int], list[int]]]:
    """Pair the sentences of a changed place: those alike with each other, the rest in their order."""
    start = of_new.start
    left: list[int] = []
    for at in of_old:
        ahead = range(start, min(start + _LOOK_AHEAD, of_new.stop))
        mate = next((other for other in ahead if _alike(old[at], new[other])), None)
        if mate is None:
            left.append(at)
            continue
        yield from _side_by_side(left, range(start, mate))
        yield [at], [mate]
        left, start = [], mate + 1
    yield from _side_by_side(left, range(start, of_new.stop))


def _side_by_side(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """The unlike ones: what is only added stands first, beside the sentence that it was added to."""
    more = max(len(new) - len(old), 0)
    yield from (([], [after]) for after in new[:more])
    new = new[more:]
    for before, after in zip_longest(old, new):
        yield ([] if before is None else [before]), ([] if after is None else [after])


def _alike(old: str, new: str) -> bool:
    """Whether two fifths of the words of both are the same."""
    before, after = (Counter(word for word in _words(text) if not word.isspace()) for text in (old, new))
    return 5 * (before & after).total() >= before.total() + after.total()


def _pieces(old: str, new: str) -> list[Piece]:
    before, after = _words(old), _words(new)
    if not old or not new or max(len(before), len(after)) > MOST_WORDS or not _alike(old, new):
        return _apart(old, new)
    found: list[Piece] = []
    matcher = SequenceMatcher(str.isspace, before, after)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece(Mark.KEPT, "".join(after[j1:j2])))
        else:
            found += _apart("".join(before[i1:i2]), "".join(after[j1:j2]))
    return found


def _apart(old: str, new: str) -> list[Piece]:
    return [Piece(mark, text) for mark, text in ((Mark.REMOVED, old), (Mark.ADDED, new)) if text]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _joined(text: Sequence[str], places: Sequence[int]) -> str:
    return "".join(text[at] for at in places)
