"""Delegations, credentials, report-backs and petitions as programs read them."""

from rest_framework import serializers

from confed.kernel.api.nouns import NounSerializer, NounViewSet, noun
from delegates import models
from delegates.api import names as names  # says how programs name things


class DelegationSerializer(NounSerializer):
    """What communes send to their councils: one voice, whatever its form."""

    class Meta:
        model = models.Delegation
        fields = ("ref", "commune", "council", "decision", "form", "from_on", "until", "stage")


class DelegateSerializer(NounSerializer):
    """People in a delegation: in a seat, or an alternate in order."""

    person = serializers.CharField(source="entry", read_only=True)

    class Meta:
        model = models.Delegate
        fields = ("ref", "delegation", "person", "seat", "stage", "ended_at")


class CredentialSerializer(NounSerializer):
    """Who carries a commune's voice at one sitting of the council, for those who run it, and one's own."""

    class Meta:
        model = models.Credential
        fields = ("ref", "delegation", "delegate", "assembly", "seat", "from_at", "to_at")


class ReportBackSerializer(NounSerializer):
    """What delegations owe their communes after a sitting, and what was said to it."""

    class Meta:
        model = models.ReportBack
        fields = (
            *("ref", "delegation", "assembly", "due_on", "stage", "words", "given_at", "received_in", "received_at"),
            *("contested", "answer"),
        )


class PetitionSerializer(NounSerializer):
    """Petitions to recall a delegate, for their commune: both sides, how many names, how many are needed; never whose."""

    names = serializers.IntegerField(read_only=True)

    class Meta:
        model = models.Petition
        fields = (
            *("ref", "commune", "delegate", "proposal", "ground", "statement", "answer", "names", "needed", "stage"),
            *("filed_at", "ends_at", "validated_at", "not_before", "ended_at", "barred_until"),
        )


NOUNS: dict[str, type[NounViewSet]] = {
    "delegations": noun(
        models.Delegation,
        DelegationSerializer,
        by={"commune": "commune__slug", "council": "council__slug", "stage": "stage"},
    ),
    "delegates": noun(
        models.Delegate, DelegateSerializer, by={"commune": "delegation__commune__slug", "stage": "stage"}
    ),
    "credentials": noun(
        models.Credential,
        CredentialSerializer,
        by={
            "council": "assembly__commune__slug",
            "assembly": "assembly__number",
            "commune": "delegation__commune__slug",
        },
    ),
    "report-backs": noun(
        models.ReportBack, ReportBackSerializer, by={"commune": "delegation__commune__slug", "stage": "stage"}
    ),
    "petitions": noun(models.Petition, PetitionSerializer, by={"commune": "commune__slug", "stage": "stage"}),
}
