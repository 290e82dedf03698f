"""Finds what one commune's voice said in its council's newest vote on an item, and what each choice would be."""

from datetime import timedelta
from typing import Any

from assemblies.models import Commune
from confed.rehearsal.queries.things import NotFound, item_of, vote_of
from mandates.domain.compliance import CheckKind, check
from mandates.domain.stages import Choice, VoiceKind
from mandates.models import CouncilVote, Voice
from mandates.queries.checks import terms_of

HOUR = timedelta(hours=1)
SAID = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.SEND_BACK)


def voice_figures(commune: Commune, title: str) -> dict[str, Any]:
    """Return the figures of a commune's voice; nothing where its council has not opened a vote."""
    if commune.parent is None:
        return {}
    try:
        vote = vote_of(item_of(commune.parent, title))
    except NotFound:
        return {}
    rows = list(
        Voice.objects.filter(vote=vote, delegation__commune=commune).select_related(
            "mandate", "vote__item__proposal", "delegation__commune"
        )
    )
    place = next((row for row in rows if row.kind != VoiceKind.VOID), None)
    if vote is None or place is None:
        return {}
    return {
        "said": place.choice or "nothing",
        "voice": place.kind or "none",
        "would": {choice.value: _word(place, choice) for choice in SAID},
        "void_voices": len(rows) - 1,
    }


def hands_raised(vote: CouncilVote) -> tuple[int, int, int]:
    """Return the hands that were raised and written down, void ones among them."""
    raised = [row.choice for row in Voice.objects.filter(vote=vote, by_hand=True)]
    return raised.count(Choice.FOR), raised.count(Choice.AGAINST), raised.count(Choice.ABSTAIN)


def suspended_hours(vote: CouncilVote) -> int | None:
    """Return for how many hours a vote may stand still at most; nothing where it does not."""
    if vote.suspended_at is None or vote.suspended_until is None:
        return None
    return (vote.suspended_until - vote.suspended_at) // HOUR


def _word(place: Voice, choice: Choice) -> str:
    found = check(terms_of(place), choice).kind
    return "refused" if found == CheckKind.BLOCKED else found.value
