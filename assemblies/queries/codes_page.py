"""The public list of a secret vote as a page: codes, and choices apart from them or beside them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot, Decision
from assemblies.models.tree import zone_of
from assemblies.queries.ballot_words import SIGNS, answer_word, choice_words
from assemblies.queries.receipts import codes_list


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code, with its choice in words where the charter lists them so."""

    words: str
    own_word: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """How many slips gave one answer."""

    word: str
    fill: str
    number: int


@dataclass(frozen=True, slots=True)
class TextCount:
    """The answers to one text, once announced."""

    title: str
    answers: tuple[Answer, ...]
    whole: int


@dataclass(frozen=True, slots=True)
class CodesPage:
    """What the list shows to everybody."""

    code: str
    commune: str
    slug: str
    assembly: int
    item: int
    zone: str
    question: str
    closed_at: datetime | None
    is_secret: bool
    is_void: bool
    is_published: bool
    is_announced: bool
    is_beside: bool
    is_hidden: bool
    rows: tuple[CodeRow, ...]
    number: int
    on_paper: int
    texts: tuple[TextCount, ...]
    decision: int | None
    sentence: str


def codes_page(ballot: Ballot, language: str, *, with_list: bool = True) -> CodesPage:
    """The list of a vote (at most three queries); without its rows where only a check is asked for."""
    found = codes_list(ballot, language) if with_list else None
    announced = ballot.stage == BallotStage.ANNOUNCED
    number = Decision.objects.filter(result=ballot.result_id).values_list("number", flat=True).first()
    counts = found.texts if found and announced else ()
    return CodesPage(
        code=ballot.code,
        commune=ballot.assembly.commune.name,
        slug=ballot.assembly.commune.slug,
        assembly=ballot.assembly.number,
        item=ballot.item.position,
        zone=zone_of(ballot.assembly.commune),
        question=ballot.question,
        closed_at=ballot.closed_at,
        is_secret=ballot.method in (Ballot.Method.SECRET, Ballot.Method.SLIPS),
        is_void=ballot.stage == BallotStage.VOID,
        is_published=bool(found and found.is_published),
        is_announced=announced,
        is_beside=bool(found and found.is_beside and announced and not found.is_hidden),
        is_hidden=bool(found and found.is_hidden),
        rows=tuple(CodeRow(row.words, row.own_word, choice_words(row.choice)) for row in found.codes) if found else (),
        number=len(found.codes) if found else 0,
        on_paper=found.on_paper if found else 0,
        texts=tuple(_count(ballot, at, each) for at, each in enumerate(counts)),
        decision=number if announced else None,
        sentence=list_sentence(ballot),
    )


def list_sentence(ballot: Ballot) -> str:
    """Say what the list of this vote shows."""
    if ballot.receipt == Ballot.Receipt.CHOICE:
        return _("Each choice stands beside its code. Whoever knows a code knows the choice.")
    return _("Codes and choices are listed apart, in no order of time: no code tells what stood on its slip.")


def _count(ballot: Ballot, at: int, counts: dict[str, int]) -> TextCount:
    fills = {"for": "yes", "against": "no", "abstain": "abs"}
    title = ballot.texts[at]["title"] if ballot.texts else ""
    answers = tuple(
        Answer(answer_word(answer, ballot.proposal.kind), fills[answer], counts[answer]) for answer in SIGNS
    )
    return TextCount(title, answers, sum(counts.values()))
