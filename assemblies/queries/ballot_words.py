"""What the ballot says in words: the answers and what they mean here, and what each kind of vote protects against."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.domain.answers import ANSWERS, answers_of
from assemblies.domain.stages import ProposalKind
from assemblies.models import Ballot


@dataclass(frozen=True, slots=True)
class Option:
    """One card of a ballot: all weigh the same, in the order of the charter."""

    value: str
    word: str
    hint: str
    sign: str


SIGNS = {"for": "tick", "against": "cross", "abstain": "ring"}


def answer_word(answer: str, kind: str = "") -> str:
    """Return the word of an answer; on a person it says what it does."""
    if kind == ProposalKind.RECALL and answer != "abstain":
        return {"for": _("Stops"), "against": _("Stays")}[answer]
    return {"for": _("Yes"), "against": _("No"), "abstain": _("Abstain")}[answer]


def choice_words(choice: str) -> tuple[str, ...]:
    """Return the words of a whole choice, one for each text; none where nothing was chosen."""
    return tuple(answer_word(answer) for answer in answers_of(choice) if answer) if choice else ()


def options(commune: str, kind: str, *, is_rival: bool) -> tuple[Option, ...]:
    """Return the three cards of one text, each with what it means for this commune."""
    if kind == ProposalKind.RECALL:
        return _about_a_person()
    hints = _rival_hints() if is_rival else _hints(commune, kind)
    return tuple(Option(answer, answer_word(answer), hints[answer], SIGNS[answer]) for answer in ANSWERS)


def _about_a_person() -> tuple[Option, ...]:
    """Whether somebody stays: words that say what they do, no ticks and no crosses."""
    hints = {"against": _("The mandate goes on"), "for": _("The mandate ends at once"), "abstain": _("I don’t choose")}
    return tuple(Option(answer, answer_word(answer, ProposalKind.RECALL), hint, "") for answer, hint in hints.items())


def _hints(commune: str, kind: str) -> dict[str, str]:
    name = {"commune": commune}
    yes, no = {
        ProposalKind.RATIFICATION: (_("%(commune)s ratifies it"), _("%(commune)s does not ratify it")),
        ProposalKind.MANDATE: (_("Our delegates carry these words"), _("Our delegates do not carry these words")),
        ProposalKind.DELEGATION: (_("%(commune)s sends them"), _("%(commune)s does not send them")),
    }.get(ProposalKind(kind), (_("%(commune)s adopts it"), _("%(commune)s does not adopt it")))
    return {"for": yes % name, "against": no % name, "abstain": _("I was here; I don’t choose")}


def _rival_hints() -> dict[str, str]:
    return {
        "for": _("Rather this text than things as they are"),
        "against": _("Rather things as they are"),
        "abstain": _("I was here; I don’t choose"),
    }


def guarantee(ballot: Ballot) -> str:
    """Return the one sentence that says what this kind of vote protects, and what not."""
    if ballot.method == Ballot.Method.SECRET:
        if ballot.receipt == Ballot.Receipt.CHOICE:
            return _(
                "Nobody who has only the data can see how you voted; but the list shows each choice beside its code, so "
                "whoever knows your code will know your choice. Whoever runs the server could watch while the vote is open."
            )
        return _(
            "Nobody who has only the data can see how you voted, and your code shows that you voted, never how. "
            "Whoever runs the server could watch while the vote is open."
        )
    return {
        Ballot.Method.NAMED: _("Not secret: your answer stands beside your name, and those who run the vote see it."),
        Ballot.Method.SLIPS: _("No name stands on a slip; the roll says only that you put one into the box."),
        Ballot.Method.HANDS: _("Everyone in the hall sees your hand; only the numbers are written down."),
    }[Ballot.Method(ballot.method)]


def protects(ballot: Ballot) -> tuple[str, ...]:
    """Return what this vote protects against, one sentence each."""
    if ballot.method == Ballot.Method.NAMED:
        return (
            _("Nobody votes twice: there is one line for each name on the roll of this vote."),
            _("You can see here that your answer stands as you gave it."),
        )
    if ballot.method == Ballot.Method.SECRET:
        return (
            _("Members, tellers, the secretary and anyone with a copy of the database cannot tell who said what."),
            _("Nobody votes twice: the roll is marked and the slip is put in together, or neither is."),
            _("After closing, anyone can count the list again, and you can find your code on it."),
        )
    return (_("Two tellers count, apart, and both numbers must agree."),)


def fails_against(ballot: Ballot) -> tuple[str, ...]:
    """Return what this vote does not protect against, one sentence each."""
    if ballot.method == Ballot.Method.NAMED:
        return (_("Others can learn what you said. Where that is a danger, ask for a secret vote."),)
    if ballot.method == Ballot.Method.SECRET:
        return (
            _("Whoever runs the server, while the vote is open."),
            _("A phone with foreign software on it."),
            _("Somebody who stands beside you while you vote. In the hall you can ask two tellers for paper instead."),
        )
    return (_("Pressure in the hall."),)
