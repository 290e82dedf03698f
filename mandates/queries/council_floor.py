"""The vote on the floor of a council: what may be shown of it, and what its closing would say."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from assemblies.domain.majority import Rule, Tally, yes_needed
from assemblies.models import Commune, TextVersion
from mandates.domain.council import CouncilOutcome, CouncilTally, VoiceCount, tally, verdict
from mandates.domain.stages import Choice, CouncilVoteStage, Purpose, VoiceKind
from mandates.models import CouncilVote, Voice
from mandates.queries.changes import Change, text_changes
from mandates.queries.council_rows import ItemRow, Seat
from mandates.queries.vote_count import taken_over
from mandates.queries.weights import voters_behind


@dataclass(frozen=True, slots=True)
class FloorVote:
    """The vote on the floor: what may be shown of it, and what its closing would say."""

    code: str
    item_id: int
    item_number: int
    title: str
    version: int
    text: tuple[Change, ...]
    reason: str
    stage: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    rule_values: Mapping[str, str]
    by_members: bool
    instructs: bool
    answered: int
    voices: int
    whole: int
    needed: int | None
    counts: CouncilTally | None
    outcome: CouncilOutcome | None
    decision_number: int | None
    suspended_until: datetime.datetime | None
    was_counted: bool
    may_suspend: bool
    may_reopen: bool

    @property
    def is_suspended(self) -> bool:
        """Whether it stands still for now."""
        return self.stage == CouncilVoteStage.SUSPENDED

    @property
    def awaits_answers(self) -> bool:
        """Whether who has said nothing may still say it."""
        return self.is_open or (self.is_suspended and not self.was_counted)

    @property
    def may_recount(self) -> bool:
        """Whether it may be counted again."""
        return self.was_counted and not self.is_open and self.outcome != CouncilOutcome.INQUORATE

    @property
    def is_open(self) -> bool:
        """Whether voices may still be cast."""
        return self.stage == CouncilVoteStage.OPEN

    @property
    def everybody_answered(self) -> bool:
        """Whether every voice here has said something."""
        return self.voices > 0 and self.answered == self.voices


def text_before() -> Subquery:
    """The words of the version before the one that is voted on."""
    earlier = TextVersion.objects.filter(
        proposal=OuterRef("text_version__proposal"), number=OuterRef("text_version__number") - 1
    )
    return Subquery(earlier.values("body")[:1])


def one_per_delegation(voices: Sequence[Voice]) -> list[Voice]:
    """Each delegation's valid vote, or its void one where it has no other."""
    found: dict[int, Voice] = {}
    for voice in sorted(voices, key=lambda voice: (voice.kind != VoiceKind.VOID, bool(voice.choice))):
        held = found.get(voice.delegation_id)
        if held is None or held.kind != VoiceKind.VOID or voice.choice:
            found[voice.delegation_id] = voice
    return list(found.values())


def counted_voices(voices: Sequence[Voice]) -> CouncilTally:
    """The voices of a vote counted by the domain, one place per delegation."""
    return tally(
        VoiceCount(Choice(voice.choice), VoiceKind(voice.kind), voice.weight, voice.members)
        for voice in one_per_delegation(voices)
    )


def may_show(vote: CouncilVote, voices: Sequence[Voice]) -> bool:
    """Answers appear together: when all have answered, or when the vote was counted (design, principle 4)."""
    if vote.stage == CouncilVoteStage.CANCELLED:
        return False
    return vote.result_id is not None or (bool(voices) and all(map(has_answered, one_per_delegation(voices))))


def has_answered(voice: Voice) -> bool:
    """Whether this place has said something that is not void: a void one may vote again while the vote is open."""
    return bool(voice.choice) and voice.kind != VoiceKind.VOID


def floor_vote(
    vote: CouncilVote,
    item: ItemRow,
    voices: Sequence[Voice],
    communes: Sequence[Seat],
    council: Commune,
) -> FloorVote:
    """The vote with its counts, where they may be shown (two more queries where communes are weighed by members)."""
    places = one_per_delegation(voices)
    by_members = vote.rule.get("weight") == "members"
    absent = {commune.id for commune in communes} - {place.delegation.commune_id for place in places}
    # The weight of those who are not here is asked for only where it is not one each.
    behind = voters_behind(council) if by_members else {}
    absent_weight = sum(behind.get(pk, 0) for pk in absent) if by_members else len(absent)
    present = sum(place.weight for place in places)
    shown = may_show(vote, voices)
    counts = counted_voices(voices) if shown else None
    rule = Rule.from_values(vote.rule)
    outcome = None
    has_void = any(voice.kind == VoiceKind.VOID for voice in voices)
    if vote.result is not None and vote.stage != CouncilVoteStage.OPEN:
        outcome = CouncilOutcome(vote.result.outcome)
    elif counts and item.purpose != Purpose.INSTRUCT:
        outcome = verdict(counts, rule, vote.rule["ratify.ask"], absent_weight)
    body = vote.text_version.body
    before: str | None = getattr(vote, "before", None)
    return FloorVote(
        code=vote.code,
        item_id=item.id,
        item_number=item.number,
        title=item.title,
        version=vote.text_version.number,
        text=text_changes(body if before is None else before, body),
        reason=vote.text_version.reason,
        stage=vote.stage,
        opened_at=vote.opened_at,
        closed_at=vote.closed_at,
        rule_values=vote.rule,
        by_members=by_members,
        instructs=item.purpose == Purpose.INSTRUCT,
        answered=sum(map(has_answered, places)),
        voices=len(places),
        whole=present + absent_weight,
        needed=yes_needed(rule, Tally(0, 0, 0, present, present + absent_weight)),
        counts=counts,
        outcome=outcome,
        decision_number=item.decision_number if vote.result is not None else None,
        suspended_until=vote.suspended_until,
        was_counted=vote.result is not None,
        may_suspend=vote.suspended_at is None
        and (vote.stage == CouncilVoteStage.OPEN or (vote.stage == CouncilVoteStage.CLOSED and has_void)),
        may_reopen=has_void and _may_reopen(vote, outcome),
    )


def _may_reopen(vote: CouncilVote, outcome: CouncilOutcome | None) -> bool:
    """Whether a counted vote may be taken up again (three queries)."""
    if vote.stage not in (CouncilVoteStage.CLOSED, CouncilVoteStage.SUSPENDED) or vote.result is None:
        return False
    return outcome not in (CouncilOutcome.PROVISIONAL, CouncilOutcome.INQUORATE) and bool(taken_over(vote))
