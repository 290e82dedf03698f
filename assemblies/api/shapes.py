"""How programs read the things of a commune, one shape a thing."""

from typing import Any

from rest_framework import serializers

from assemblies import models
from assemblies.domain.stages import BallotStage
from confed.kernel.api.nouns import NounSerializer
from confed.kernel.api.references import NameField


class CommuneSerializer(NounSerializer):
    """Communes: each with the one it is a part of."""

    class Meta:
        model = models.Commune
        fields = ("ref", "name", "parent", "belonging", "language", "zone", "founded_on", "joined_on", "left_on")


class RollEntrySerializer(NounSerializer):
    """Names on a roll, for those who stand on it and its secretary; never a mail address."""

    class Meta:
        model = models.RollEntry
        fields = (
            *("ref", "commune", "name", "card", "standing", "may_speak", "may_vote", "joined_on", "leaves_on"),
            "ended_on",
        )


class RoleSerializer(NounSerializer):
    """Tasks: who holds each, since when, until when, and by which decision."""

    holder = serializers.CharField(source="person", read_only=True)

    class Meta:
        model = models.Role
        fields = ("ref", "commune", "holder", "kind", "assembly", "decision", "from_on", "until", "ended_at")


class CharterSerializer(NounSerializer):
    """Dated versions of a commune's own rules; a key that one lacks is inherited."""

    class Meta:
        model = models.Charter
        fields = ("ref", "commune", "version", "from_on", "template", "values", "decision")


class AssemblySerializer(NounSerializer):
    """Sittings, with their last head count."""

    voters = serializers.IntegerField(read_only=True, allow_null=True)
    youth = serializers.IntegerField(read_only=True, allow_null=True)
    observers = serializers.IntegerField(read_only=True, allow_null=True)
    units = serializers.IntegerField(read_only=True, allow_null=True, help_text="Communes with a voice here.")

    class Meta:
        model = models.Assembly
        fields = (
            *(
                "ref",
                "commune",
                "number",
                "kind",
                "planned_at",
                "place",
                "told_on",
                "notice",
                "stage",
                "call",
                "needed",
            ),
            *("roll_count", "voters", "youth", "observers", "units", "opened_at", "closed_at", "held_on", "entered_at"),
        )


class AgendaItemSerializer(NounSerializer):
    """Matters of an agenda."""

    class Meta:
        model = models.AgendaItem
        fields = ("ref", "assembly", "position", "title", "proposal", "started_at", "ended_at", "outcome")


class ProposalSerializer(NounSerializer):
    """What is before a commune and where it stands; its words are `texts`."""

    is_readable = serializers.BooleanField(read_only=True, help_text="Whether you may read its words.")
    mover = serializers.SerializerMethodField()
    supporters = serializers.SerializerMethodField()

    class Meta:
        model = models.Proposal
        fields = (
            *("ref", "commune", "title", "kind", "stage", "is_readable", "mover", "supporters", "replaces", "about"),
            *("review_on", "submitted_at", "answered_at", "admitted_at", "withdrawn_at"),
        )

    def get_mover(self, proposal: Any) -> str | None:
        """Who moves it, for those who may read it."""
        return str(proposal.author) if proposal.is_readable and proposal.author else None

    def get_supporters(self, proposal: Any) -> int | None:
        """How many support it, for those who may read it."""
        return proposal.supporters if proposal.is_readable else None


class TextVersionSerializer(NounSerializer):
    """Versions of the words of a proposal."""

    class Meta:
        model = models.TextVersion
        fields = ("ref", "proposal", "number", "language", "body", "reason", "hash", "at")


class ArgumentSerializer(NounSerializer):
    """What was said for and against a proposal, and what was asked."""

    said_by = serializers.CharField(source="entry", read_only=True)

    class Meta:
        model = models.Argument
        fields = ("ref", "proposal", "said_by", "side", "words", "at", "answer", "answered_at")


class RequestSerializer(NounSerializer):
    """What members ask for together: how many back it, of how many it needs."""

    backed = serializers.IntegerField(read_only=True)

    class Meta:
        model = models.Request
        fields = (
            *("ref", "commune", "kind", "proposal", "words", "wanted_at", "place", "backed", "needed", "roll_count"),
            *("stage", "begun_at", "met_at", "assembly"),
        )


class BallotSerializer(NounSerializer):
    """Votes of a sitting, with their counts once they are announced; a single vote is shown nowhere."""

    outcome = serializers.SerializerMethodField()
    counts = serializers.SerializerMethodField()

    class Meta:
        model = models.Ballot
        fields = (
            *("ref", "assembly", "item", "proposal", "question", "method", "receipt", "may_change", "texts", "rule"),
            *("present", "stage", "opened_at", "closes_at", "closed_at", "outcome", "counts"),
        )

    def get_outcome(self, ballot: Any) -> str | None:
        """What came of it, once it is announced."""
        return str(ballot.result.outcome) if _is_told(ballot) else None

    def get_counts(self, ballot: Any) -> dict[str, Any] | None:
        """What was counted, once it is announced."""
        return dict(ballot.result.counts) if _is_told(ballot) else None


def _is_told(ballot: Any) -> bool:
    return ballot.stage == BallotStage.ANNOUNCED and ballot.result is not None


class DecisionSerializer(NounSerializer):
    """What was decided: counted how, out of whom, under which rule, and whether it is final."""

    outcome = serializers.CharField(source="result.outcome", read_only=True)
    counts = serializers.JSONField(source="result.counts", read_only=True)
    rule = serializers.JSONField(source="result.rule", read_only=True)

    class Meta:
        model = models.Decision
        fields = (
            *("ref", "commune", "assembly", "proposal", "text_version", "number", "title", "stage", "decided_on"),
            *("in_force_on", "review_on", "replaces", "result", "outcome", "counts", "rule"),
        )


class ResultSerializer(NounSerializer):
    """Counts as they were announced; one that was corrected stands beside the one that replaced it."""

    class Meta:
        model = models.Result
        fields = ("ref", "supersedes", "text_version", "outcome", "counts", "rule", "reason", "at")


class MinutesSerializer(NounSerializer):
    """Minutes of a sitting and where they stand; what they tell is `journal` and `minutes-lines`."""

    class Meta:
        model = models.Minutes
        fields = (
            *("ref", "assembly", "stage", "closed_at", "posted_at", "approved_at", "decision", "sitting"),
            "fingerprint",
        )


class MinutesLineSerializer(NounSerializer):
    """What was said, tasks, and corrections with their answers, for those who may read them."""

    assembly = NameField(models.Assembly, source="minutes.assembly", read_only=True)
    asked_by = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = models.MinutesLine
        fields = (
            *("ref", "assembly", "item", "kind", "words", "was", "who", "due", "at", "version", "stage", "asked_by"),
            *("answered", "answered_at", "decision", "counts"),
        )
