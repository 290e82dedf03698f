"""What result and journal keep of a council vote: every voice, and every count in every measure."""

from mandates.domain.council import CouncilTally
from mandates.domain.counts import Sides
from mandates.models import Voice


def spoken(voice: Voice) -> dict[str, object]:
    """One voice as the journal keeps it: council voices are public, they answer to their commune."""
    return {
        "commune": voice.delegation.commune.name,
        "choice": voice.choice,
        "kind": voice.kind,
        "mandate": voice.mandate.decision.number if voice.mandate and voice.mandate.decision else None,
        "weight": voice.weight,
        "members": voice.members,
        "by_hand": voice.by_hand,
        "at": voice.cast_at.isoformat() if voice.cast_at else None,
    }


def sentence_counts(counted: CouncilTally) -> dict[str, int]:
    """Return what the sentence of the minutes says of a council vote, in voices."""
    binding, tendency = counted.binding.units, counted.tendency.units
    return {
        "binding_for": binding.for_,
        "binding_against": binding.against,
        "binding_abstain": binding.abstain,
        "tendency_for": tendency.for_,
        "tendency_against": tendency.against,
        "tendency_abstain": tendency.abstain,
        "send_back": counted.send_back,
        "not_voting": counted.not_voting,
        "void": counted.void,
    }


def result_counts(counted: CouncilTally, absent: int) -> dict[str, object]:
    """Everything that was counted, by voices, weight and members, as the result keeps it; what counts stands first."""
    counts = counted.binding.units
    return {
        "for": counts.for_,
        "against": counts.against,
        "abstain": counts.abstain,
        "binding": _sides(counted.binding),
        "indicative": _sides(counted.indicative),
        "tendency": _sides(counted.tendency),
        "send_back": counted.send_back,
        "not_voting": counted.not_voting,
        "void": counted.void,
        "present": counted.present,
        "present_weight": counted.present_weight,
        "present_members": counted.present_members,
        "absent_weight": absent,
    }


def _sides(sides: Sides) -> dict[str, dict[str, int]]:
    return {
        name: {"for": counts.for_, "against": counts.against, "abstain": counts.abstain}
        for name, counts in (("units", sides.units), ("weights", sides.weights), ("members", sides.members))
    }
