"""The count of a vote by hands as the console and each teller may see it (settled 12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.models import Ballot, Role
from assemblies.queries.counts import OPTIONS, TELLERS, CountState, count_states
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class Sent:
    """One teller's number for one answer; None while it may not be seen."""

    teller: str
    number: int | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in the count."""

    option: str
    word: str
    swatch: str
    sent: tuple[Sent, ...]
    mine: int | None
    settled: int | None
    is_both: bool
    is_different: bool

    @property
    def may_send(self) -> bool:
        """Whether this teller can send a number: none yet in this round, or the two differ."""
        return self.settled is None and (self.mine is None or self.is_different)

    @property
    def may_mend(self) -> bool:
        """Whether this teller can still change the own number: the other has not sent."""
        return self.mine is not None and not self.is_both


@dataclass(frozen=True, slots=True)
class CountBoard:
    """The count so far: rows for the console, and for a teller the answer to count now."""

    ballot: str
    stage: str
    answers: tuple[Answer, ...]
    is_teller: bool
    is_console: bool
    now: Answer | None
    others: tuple[str, ...]

    @property
    def open_answers(self) -> tuple[str, ...]:
        """The answers that are not settled."""
        return tuple(one.word for one in self.answers if one.settled is None)

    @property
    def differing(self) -> tuple[str, ...]:
        """The answers for which both sent and the numbers differ."""
        return tuple(one.word for one in self.answers if one.is_different)


def count_board(ballot: Ballot, person: Person, roles: Sequence[Role], *, is_console: bool) -> CountBoard:
    """The board as this person may see it (1 query); another's number stays hidden until both have sent."""
    tellers = {role.person_id: str(role.person) for role in roles if role.kind == Role.Kind.TELLER}
    states = count_states(ballot)
    answers = tuple(_answer(states[option], person, tellers) for option in OPTIONS)
    is_teller = person.pk in tellers
    waiting = [one for one in answers if one.may_send]
    return CountBoard(
        ballot=ballot.code,
        stage=ballot.stage,
        answers=answers,
        is_teller=is_teller,
        is_console=is_console,
        now=waiting[0] if is_teller and waiting else None,
        others=tuple(name for pk, name in tellers.items() if pk != person.pk),
    )


def option_word(option: str) -> str:
    """The word of an answer on the page."""
    return {"for": _("Yes"), "against": _("No"), "abstain": _("Abstain")}[option]


def _answer(state: CountState, person: Person, tellers: dict[int, str]) -> Answer:
    both = len(state.sent) >= TELLERS
    return Answer(
        option=state.option,
        word=option_word(state.option),
        swatch={"for": "yes", "against": "no", "abstain": "abs"}[state.option],
        sent=tuple(
            Sent(tellers.get(pk, _("A teller")), number if both or pk == person.pk else None, pk == person.pk)
            for pk, number in state.sent
        ),
        mine=state.own(person.pk),
        settled=state.settled,
        is_both=both,
        is_different=state.differs,
    )
