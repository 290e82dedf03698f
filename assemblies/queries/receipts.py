"""Receipts of secret votes: a fresh code for the form, the public list, and the check that needs no sign-in."""

import secrets
from dataclasses import dataclass
from enum import StrEnum

from assemblies.domain.answers import counts_of
from assemblies.domain.codes import NO_CODE, SPACE, code_words, own_word, read_code, words_of
from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot, Slip


@dataclass(frozen=True, slots=True)
class ListedCode:
    """One code of the list, in the words of the reader's language; the choice only where the charter lists them so."""

    words: str
    own_word: str
    choice: str


@dataclass(frozen=True, slots=True)
class CodesList:
    """The public list of a closed secret vote. `texts` counts the answers to each text; empty where few voted."""

    is_published: bool
    is_beside: bool  # each choice beside its code; else codes and choices stand apart
    is_hidden: bool  # fewer than five voted: codes alone
    codes: tuple[ListedCode, ...]
    on_paper: int  # slips of paper have no code; 0 where few voted
    texts: tuple[dict[str, int], ...]


class Found(StrEnum):
    """What a check of a receipt finds."""

    UNREADABLE = "unreadable"
    OPEN = "open"  # codes are listed when the vote is closed
    LISTED = "listed"
    NOT_LISTED = "not_listed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """The answer to “is my slip counted?”; the choice only where it is listed beside its code."""

    found: Found
    words: str = ""
    own_word: str = ""
    choice: str = ""


def fresh_code() -> int:
    """Draw a code for one form; it is kept nowhere but in that form."""
    return 1 + secrets.randbelow(SPACE - 1)


def printed(code: int, language: str = "en") -> str:
    """Return a code in the words of this language."""
    return code_words(code, words_of(language))


def codes_list(ballot: Ballot, language: str = "en") -> CodesList:
    """Return the list of a vote, by code in the reader's words (1 query); empty while the vote is open or if void."""
    published = ballot.stage in (BallotStage.CLOSED, BallotStage.ANNOUNCED) and ballot.method in (
        Ballot.Method.SECRET,
        Ballot.Method.SLIPS,
    )
    hidden, beside = bool(ballot.sealed_counts), ballot.receipt == Ballot.Receipt.CHOICE
    rows = list(Slip.objects.filter(ballot=ballot)) if published else []
    codes = [
        ListedCode(printed(row.receipt, language), row.word, row.choice) for row in rows if row.receipt is not None
    ]
    # Until the result is announced nobody is told what was chosen (Rulebook, a vote by phone).
    announced = ballot.stage == BallotStage.ANNOUNCED and not hidden
    if not announced:
        codes = [ListedCode(each.words, each.own_word, "") for each in codes]
    texts = tuple(counts_of((row.choice for row in rows if row.choice), len(ballot.texts) or 1)) if announced else ()
    return CodesList(
        is_published=published,
        is_beside=beside,
        is_hidden=hidden,
        codes=tuple(sorted(codes, key=lambda each: (each.words, each.own_word))),
        on_paper=max(0, sum(texts[0].values()) - len(codes)) if texts else 0,
        texts=texts,
    )


def check_receipt(ballot: Ballot, typed: str, word: str = "", language: str = "en") -> ReceiptCheck:
    """Look for a typed code in the list of a vote (1 query); asked for by POST, so that no address holds a code."""
    code = read_code(typed)
    if code is None or code == NO_CODE:
        return ReceiptCheck(Found.UNREADABLE)
    words, own = printed(code, language), own_word(word)
    if ballot.stage == BallotStage.VOID:
        return ReceiptCheck(Found.VOID, words, own)
    if ballot.stage == BallotStage.OPEN:
        return ReceiptCheck(Found.OPEN, words, own)
    row = Slip.objects.filter(ballot=ballot, receipt=code).first()
    if row is None or (own and row.word != own):
        return ReceiptCheck(Found.NOT_LISTED, words, own)
    choice = row.choice if ballot.stage == BallotStage.ANNOUNCED else ""
    return ReceiptCheck(Found.LISTED, words, row.word, choice)
