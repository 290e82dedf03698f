"""Council items: published so that communes can instruct, changed by versions, locked for the vote."""

from datetime import datetime

from django.utils.translation import gettext as _

from assemblies.models import Commune, TextVersion
from assemblies.services.proposal import draft_proposal, write_version
from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.stages import ITEM_MOVES, ItemAct, ItemStage, Purpose
from mandates.models import CouncilItem, CouncilVote
from mandates.queries.texts import newest_text
from mandates.services.council_vote import RUNNING, cancel_council_vote
from mandates.services.mandate import degrade_mandates


@use_case
def publish_item(
    *,
    actor: Actor,
    council: Commune,
    title: str,
    body: str,
    purpose: str = Purpose.DECIDE,
    deadline: datetime | None = None,
    origin_key: str | None = None,
) -> CouncilItem:
    """Publish a matter before the council; it arrives on every commune's agenda by itself (rulebook, council items).

    One effect per commune of the council is written with it. Repeatable by `origin_key`. Raises NotAllowed.
    """
    council = Commune.objects.select_for_update().get(pk=council.pk)
    rules.may_publish_in(actor, council).require()
    known = CouncilItem.objects.filter(council=council, proposal__origin_key=origin_key).first() if origin_key else None
    if known is not None:
        return known
    proposal = draft_proposal(
        actor=actor, commune=council, title=title, body=body, kind="council", origin_key=origin_key
    )
    item = CouncilItem.objects.create(
        council=council,
        proposal=proposal,
        number=council.next_item,
        purpose=Purpose(purpose),
        deadline=deadline,
    )
    council.next_item += 1
    council.save(update_fields=["next_item"])
    entry = journal.enter(
        chain_id=council.chain_id,
        fact=signals.ITEM_PUBLISHED,
        actor=actor,
        scope=f"commune:{council.pk}",
        payload={
            "council": council.name,
            "item": item.number,
            "title": title,
            "purpose": str(item.purpose),
            "version": 1,
            "text_hash": newest_text(item).hash,
            "deadline": deadline.isoformat() if deadline else None,
        },
    )
    now = clock.now()
    effects.put_many(
        [
            NewEffect(
                key=f"item:{item.pk}/commune:{child}",
                kind="mandates.request_mandate",
                args={"item": item.pk, "commune": child, "entry": entry.hash},
                not_before=now,
            )
            for child in Commune.objects.filter(parent=council, left_on=None).values_list("pk", flat=True)
        ]
    )
    ping(f"commune-{council.pk}")
    return item


@use_case
def change_text(*, actor: Actor, item: CouncilItem, body: str, reason: str) -> TextVersion:
    """Make a new version; mandates that do not cover it become indicative and their holders are told.

    Rulebook, new text. A vote open on the item is cancelled. Raises RuleStops where the words are the same.
    """
    item = CouncilItem.objects.select_for_update(of=("self",)).select_related("council", "proposal").get(pk=item.pk)
    rules.may_publish(actor, item.council).require()
    before = newest_text(item)
    if before.body == body:
        raise RuleStops(
            _("These are the words of version %(version)s already.") % {"version": before.number},
            _("Nothing was changed."),
        )
    for vote in CouncilVote.objects.filter(item=item, stage__in=RUNNING):
        cancel_council_vote(actor=actor, vote=vote, reason=_("the text was changed"))
    item.stage = step(ITEM_MOVES, ItemStage(item.stage), ItemAct.CHANGE_TEXT)
    item.save(update_fields=["stage"])
    text = write_version(actor, item.proposal, body=body, reason=reason)
    degraded = degrade_mandates(actor=actor, item=item, text=text)
    journal.enter(
        chain_id=item.council.chain_id,
        fact=signals.TEXT_CHANGED,
        actor=actor,
        scope=f"commune:{item.council_id}",
        payload={
            "item": item.number,
            "title": item.proposal.title,
            "version": text.number,
            "text_hash": text.hash,
            "reason": reason,
            "degraded": degraded,
        },
    )
    ping(f"commune-{item.council_id}")
    return text
