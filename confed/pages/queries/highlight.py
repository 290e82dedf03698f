"""Where the searched words stand in a text, found without case and accents, shown as they were written."""

from collections.abc import Sequence
from dataclasses import dataclass

from assemblies.domain.folding import folded_sign


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text that is marked or not."""

    text: str
    is_hit: bool


def pieces(text: str, words: Sequence[str]) -> list[Piece]:
    """Cut a text at the searched words; `words` are folded."""
    flat, origin = [], []
    for place, sign in enumerate(text):
        for part in folded_sign(sign):
            flat.append(part)
            origin.append(place)
    line, marked = "".join(flat), [False] * len(text)
    for word in words:
        start = line.find(word)
        while word and start >= 0:
            for place in origin[start : start + len(word)]:
                marked[place] = True
            start = line.find(word, start + len(word))
    found: list[Piece] = []
    begin = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or marked[place] != marked[begin]:
            found.append(Piece(text[begin:place], marked[begin]))
            begin = place
    return found


def excerpt(text: str, words: Sequence[str], most: int = 160) -> str:
    """Return the beginning of a text, or the part round the first searched word if that stands further on."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    line = "".join(folded_sign(sign) or " " for sign in plain)
    first = min((at for word in words if (at := line.find(word)) >= 0), default=0)
    start = 0 if first < most - 20 else max(plain.rfind(" ", 0, first - most // 3) + 1, 0)
    end = plain.rfind(" ", start + 1, start + most)
    cut = plain[start : end if end > start else start + most]
    return f"{'… ' if start else ''}{cut} …"
