"""Fixing the text a council votes on."""

from confed.kernel import journal
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.stages import ITEM_MOVES, ItemAct, ItemStage
from mandates.models import CouncilItem
from mandates.queries.texts import newest_text


@use_case
def lock_text(*, actor: Actor, item: CouncilItem) -> CouncilItem:
    """Fix the version the council votes on; repeatable (rulebook, council items)."""
    item = CouncilItem.objects.select_for_update(of=("self",)).select_related("council", "proposal").get(pk=item.pk)
    rules.may_publish(actor, item.council).require()
    if item.stage == ItemStage.TEXT_LOCKED:
        return item
    item.stage = step(ITEM_MOVES, ItemStage(item.stage), ItemAct.LOCK)
    item.save(update_fields=["stage"])
    text = newest_text(item)
    journal.enter(
        chain_id=item.council.chain_id,
        fact=signals.TEXT_LOCKED,
        actor=actor,
        scope=f"commune:{item.council_id}",
        payload={
            "item": item.number,
            "title": item.proposal.title,
            "version": text.number,
            "text_hash": text.hash,
        },
    )
    return item
