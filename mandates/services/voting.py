"""The rows of a council vote held while an act changes them, always in one order: item, vote, voices."""

from mandates.models import CouncilItem, CouncilVote, Voice


def held_vote(vote: CouncilVote) -> CouncilVote:
    """Lock the item and the vote, and return the vote as it is now, with its item."""
    item = CouncilItem.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=vote.item_id)
    held = (
        CouncilVote.objects.select_for_update(of=("self",))
        .select_related("assembly__commune", "text_version", "result")
        .get(pk=vote.pk)
    )
    held.item = item
    return held


def hold_voices(vote: CouncilVote) -> None:
    """Wait for every cast under way; none begins before the act that holds them is done."""
    list(Voice.objects.select_for_update().filter(vote=vote).order_by("pk").values_list("pk", flat=True))
