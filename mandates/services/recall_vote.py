"""The vote of a council on recalling a delegate it sent up: when it may open, who stands aside, what it does at once."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.domain.stages import DecisionStage
from assemblies.models import Decision
from assemblies.models.tree import zone_of
from assemblies.queries.charter import charter_on
from confed.kernel import clock, effects, journal
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.models import Person
from confed.kernel.person import Actor
from delegates.domain.petitions import barred_until
from delegates.domain.stages import DelegateStage
from delegates.services.leaving import leave_seat
from delegates.signals import RECALL_ANNOUNCED, RECALL_KEPT
from mandates.models import CouncilItem, CouncilRecall, CouncilVote

NOT_OPENED = gettext_lazy("Nothing was opened.")
KEY = "recalls"  # stands among the frozen rule of such a vote


def recall_rule(actor: Actor, item: CouncilItem, charter: Mapping[str, str]) -> dict[str, str]:
    """Return what differs in a vote on a recall, nothing in any other: its own rule, and whom it recalls (rulebook, recall).

    Raises RuleStops before the notice is over and for somebody who left, NotAllowed where the person would chair.
    """
    asked = CouncilRecall.objects.select_related("delegate__entry", "item__council").filter(item=item).first()
    if asked is None:
        return {}
    refuse_concerned(actor, asked.pk)
    if asked.delegate.stage != DelegateStage.ACTIVE:
        raise RuleStops(
            _("%(name)s does not carry this word any more, so nothing is left to vote on.")
            % {"name": asked.delegate.entry.name},
            NOT_OPENED,
            _("Take up the next item."),
        )
    if clock.now() < asked.not_before:
        moment = asked.not_before.astimezone(ZoneInfo(zone_of(asked.item.council)))
        raise RuleStops(
            _("Notice of this recall runs until %(moment)s.") % {"moment": moment.strftime("%Y-%m-%d %H:%M")},
            NOT_OPENED,
            _("Open the vote after that, or at the next sitting."),
            rule=_("Between the asking for a recall and its vote lies the notice that the charter says."),
        )
    return {
        "threshold": charter["rule.recall.threshold"],
        "base": charter["rule.recall.base"],
        KEY: str(asked.pk),
    }


def refuse_concerned(actor: Actor, recall: int | str | None) -> None:
    """Refuse an act in such a vote to the person it is about: they neither chair it nor vote in it (rulebook, recall)."""
    if recall is None or not isinstance(actor, Person):
        return
    if CouncilRecall.objects.filter(pk=int(recall), delegate__entry__person=actor).exists():
        raise NotAllowed(
            _("This vote is about you, so you neither chair it nor vote in it."),
            _("Nothing was changed."),
            _("Let somebody else chair this item, and your alternate carry the voice; you speak last."),
        )


def carry_out_recall(actor: Actor, vote: CouncilVote, decision: Decision) -> None:
    """Do what the council decided on its own delegate, in the act that counted it (rulebook, recall).

    A count that was corrected may still end a mandate, it never gives one back. Called by acts that hold the vote.
    """
    if KEY not in vote.rule:
        return
    asked = (
        CouncilRecall.objects.select_for_update(of=("self",))
        .select_related("delegate__entry", "delegate__delegation__commune")
        .get(pk=int(vote.rule[KEY]))
    )
    if asked.delegate.stage == DelegateStage.ENDED:
        return
    number = decision.number
    told: dict[str, object] = {"number": number}
    recalled = decision.stage == DecisionStage.IN_FORCE
    if not recalled:
        commune = asked.delegate.delegation.commune
        days = charter_on(commune, decision.decided_on)["recall.bar_days"]
        asked.barred_until = barred_until(decision.decided_on, int(days))
        asked.save(update_fields=["barred_until"])
        told["until"] = asked.barred_until.isoformat()
    journal.enter(
        chain_id=decision.commune.chain_id,
        fact=RECALL_ANNOUNCED if recalled else RECALL_KEPT,
        actor=actor,
        scope=f"assembly:{decision.assembly_id}",
        payload={"commune": decision.commune.name, **told},
        personal={"name": asked.delegate.entry.name},
    )
    if recalled:
        leave_seat(actor, asked.delegate, reason=_("recalled by decision %(number)s") % {"number": number})
    else:
        effects.put(
            key=f"recall:{asked.pk}/kept",
            kind="mandates.go_on_after_recall",
            args={"delegation": asked.delegate.delegation_id},
        )
