"""Questions that came too late: what a council asked and has voted on since leaves the agendas again."""

from assemblies.domain.stages import ProposalStage
from assemblies.models import Commune
from assemblies.services.proposal import write_withdrawal
from confed.kernel import clock, effects
from confed.kernel.effects import NewEffect
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates.domain.stages import ITEM_MOVES, MANDATE_MOVES, ItemAct, ItemStage, MandateAct, MandateStage
from mandates.models import CouncilItem, Mandate

WAITING = (MandateStage.REQUESTED, MandateStage.DRAFTED)


def lapse_requests(*, item: CouncilItem) -> None:
    """Owe each commune that has not answered the news that its mandate would come too late.

    Called by the act that settles the item (rulebook, mandates).
    """
    now = clock.now()
    waiting = Mandate.objects.filter(item=item, stage__in=WAITING).values_list("pk", flat=True)
    effects.put_many(
        [
            NewEffect(key=f"mandate:{pk}/lapse", kind="mandates.lapse_request", args={"mandate": pk}, not_before=now)
            for pk in waiting
        ]
    )


@use_case
def lapse_request(*, actor: Actor, mandate_id: int) -> None:
    """Take the question off one commune's agenda; an inner commune takes it off those below (rulebook, mandates).

    A vote that is open on it goes on: its result is kept and binds nobody. Repeatable.
    """
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("giver", "proposal").get(pk=mandate_id)
    if mandate.stage not in WAITING:
        return
    mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), MandateAct.LAPSE)
    mandate.save(update_fields=["stage"])
    if Commune.objects.filter(parent=mandate.giver).exists():
        relayed = CouncilItem.objects.select_for_update().filter(proposal=mandate.proposal_id).first()
        if relayed is not None and relayed.stage != ItemStage.SETTLED:
            relayed.stage = step(ITEM_MOVES, ItemStage(relayed.stage), ItemAct.LAPSE)
            relayed.save(update_fields=["stage"])
            lapse_requests(item=relayed)
    elif mandate.proposal.stage == ProposalStage.ADMITTED:
        write_withdrawal(actor, mandate.proposal)
    ping(f"commune-{mandate.giver_id}")
