"""What changed between two versions of a text, sentence by sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_SENTENCE = re.compile(r"[^.!?؟。\n]+[.!?؟。]*\s*|\n+")


class ChangeKind(StrEnum):
    """Whether a passage stayed, went or came."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """One passage of the comparison."""

    kind: ChangeKind
    words: str


def text_changes(before: str, after: str) -> tuple[Change, ...]:
    """Compare two texts by sentences; equal texts give one passage that stayed."""
    return tuple(_passages(_SENTENCE.findall(before), _SENTENCE.findall(after)))


def only_changed(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The passages that went or came: what a delegate must read before voting."""
    return tuple(change for change in changes if change.kind is not ChangeKind.SAME)


def _passages(before: list[str], after: list[str]) -> Iterator[Change]:
    old, new = ([sentence.strip() for sentence in text] for text in (before, after))
    for tag, from_a, to_a, from_b, to_b in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change(ChangeKind.SAME, "".join(after[from_b:to_b]))
            continue
        if to_a > from_a:
            yield Change(ChangeKind.REMOVED, "".join(before[from_a:to_a]))
        if to_b > from_b:
            yield Change(ChangeKind.ADDED, "".join(after[from_b:to_b]))
