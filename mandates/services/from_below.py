"""What comes to a council from its communes: a matter that members sent up, and news that an item was withdrawn."""

from assemblies.models import Proposal, Request, TextVersion
from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import signals
from mandates.domain.stages import MandateStage
from mandates.models import CouncilItem, Mandate
from mandates.services.item import publish_item

_HOLDING = (MandateStage.REQUESTED, MandateStage.DRAFTED, MandateStage.GRANTED, MandateStage.DEGRADED)


@use_case
def publish_sent_up(*, actor: Actor, request_id: int) -> CouncilItem | None:
    """Publish what members of a commune sent up as an item of the council above it (rulebook, requests). Repeatable."""
    request = Request.objects.select_related("commune__parent", "proposal").get(pk=request_id)
    council, proposal = request.commune.parent, request.proposal
    if council is None or proposal is None:
        return None
    key = f"request:{request.pk}"
    known = CouncilItem.objects.filter(council=council, proposal__origin_key=key).first()
    if known is not None:
        return known
    text = TextVersion.objects.filter(proposal=proposal).latest("number")
    item = publish_item(actor=actor, council=council, title=proposal.title, body=text.body, origin_key=key)
    journal.enter(
        chain_id=council.chain_id,
        fact=signals.SENT_UP_BY,
        actor=actor,
        scope=f"commune:{council.pk}",
        payload={
            "commune": request.commune.name,
            "item": item.number,
            "title": proposal.title,
            "needed": request.needed,
        },
    )
    return item


@use_case
def tell_withdrawn(*, actor: Actor, proposal_id: int) -> int:
    """Tell every commune that holds a mandate on a withdrawn item, or drafts one; return how many (rulebook, withdrawal).

    One effect per commune. Nothing is owed where a proposal of a commune was withdrawn that is no item.
    """
    held = Mandate.objects.filter(item__proposal=proposal_id, stage__in=_HOLDING).values_list("pk", flat=True)
    proposal = Proposal.objects.get(pk=proposal_id)
    moment = proposal.withdrawn_at
    if moment is None:
        return 0
    owed = [
        NewEffect(
            key=f"withdrawn:{proposal_id}:{int(moment.timestamp())}/mandate:{mandate}",
            kind="mandates.tell_item_withdrawn",
            args={"mandate": mandate},
            not_before=clock.now(),
        )
        for mandate in held
    ]
    effects.put_many(owed)
    return len(owed)


@use_case
def tell_item_withdrawn(*, actor: Actor, mandate_id: int) -> None:
    """Tell one commune that the item of its mandate was withdrawn; the mandate stays, should somebody take it over."""
    mandate = Mandate.objects.select_related("giver", "item__proposal", "item__council").get(pk=mandate_id)
    journal.enter(
        chain_id=mandate.giver.chain_id,
        fact=signals.ITEM_WITHDRAWN,
        actor=actor,
        scope=f"commune:{mandate.giver_id}",
        payload={
            "council": mandate.item.council.name,
            "item": mandate.item.number,
            "title": mandate.item.proposal.title,
        },
    )
    ping(f"commune-{mandate.giver_id}")
