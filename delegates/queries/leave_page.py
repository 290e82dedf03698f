"""What follows when a delegate gives the word back."""

from dataclasses import dataclass
from datetime import date

from delegates.domain.seats import next_alternate
from delegates.domain.stages import DelegateStage
from delegates.models import Delegate


@dataclass(frozen=True, slots=True)
class LeavePage:
    """Whose word it is, for how long, and who carries it on."""

    commune: str
    slug: str
    council: str
    until: date
    is_over: bool
    is_alternate: bool
    following: str


def leave_page(delegate: Delegate) -> LeavePage:
    """The page of one delegate or alternate (one query)."""
    sent = delegate.delegation
    waiting = {
        one.seat: one
        for one in Delegate.objects.filter(delegation=sent, stage=DelegateStage.ALTERNATE).select_related("entry")
    }
    turn = next_alternate(waiting)
    return LeavePage(
        commune=sent.commune.name,
        slug=sent.commune.slug,
        council=sent.council.name,
        until=sent.until,
        is_over=delegate.stage == DelegateStage.ENDED,
        is_alternate=delegate.stage == DelegateStage.ALTERNATE,
        following="" if turn is None else waiting[turn].entry.name,
    )
