"""What a council vote would say if every voice did as it is instructed; nothing here was voted."""

from collections.abc import Iterable
from dataclasses import dataclass

from mandates.domain.compliance import CheckKind, Terms, check
from mandates.domain.council import VoiceCount
from mandates.domain.stages import Choice, VoiceKind


@dataclass(frozen=True, slots=True)
class Instruction:
    """A commune's voice before the vote: what its mandate says, if it has one, and what it weighs."""

    terms: Terms | None
    weight: int = 1
    members: int = 0


def as_instructed(instructions: Iterable[Instruction]) -> list[VoiceCount]:
    """Return the voices as they would be cast by the mandates alone (Rulebook, if all vote as instructed)."""
    return [_voice(one) for one in instructions]


def _voice(one: Instruction) -> VoiceCount:
    if one.terms is None:
        return VoiceCount(Choice.NONE, VoiceKind.NONE, one.weight, one.members)
    for choice in (Choice(one.terms.position), Choice.AGAINST):
        found = check(one.terms, choice).kind
        if found != CheckKind.BLOCKED:
            kind = VoiceKind.BINDING if found == CheckKind.BINDING else VoiceKind.INDICATIVE
            return VoiceCount(choice, kind, one.weight, one.members)
    return VoiceCount(Choice.SEND_BACK, VoiceKind.INDICATIVE, one.weight, one.members)
