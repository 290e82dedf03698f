"""The count of a council vote: votes that count, indicative votes, and the tendency of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assemblies.domain.majority import Outcome, Rule, Tally, decide
from mandates.domain.counts import Counts, Sides
from mandates.domain.stages import Ask, Choice, Position, VoiceKind

_SIDES = {choice: Position(choice.value) for choice in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)}


class CouncilOutcome(StrEnum):
    """What a council vote says; provisional goes home to the communes first, inquorate decides nothing."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"
    PROVISIONAL = "provisional"
    INQUORATE = "inquorate"


@dataclass(frozen=True, slots=True)
class VoiceCount:
    """One voice on record in a council vote.

    A void voice may stand beside its delegation's valid place; `delegation` joins the two. Without it every voice is
    a delegation of its own.
    """

    choice: Choice
    kind: VoiceKind
    weight: int = 1
    members: int = 0
    delegation: int | None = None

    @property
    def is_void(self) -> bool:
        """Whether it was cast against its mandate (Rulebook, off-mandate)."""
        return self.kind == VoiceKind.VOID


@dataclass(frozen=True, slots=True)
class CouncilTally:
    """A council vote counted: the votes that count, the indicative ones and the tendency apart.

    `send_back`, `not_voting`, `void` and `present` are numbers of delegations; the `_weight` fields carry their weight.
    """

    binding: Sides
    indicative: Sides
    tendency: Sides
    send_back: int
    not_voting: int
    void: int
    present: int
    present_members: int
    present_weight: int
    void_weight: int
    outstanding_weight: int


def tally(voices: Iterable[VoiceCount]) -> CouncilTally:
    """Count the voices of a council; void ones stand on no side and stay present (Rulebook, council votes)."""
    said = _last_words(list(voices))
    valid = [voice for voice in said if not voice.is_void]
    binding = [voice for voice in valid if voice.choice in _SIDES and voice.kind == VoiceKind.BINDING]
    indicative = [voice for voice in valid if voice.choice in _SIDES and voice.kind != VoiceKind.BINDING]
    present_weight = sum(voice.weight for voice in said)
    void_weight = sum(voice.weight for voice in said if voice.is_void)
    return CouncilTally(
        binding=_sides(binding),
        indicative=_sides(indicative),
        tendency=_sides([*binding, *indicative]),
        send_back=sum(voice.choice == Choice.SEND_BACK for voice in valid),
        not_voting=sum(voice.choice == Choice.NONE for voice in valid),
        void=len(said) - len(valid),
        present=len(said),
        present_members=sum(voice.members for voice in said),
        present_weight=present_weight,
        void_weight=void_weight,
        outstanding_weight=present_weight - void_weight - sum(voice.weight for voice in binding),
    )


def verdict(
    counted: CouncilTally, rule: Rule, ask: str, outstanding_absent: int = 0, all_weight: int | None = None
) -> CouncilOutcome:
    """Say what the council decided, or that the communes must answer first (Rulebook, verdict of the council).

    Outstanding is the weight of voices that are not binding, and of communes of the council without a voice here
    (`outstanding_absent`); void voices are not. `all_weight` is the base of “all”: by default those present and absent.
    """
    outstanding = counted.outstanding_weight + outstanding_absent
    whole = counted.present_weight + outstanding_absent if all_weight is None else all_weight

    def with_outstanding(more: Counts) -> Outcome:
        sides = counted.binding.weights + more
        return decide(
            rule,
            Tally(sides.for_, sides.against, sides.abstain, counted.present_weight, whole, counted.void_weight),
        )

    if outstanding == 0 and (plain := with_outstanding(Counts())) != Outcome.ADOPTED:
        return CouncilOutcome(plain.value)
    if with_outstanding(Counts(for_=outstanding)) != Outcome.ADOPTED:
        return CouncilOutcome.REJECTED
    if Ask(ask) == Ask.OUTSTANDING and with_outstanding(Counts(against=outstanding)) == Outcome.ADOPTED:
        return CouncilOutcome.ADOPTED
    return CouncilOutcome.PROVISIONAL


def instruction(counted: CouncilTally, rule: Rule, outstanding_absent: int = 0) -> CouncilOutcome:
    """Say what a council instructs its own delegates one level up: votes that count alone, and nobody is asked after.

    Rulebook, verdict of the council.
    """
    sides = counted.binding.weights
    whole = counted.present_weight + outstanding_absent
    outcome = decide(
        rule, Tally(sides.for_, sides.against, sides.abstain, counted.present_weight, whole, counted.void_weight)
    )
    return CouncilOutcome(outcome.value)


def _last_words(voices: list[VoiceCount]) -> list[VoiceCount]:
    """Keep one voice of each delegation: its valid vote, else its void one, else its silence."""
    kept: list[VoiceCount] = [voice for voice in voices if voice.delegation is None]
    last: dict[int, VoiceCount] = {}
    for voice in voices:
        if voice.delegation is None:
            continue
        before = last.get(voice.delegation)
        if before is None or _rank(voice) > _rank(before):
            last[voice.delegation] = voice
    return [*kept, *last.values()]


def _rank(voice: VoiceCount) -> int:
    if voice.is_void:
        return 1
    return 2 if voice.choice else 0


def _sides(voices: Iterable[VoiceCount]) -> Sides:
    units, weights, members = Counts(), Counts(), Counts()
    for voice in voices:
        side = _SIDES[voice.choice]
        units += Counts.of(side)
        weights += Counts.of(side, voice.weight)
        members += Counts.of(side, voice.members)
    return Sides(units, weights, members)
