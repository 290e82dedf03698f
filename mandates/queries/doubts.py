"""What delegates wrote about the check of a vote, for the chair."""

import json
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from confed.kernel.models import Disclosure, JournalEntry
from mandates.signals import CHECK_DOUBTED


@dataclass(frozen=True, slots=True)
class Doubt:
    """One note: of which commune, on which item and answer, in what words."""

    commune: str
    item: int
    choice: str
    words: str


def doubts_in(assembly_id: int) -> list[Doubt]:
    """Every note on the check at this sitting, the newest first (one query)."""
    words = Disclosure.objects.filter(entry=OuterRef("pk"), field="words").values("value")[:1]
    found = (
        JournalEntry.objects.filter(scope=f"assembly:{assembly_id}", kind=CHECK_DOUBTED.name)
        .annotate(words=Subquery(words))
        .order_by("-seq")
        .values_list("payload", "words")
    )
    return [
        Doubt(body["commune"], body["item"], body["choice"], said or "")
        for body, said in ((json.loads(payload), said) for payload, said in found)
    ]
