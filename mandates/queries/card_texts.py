"""The texts behind the cards, whole: the newest words of an item, its versions with their reasons, what changed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from assemblies.models import TextVersion
from mandates.queries.changes import Change, only_changed, text_changes


@dataclass(frozen=True, slots=True)
class CardVersion:
    """One version of an item's text: when, and why it was changed."""

    number: int
    at: datetime.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class CardText:
    """What a delegate must be able to read without signal about one item."""

    number: int
    body: str
    versions: tuple[CardVersion, ...]
    bodies: tuple[str, ...]

    def changes_since(self, version: int | None) -> tuple[Change, ...]:
        """What went and what came since the version a mandate was written about."""
        before = {one.number: body for one, body in zip(self.versions, self.bodies, strict=True)}.get(version or 0)
        if before is None or version == self.number:
            return ()
        return only_changed(text_changes(before, self.body))


def card_texts(proposals: Iterable[int]) -> dict[int, CardText]:
    """Every version of these proposals, the newest first (one query)."""
    found: dict[int, list[TextVersion]] = {}
    for text in TextVersion.objects.filter(proposal__in=list(proposals)).order_by("-number"):
        found.setdefault(text.proposal_id, []).append(text)
    return {
        proposal: CardText(
            number=texts[0].number,
            body=texts[0].body,
            versions=tuple(CardVersion(text.number, text.at, text.reason) for text in texts),
            bodies=tuple(text.body for text in texts),
        )
        for proposal, texts in found.items()
    }
