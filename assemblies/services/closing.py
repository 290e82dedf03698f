"""How a vote ends: the urn is opened once, published and emptied; a vote by phone ends by itself when its time is over."""

from datetime import UTC, datetime, time, timedelta

from assemblies import rules, signals
from assemblies.domain.stages import BALLOT_MOVES, BallotAct, BallotStage
from assemblies.models import Ballot
from assemblies.services.attendance import enter_here
from assemblies.services.count import held_ballot
from assemblies.services.counted import counted, refuse_more_than_present
from assemblies.services.urn import URN_METHODS, publish
from confed.kernel import clock, effects
from confed.kernel.effects import NewEffect
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor, Machine
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

CLOSE_DUE = "assemblies.close_due"
SCRUB = "assemblies.scrub"
NIGHT = time(3)


@use_case
def close_ballot(*, actor: Actor, ballot: Ballot) -> Ballot:
    """Close a vote. Repeatable; locks the vote, so nothing is cast after it.

    By hands: every number must be settled by two tellers, and no more counted than present. In secret: as many slips
    as marks; they are published, the urn emptied and its key destroyed in this transaction. A machine closes only
    what is over by the clock. Raises NotAllowed, RuleStops, IllegalStep.
    """
    ballot = held_ballot(ballot)
    if not (isinstance(actor, Machine) and _is_over(ballot)):
        rules.may_run(actor, ballot.assembly).require()
    if ballot.stage == BallotStage.CLOSED:
        return ballot
    stage = step(BALLOT_MOVES, BallotStage(ballot.stage), BallotAct.CLOSE)
    fact, entered = signals.BALLOT_CLOSED, {"question": ballot.question, "present": ballot.present}
    if ballot.method in URN_METHODS:
        slips, list_hash = publish(ballot)
        fact = signals.URN_CLOSED
        entered |= {"slips": slips, "list_hash": list_hash, "roll_hash": ballot.snapshot.hash}
        effects.put_many(cleaning(ballot))
    else:
        found = counted(ballot)
        if ballot.method == Ballot.Method.HANDS:
            refuse_more_than_present(found.people, ballot.present)
        # The numbers stand in the entry; its sentence keeps them until they are announced.
        entered |= found.texts[0] if len(found.texts) == 1 else {"texts": list(found.texts)}
    ballot.stage, ballot.closed_at = stage, clock.now()
    ballot.save(update_fields=["stage", "closed_at", "sealed_counts"])
    enter_here(actor, ballot.assembly, fact, entered)
    ping(f"assembly-{ballot.assembly_id}")
    return ballot


@use_case
def close_due(*, actor: Actor, ballot_id: int) -> None:
    """Close a vote by phone whose time is over; one that was closed or made void before stays as it is."""
    ballot = held_ballot(Ballot.objects.get(pk=ballot_id))
    if ballot.stage == BallotStage.OPEN:
        close_ballot(actor=actor, ballot=ballot)


def due_closing(ballot: Ballot) -> list[NewEffect]:
    """Return the effect that closes a vote when its time is over; none where it has no closing time."""
    if ballot.closes_at is None:
        return []
    return [NewEffect(f"ballot:{ballot.pk}/close", CLOSE_DUE, {"ballot": ballot.pk}, ballot.closes_at)]


def cleaning(ballot: Ballot) -> list[NewEffect]:
    """Return the effects that remove what an emptied urn left in the files of the database: at once, and at night."""
    now = clock.now()
    night = datetime.combine(now.date() + timedelta(days=1), NIGHT, tzinfo=UTC)
    return [
        NewEffect(f"urn:{ballot.pk}/scrub", SCRUB, {"thorough": False}),
        NewEffect(f"urn/night:{night.date().isoformat()}", SCRUB, {"thorough": True}, night),
    ]


def _is_over(ballot: Ballot) -> bool:
    if ballot.stage != BallotStage.OPEN:
        return True
    return ballot.closes_at is not None and ballot.closes_at <= clock.now()
