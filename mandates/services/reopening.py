"""A counted council vote taken up again, for a void voice that somebody else carries since."""

from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from confed.kernel import journal
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.council import CouncilOutcome
from mandates.domain.stages import (
    COUNCIL_VOTE_MOVES,
    ITEM_MOVES,
    MANDATE_MOVES,
    CouncilVoteAct,
    CouncilVoteStage,
    ItemAct,
    ItemStage,
    MandateAct,
    MandateStage,
    VoiceKind,
)
from mandates.models import CouncilVote, Mandate, Voice
from mandates.queries.vote_count import taken_over
from mandates.services.voting import held_vote


@use_case
def reopen_council_vote(*, actor: Actor, vote: CouncilVote) -> CouncilVote:
    """Take a counted vote up again so that a void voice may speak; all others stand (rulebook, reopening).

    Raises NotAllowed, RuleStops (not counted, nobody took a void voice over, the sitting is over, the communes were
    asked already).
    """
    vote = held_vote(vote)
    rules.may_chair(actor, vote.assembly).require()
    stands = _("What was counted stands.")
    if vote.result is None or vote.result.outcome == CouncilOutcome.INQUORATE:
        raise RuleStops(_("This vote has not been counted yet, so it cannot be taken up again."))
    if vote.stage == CouncilVoteStage.OPEN:
        return vote
    if vote.assembly.stage == AssemblyStage.CLOSED:
        raise RuleStops(_("This sitting is closed; its votes are not taken up again."), stands)
    if vote.result.outcome == CouncilOutcome.PROVISIONAL:
        raise RuleStops(
            _("This went down to the communes already: they have the last word."),
            stands,
            _("The commune whose voice was void answers in its own assembly."),
        )
    again = taken_over(vote)
    if not again:
        raise RuleStops(
            _("A counted vote is taken up again only when somebody else carries a voice that was void."),
            stands,
            _("Wait until the alternate of that commune is active here."),
        )
    vote.stage = step(COUNCIL_VOTE_MOVES, CouncilVoteStage(vote.stage), CouncilVoteAct.REOPEN)
    vote.closed_at = vote.suspended_until = None
    vote.save(update_fields=["stage", "closed_at", "suspended_until"])
    vote.item.stage = step(ITEM_MOVES, ItemStage(vote.item.stage), ItemAct.REOPEN)
    vote.item.save(update_fields=["stage"])
    places = list(
        Voice.objects.filter(vote=vote, delegation__in=again)
        .exclude(kind=VoiceKind.VOID)
        .select_related("mandate", "delegation__commune")
        .order_by("delegation__commune__name")
    )
    _free_mandates(places)
    journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=signals.COUNCIL_VOTE_REOPENED,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={
            "item": vote.item.number,
            "title": vote.item.proposal.title,
            "communes": ", ".join(place.delegation.commune.name for place in places),
        },
    )
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
    return vote


def _free_mandates(places: list[Voice]) -> None:
    """The mandates of the voices that speak once more bind again."""
    freed = [place.mandate for place in places if place.mandate is not None]
    for mandate in freed:
        mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), MandateAct.REOPEN)
    Mandate.objects.bulk_update(freed, ["stage"])
