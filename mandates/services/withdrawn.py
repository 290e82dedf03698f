"""A binding vote that had answered a ratification and binds no more: its commune is asked itself."""

from confed.kernel import clock, effects
from confed.kernel.effects import NewEffect
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates.domain.stages import (
    RATIFICATION_MOVES,
    Basis,
    CascadeStage,
    RatificationAct,
    RatificationStage,
)
from mandates.models import Cascade, CouncilVote, Ratification, Voice
from mandates.services.closing import recompute_cascade


@use_case
def withdraw_answer(*, actor: Actor, vote: CouncilVote, voice: Voice, reason: str, entry: str) -> None:
    """Take back the answer that a voice gave while it was binding, and ask its commune (rulebook, recount).

    In a ratification that is closed the commune was never asked: it has no answer, and a new result says so.
    `entry` is the hash of what took the binding away.
    """
    cascade = Cascade.objects.select_for_update(of=("self",)).filter(council_vote=vote).first()
    if cascade is None:
        return
    row = Ratification.objects.select_for_update().filter(cascade=cascade, commune=voice.delegation.commune_id).first()
    if row is None:
        return
    row.council_kind = voice.kind
    answered = row.basis == Basis.MANDATE
    if answered:
        row.stage = step(RATIFICATION_MOVES, RatificationStage(row.stage), RatificationAct.WITHDRAW)
        row.basis, row.decision = Basis.NONE, None
        row.voted_on = row.received_at = row.present = None
        row.count_for = row.count_against = row.count_abstain = None
    if answered and cascade.stage == CascadeStage.CLOSED:
        row.stage = step(RATIFICATION_MOVES, RatificationStage(row.stage), RatificationAct.FALL_SILENT)
    row.save()
    if cascade.stage == CascadeStage.CLOSED:
        recompute_cascade(actor=actor, cascade=cascade, reason=reason)
    elif answered:
        effects.put_many(
            [
                NewEffect(
                    key=f"cascade:{cascade.pk}/commune:{row.commune_id}/ask",
                    kind="mandates.ask_commune",
                    args={"cascade": cascade.pk, "commune": row.commune_id, "entry": entry},
                    not_before=clock.now(),
                )
            ]
        )
    ping(f"decision-{cascade.decision_id}")
