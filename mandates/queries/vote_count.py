"""A council vote counted from its voices: what it says if it closes now, and who has left."""

from dataclasses import dataclass

from assemblies.domain.majority import Rule
from assemblies.models import Commune
from delegates.models import Credential
from mandates.domain.council import CouncilOutcome, CouncilTally, VoiceCount, instruction, tally, verdict
from mandates.domain.stages import Ask, Choice, Purpose, VoiceKind
from mandates.models import CouncilItem, CouncilVote, Voice
from mandates.queries.weights import voters_behind


@dataclass(frozen=True, slots=True)
class VoteCount:
    """The voices of a vote, counted: `places` is each delegation's valid place, `still_here` whose voice is carried."""

    voices: list[Voice]
    places: list[Voice]
    counted: CouncilTally
    absent: int
    still_here: int
    outcome: CouncilOutcome


def count_vote(vote: CouncilVote, item: CouncilItem) -> VoteCount:
    """Count a vote from its rows; indicative voices never enter its outcome (rulebook, verdict of the council)."""
    voices = list(
        Voice.objects.filter(vote=vote)
        .select_related("delegation__commune", "mandate__decision__result")
        .order_by("delegation__commune__name", "pk")
    )
    counted = tally(
        [VoiceCount(Choice(v.choice), VoiceKind(v.kind), v.weight, v.members, v.delegation_id) for v in voices]
    )
    places = [voice for voice in voices if voice.kind != VoiceKind.VOID]
    absent = _absent_weight(vote, {voice.delegation.commune_id for voice in voices})
    rule = Rule.from_values(vote.rule)
    outcome = (
        instruction(counted, rule, absent)
        if item.purpose == Purpose.INSTRUCT
        else verdict(counted, rule, Ask(vote.rule["ratify.ask"]), absent)
    )
    delegations = {place.delegation_id for place in places}
    carried = Credential.objects.filter(assembly=vote.assembly_id, to_at=None, delegation__in=delegations)
    return VoteCount(
        voices=voices,
        places=places,
        counted=counted,
        absent=absent,
        still_here=carried.values("delegation").distinct().count(),
        outcome=outcome,
    )


def _absent_weight(vote: CouncilVote, here: set[int]) -> int:
    """Return the weight of the council's communes that have no voice in this vote."""
    children = set(Commune.objects.filter(parent=vote.assembly.commune, left_on=None).values_list("pk", flat=True))
    absent = children - here
    if vote.rule["weight"] == "unit":
        return len(absent)
    members = voters_behind(vote.assembly.commune)
    return sum(members.get(pk, 0) for pk in absent)


def taken_over(vote: CouncilVote) -> set[int]:
    """Return the delegations whose voice in a counted vote is void and carried by somebody else since.

    They alone may speak when it is taken up again (rulebook, reopening).
    """
    last = Voice.objects.filter(vote=vote, kind=VoiceKind.VOID).order_by("cast_at")
    voids = {delegation: at for delegation, at in last.values_list("delegation", "cast_at") if at is not None}
    counted_at = vote.result.at if vote.result else vote.opened_at
    stands = Voice.objects.filter(vote=vote, delegation__in=list(voids), cast_at__lte=counted_at)
    spoken = set(stands.exclude(kind=VoiceKind.VOID).values_list("delegation", flat=True))
    carriers = Credential.objects.filter(assembly=vote.assembly_id, to_at=None, delegation__in=list(voids))
    return {
        delegation
        for delegation, since in carriers.values_list("delegation", "from_at")
        if delegation not in spoken and since > voids[delegation]
    }
