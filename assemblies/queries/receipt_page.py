"""The receipt of a vote, and the answer to “is my slip counted?”, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot, Commune
from assemblies.models.tree import zone_of
from assemblies.queries.ballot_words import choice_words
from assemblies.queries.own_vote import is_open, own_vote
from assemblies.queries.receipts import Found, ReceiptCheck, printed
from confed.kernel import clock
from confed.kernel.models import Person

_COMMUNE = "assembly__commune"
_PLACE = (
    f"{_COMMUNE}__name",
    f"{_COMMUNE}__slug",
    f"{_COMMUNE}__zone",
    f"{_COMMUNE}__id",
    f"{_COMMUNE}__parent",
    "assembly__number",
    "item__position",
)


@dataclass(frozen=True, slots=True)
class CodePart:
    """A piece of a code as it is printed: a word, or the number."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """What the voter keeps. The code is known only to the answer that printed it."""

    code: str
    commune: str
    slug: str
    assembly: int
    item: int
    zone: str
    question: str
    at: datetime
    closes_at: datetime | None
    is_secret: bool
    is_open: bool
    is_announced: bool
    may_change: bool
    has_voted: bool
    said: tuple[str, ...]
    words: str
    parts: tuple[CodePart, ...]
    own_word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, in words."""

    is_good: bool
    happened: str
    do: str
    words: str
    own_word: str
    said: tuple[str, ...]


def receipt_page(
    ballot: Ballot, person: Person | None, code: int = 0, own_word: str = "", language: str = "en"
) -> ReceiptPage:
    """The receipt with this code; without a code what may be said without one (at most four queries)."""
    own = own_vote(ballot, person) if not code else None
    words = printed(code, language) if code else ""
    name, slug, zone, pk, parent, assembly, item = Ballot.objects.values_list(*_PLACE).get(pk=ballot.pk)
    return ReceiptPage(
        code=ballot.code,
        commune=name,
        slug=slug,
        assembly=assembly,
        item=item,
        zone=zone or zone_of(Commune(pk=pk, parent_id=parent)),
        question=ballot.question,
        at=clock.now(),
        closes_at=ballot.closes_at,
        is_secret=ballot.method == Ballot.Method.SECRET,
        is_open=is_open(ballot),
        is_announced=ballot.stage == BallotStage.ANNOUNCED,
        may_change=ballot.may_change,
        has_voted=bool(code) or bool(own and own.has_voted),
        said=choice_words(own.choice) if own else (),
        words=words,
        parts=tuple(CodePart(part, part.isdigit()) for part in words.split("-") if part),
        own_word=own_word,
        sentence=receipt_sentence(ballot),
    )


def receipt_sentence(ballot: Ballot) -> str:
    """Say what a code of this vote proves."""
    if ballot.receipt == Ballot.Receipt.CHOICE:
        return _(
            "This code shows that your vote is counted. When the result is announced, the list shows your choice beside "
            "it: keep the code to yourself."
        )
    return _(
        "This code shows that your vote is counted. It does not show how you voted, so nobody can ask you to prove it."
    )


def checked(check: ReceiptCheck) -> Checked:
    """Put what a check found into words."""
    happened, do = {
        Found.UNREADABLE: (
            _("This is not a code."),
            _("A code is three words and a number, like acorn-lilac-barley-417. Four letters of a word are enough."),
        ),
        Found.OPEN: (_("The vote is still open."), _("The list appears when it closes. Come back then.")),
        Found.LISTED: (_("This code is on the list. Its vote was counted."), ""),
        Found.NOT_LISTED: (
            _("This code is not on the list."),
            _(
                "Check each word, and the word of your own if you gave one. If it is still not there, tell the secretary."
            ),
        ),
        Found.VOID: (_("This vote was stopped. No list was made, and nothing was counted."), ""),
    }[check.found]
    return Checked(check.found == Found.LISTED, happened, do, check.words, check.own_word, choice_words(check.choice))
