"""A published item arriving in one commune: as a question to its assembly, or relayed down by an inner council."""

from assemblies.models import Commune
from assemblies.models.tree import zone_of
from assemblies.queries.charter import charter_on
from assemblies.services.agenda import list_item
from assemblies.services.proposal import draft_proposal
from confed.kernel import clock, effects, journal
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import signals
from mandates.domain.stages import Purpose
from mandates.models import CouncilItem, Mandate
from mandates.queries.sittings import next_planned
from mandates.queries.texts import newest_text
from mandates.services.item import publish_item


@use_case
def request_mandate(*, actor: Actor, item_id: int, commune_id: int, entry: str) -> Mandate:
    """Ask one commune what its delegates say on an item of the council above; effect of publishing (rulebook, mandates).

    A base commune gets the question on its next assembly. An inner commune publishes it in its own council
    (purpose: instruct), so that the question goes on down. Repeatable: finds what an earlier run made.
    `entry` is the hash of the publishing entry in the council's journal.
    """
    commune = Commune.objects.select_for_update().get(pk=commune_id)
    item = CouncilItem.objects.select_related("proposal", "council").get(pk=item_id)
    key = f"item:{item.pk}/commune:{commune.pk}"
    existing = Mandate.objects.filter(origin_key=key).first()
    if existing is not None:
        return existing
    text = newest_text(item)
    if Commune.objects.filter(parent=commune).exists():
        relayed = publish_item(
            actor=actor,
            council=commune,
            title=item.proposal.title,
            body=text.body,
            purpose=Purpose.INSTRUCT,
            deadline=item.deadline,
            origin_key=key,
        )
        proposal = relayed.proposal
    else:
        proposal = draft_proposal(
            actor=actor,
            commune=commune,
            title=item.proposal.title,
            body=text.body,
            kind="mandate",
            origin_key=key,
            version=text.number,
        )
        if coming := next_planned(commune):
            list_item(actor=actor, assembly=coming, proposal=proposal, origin_key=f"{key}/agenda")
    mandate = Mandate.objects.create(
        giver=commune,
        item=item,
        text_version=text,
        proposal=proposal,
        latitude=charter_on(commune, clock.today(zone_of(commune)))["mandate.latitude_default"],
        origin_key=key,
    )
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.MANDATE_REQUESTED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "council": item.council.name,
            "item": item.number,
            "title": item.proposal.title,
            "version": text.number,
            "because": entry,
        },
    )
    effects.announce(signals.MANDATE_REQUESTED, mandate=mandate.pk)
    ping(f"commune-{commune.pk}")
    return mandate
