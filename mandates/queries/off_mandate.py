"""The last vote in a council that went against a commune's own mandate, for the page where it is announced."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assemblies.models import Commune
from delegates.domain.stages import DelegationStage
from mandates.domain.stages import VoiceKind
from mandates.models import Voice

TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OffMandate:
    """A voice of this commune that was void, and where the vote is read."""

    item: int
    title: str
    choice: str
    cast_at: datetime
    vote: str


def last_off_mandate(commune: Commune, now: datetime) -> OffMandate | None:
    """Return the newest void voice of the running delegation, for thirty days (1 query; rulebook, off-mandate)."""
    voice = (
        Voice.objects.filter(
            delegation__commune=commune,
            delegation__stage=DelegationStage.ACTIVE,
            kind=VoiceKind.VOID,
            cast_at__gte=now - TOLD_FOR,
        )
        .select_related("vote__item__proposal")
        .order_by("-cast_at", "-pk")
        .first()
    )
    if voice is None or voice.cast_at is None:
        return None
    item = voice.vote.item
    return OffMandate(item.number, item.proposal.title, voice.choice, voice.cast_at, voice.vote.code)
