"""The journal as programs read it: the sentences of the minutes, each with its place in the chain."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django_filters import CharFilter
from rest_framework import serializers

from assemblies.models import Assembly
from confed.kernel.api.nouns import NounSerializer, NounViewSet, noun
from confed.kernel.api.references import name_of, reference
from confed.kernel.journal import told
from confed.kernel.models import JournalEntry

SITTING = "assembly:"


class SentencesSerializer(serializers.ListSerializer[Any]):
    """Tells many entries at once: their words, and the names of their sittings, are fetched together."""

    def to_representation(self, data: Any) -> list[Any]:
        """Return the entries, each with its sentence."""
        entries = list(data)
        cast(dict[str, Any], self.context)["told"] = sentences_of(entries)
        return super().to_representation(entries)


class JournalEntrySerializer(NounSerializer):
    """The journal's sentences on sittings, each with its place in the chain of its commune; never who did it."""

    assembly = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()

    class Meta:
        model = JournalEntry
        list_serializer_class = SentencesSerializer
        fields = ("ref", "assembly", "seq", "at", "kind", "text", "prev_hash", "hash")

    def get_assembly(self, entry: JournalEntry) -> str:
        """The sitting it tells of."""
        return self._told(entry)[0]

    def get_text(self, entry: JournalEntry) -> str:
        """The sentence, in the language of the reader."""
        return self._told(entry)[1]

    def _told(self, entry: JournalEntry) -> tuple[str, str]:
        known: dict[int, tuple[str, str]] = cast(dict[str, Any], self.context).setdefault("told", {})
        if entry.pk not in known:
            known |= sentences_of([entry])
        return known[entry.pk]


def sentences_of(entries: Sequence[JournalEntry]) -> dict[int, tuple[str, str]]:
    """Return the sitting and the sentence of each entry (2 queries)."""
    sittings = Assembly.objects.select_related("commune").in_bulk([_sitting_of(entry) for entry in entries])
    names = {entry.pk: name_of(sittings[_sitting_of(entry)]) or "" for entry in entries}
    return {one.entry_id: (names[one.entry_id], one.text) for one in told(entries)}


def _sitting_of(entry: JournalEntry) -> int:
    return int(entry.scope.removeprefix(SITTING))


def _of_sitting(rows: "QuerySet[JournalEntry]", _field: str, name: str) -> "QuerySet[JournalEntry]":
    found = reference(Assembly).find(name, None)
    return rows.filter(scope=f"{SITTING}{found.pk}") if found else rows.none()


JOURNAL: type[NounViewSet] = noun(
    JournalEntry,
    JournalEntrySerializer,
    by={"commune": "chain__code", "kind": "kind", "assembly": CharFilter(method=_of_sitting)},
)
