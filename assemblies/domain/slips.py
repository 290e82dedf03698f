"""The slips in an urn: of one length, always sorted, and how they are published when it is closed."""

import hashlib
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assemblies.domain.answers import ANSWERS, answers_of, joined
from assemblies.domain.codes import NO_CODE, WORD_BYTES

FEW = 5  # fewer cast in secret than this, and only the outcome is printed
_CODE_BYTES = 6
_CHOICE_BYTES = 2
LENGTH = _CODE_BYTES + _CHOICE_BYTES + WORD_BYTES
_PLACES = len(ANSWERS) + 1


@dataclass(frozen=True, slots=True, order=True)
class UrnSlip:
    """One slip: the code and the word on it (none on paper), and the answer to each text."""

    code: int
    word: str
    choice: str


@dataclass(frozen=True, slots=True, order=True)
class ListedSlip:
    """One row of the published list: a code, an answer, or both, by the kind of receipt."""

    code: int | None
    word: str
    choice: str


def packed(slips: Iterable[UrnSlip]) -> bytes:
    """Return all slips, sorted, each of the same length, so that neither order nor size tells who (Rulebook, the urn)."""
    return b"".join(sorted(_pack(slip) for slip in slips))


def unpacked(content: bytes) -> list[UrnSlip]:
    """Return the slips of an urn (Rulebook, the urn)."""
    return [_unpack(record) for record in _records(content)]


def put_in(content: bytes, slip: UrnSlip) -> bytes:
    """Return the urn with one slip more, at its place in the order (Rulebook, the urn)."""
    records = _records(content)
    insort(records, _pack(slip))
    return b"".join(records)


def with_code(content: bytes, code: int) -> UrnSlip | None:
    """Return the slip with this code; a slip of paper is found by nobody (Rulebook, receipt codes)."""
    return next((_unpack(record) for record in _coded(content, code)), None)


def exchanged(content: bytes, slip: UrnSlip) -> bytes:
    """Return the urn with this slip in the place of that with the same code (Rulebook, receipt codes)."""
    old = next(iter(_coded(content, slip.code)))
    return b"".join(_pack(slip) if record == old else record for record in _records(content))


def is_hidden(slips: int) -> bool:
    """Say whether so few voted in secret that counts would tell who said what (Rulebook, small turnouts)."""
    return slips < FEW


def listed(slips: Sequence[UrnSlip], *, beside: bool) -> list[ListedSlip]:
    """Return the public list, sorted (Rulebook, receipts).

    `beside`: the choice stands beside its code. Else codes and answers stand apart, and the answers to rival texts
    apart from one another, so that no pattern of answers can be a signature. A slip of paper has no code. Where few
    voted, the codes alone.
    """
    hidden = is_hidden(len(slips))
    if beside and not hidden:
        coded = [ListedSlip(slip.code, slip.word, slip.choice) for slip in slips if slip.code != NO_CODE]
        loose = [slip for slip in slips if slip.code == NO_CODE]
    else:
        coded = [ListedSlip(slip.code, slip.word, "") for slip in slips if slip.code != NO_CODE]
        loose = [] if hidden else list(slips)
    return sorted(coded, key=_by_code) + sorted(
        (ListedSlip(None, "", row) for slip in loose for row in _apart(slip.choice)), key=lambda row: row.choice
    )


def list_hash(rows: Iterable[ListedSlip]) -> str:
    """Return the hash of a published list, whatever order its rows are in (Rulebook, the urn)."""
    lines = sorted(f"{row.code or ''}:{row.word}:{row.choice}" for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _records(content: bytes) -> list[bytes]:
    return [content[at : at + LENGTH] for at in range(0, len(content), LENGTH)]


def _coded(content: bytes, code: int) -> list[bytes]:
    start = code.to_bytes(_CODE_BYTES)
    return [record for record in _records(content) if record.startswith(start)] if code != NO_CODE else []


def _by_code(row: ListedSlip) -> int:
    return row.code or 0


def _apart(choice: str) -> list[str]:
    """Each answer alone, at its place: the second of three answers is “,for,”."""
    answers = answers_of(choice)
    return [joined(answer if at == here else "" for here in range(len(answers))) for at, answer in enumerate(answers)]


def _pack(slip: UrnSlip) -> bytes:
    places = 0
    for answer in reversed(answers_of(slip.choice)):
        places = places * _PLACES + ANSWERS.index(answer) + 1
    word = slip.word.encode()
    if len(word) > WORD_BYTES:
        raise ValueError(f"a word on a slip has at most {WORD_BYTES} bytes")
    return slip.code.to_bytes(_CODE_BYTES) + places.to_bytes(_CHOICE_BYTES) + word.ljust(WORD_BYTES, b"\0")


def _unpack(content: bytes) -> UrnSlip:
    places = int.from_bytes(content[_CODE_BYTES : _CODE_BYTES + _CHOICE_BYTES])
    answers = []
    while places:
        places, at = divmod(places, _PLACES)
        answers.append(ANSWERS[at - 1])
    word = content[_CODE_BYTES + _CHOICE_BYTES :].rstrip(b"\0").decode()
    return UrnSlip(int.from_bytes(content[:_CODE_BYTES]), word, joined(answers))
