"""How programs read council items, mandates, council votes and ratifications, one shape a thing."""

from typing import Any, ClassVar

from rest_framework import serializers

from confed.kernel.api.nouns import NounSerializer
from mandates import models
from mandates.domain.stages import CouncilVoteStage


class CouncilItemSerializer(NounSerializer):
    """Matters that a council published."""

    title = serializers.CharField(source="proposal.title", read_only=True)

    class Meta:
        model = models.CouncilItem
        fields = ("ref", "council", "number", "title", "proposal", "purpose", "deadline", "stage")


class CouncilRecallSerializer(NounSerializer):
    """Recalls that a council has before it: whom, on what ground, and from when it may be voted on."""

    class Meta:
        model = models.CouncilRecall
        fields = ("ref", "item", "delegate", "ground", "not_before", "barred_until")


class MandateSerializer(NounSerializer):
    """What assemblies decided that their delegates say; the terms stand here once they are decided."""

    TERMS = ("latitude", "red_lines", "if_touched", "reasons", "expires_on")

    class Meta:
        model = models.Mandate
        fields = (
            *("ref", "giver", "item", "text_version", "proposal", "decision", "position", "latitude", "red_lines"),
            *("if_touched", "reasons", "expires_on", "late", "granted_at", "stage"),
        )
        extra_kwargs: ClassVar = {
            name: {"allow_null": True} for name in ("latitude", "red_lines", "if_touched", "reasons")
        }

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Leave the terms out while they are a draft, but for those who prepare it."""
        shown: dict[str, Any] = super().to_representation(instance)
        return shown if instance.is_told else {**shown, **dict.fromkeys(self.TERMS)}


class DeclarationSerializer(NounSerializer):
    """What delegates declared on red lines, and what their assembly contested."""

    class Meta:
        model = models.Declaration
        fields = ("ref", "mandate", "text_version", "line", "touched", "at", "contested_at", "contested_in")


class CouncilVoteSerializer(NounSerializer):
    """Votes of a council; the tendency, where there is one, is not a decision."""

    outcome = serializers.SerializerMethodField()
    counts = serializers.SerializerMethodField()

    class Meta:
        model = models.CouncilVote
        fields = (
            *("ref", "item", "text_version", "assembly", "rule", "stage", "opened_at", "closed_at", "suspended_until"),
            *("outcome", "counts"),
        )

    def get_outcome(self, vote: Any) -> str | None:
        """What came of it, once it is closed."""
        return str(vote.result.outcome) if _is_told(vote) else None

    def get_counts(self, vote: Any) -> dict[str, Any] | None:
        """What was counted, once it is closed."""
        return dict(vote.result.counts) if _is_told(vote) else None


def _is_told(vote: Any) -> bool:
    return vote.stage == CouncilVoteStage.CLOSED and vote.result is not None


class VoiceSerializer(NounSerializer):
    """Each delegation's place in a council vote, once it is closed; void ones stay."""

    class Meta:
        model = models.Voice
        fields = ("ref", "vote", "delegation", "mandate", "choice", "kind", "by_hand", "weight", "members", "cast_at")


class CascadeSerializer(NounSerializer):
    """Decisions on their way back down to every base commune."""

    outcome = serializers.CharField(source="result.outcome", default=None, read_only=True, allow_null=True)
    counts = serializers.JSONField(source="result.counts", default=None, read_only=True, allow_null=True)

    class Meta:
        model = models.Cascade
        fields = (
            *("ref", "decision", "council_vote", "opens_on", "closes_on", "rule", "stage", "closed_at", "outcome"),
            "counts",
        )


class RatificationSerializer(NounSerializer):
    """What each commune answered, with its counts at home and what its voice had said in the council."""

    class Meta:
        model = models.Ratification
        fields = (
            *("ref", "cascade", "commune", "proposal", "decision", "members", "stage", "basis", "count_for"),
            *("count_against", "count_abstain", "present", "meets_on", "voted_on", "received_at", "council_choice"),
            *("council_kind", "counter_words"),
        )
