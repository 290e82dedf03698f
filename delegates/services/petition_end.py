"""The end of a petition, however it comes: its stage, its sentence, and its place on the agenda."""

from datetime import date

from assemblies.domain.stages import BEFORE_VOTE
from assemblies.services.proposal import write_withdrawal
from confed.kernel import clock, effects, journal
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from delegates import signals
from delegates.domain.stages import PETITION_MOVES, PetitionAct, PetitionStage
from delegates.models import Petition


def end_petition(actor: Actor, petition: Petition, stage: PetitionStage, *, reason: str) -> None:
    """End a petition without a vote; called by acts that hold it. Announces PETITION_ENDED."""
    close(petition, stage)
    proposal = petition.proposal
    if proposal is not None and proposal.stage in BEFORE_VOTE:
        write_withdrawal(effects.ACTOR, proposal)
    enter(actor, petition, signals.PETITION_ENDED, {"reason": reason})
    effects.announce(signals.PETITION_ENDED, **ids(petition))


def drop_petition(actor: Actor, petition: Petition, *, reason: str) -> None:
    """End a petition on somebody who does not carry the word any more; called by the act that ended it."""
    stage = step(PETITION_MOVES, PetitionStage(petition.stage), PetitionAct.LEAVE)
    end_petition(actor, petition, stage, reason=reason)


def close(petition: Petition, stage: PetitionStage, *, barred_until: date | None = None) -> None:
    """Write that a petition is over."""
    petition.stage, petition.ended_at, petition.barred_until = stage, clock.now(), barred_until
    petition.save(update_fields=["stage", "ended_at", "barred_until"])


def enter(actor: Actor, petition: Petition, fact: Fact, payload: dict[str, object], scope: str = "") -> None:
    """Enter an act on a petition in the journal of its commune, and ping its page; no signer stands there."""
    journal.enter(
        chain_id=petition.commune.chain_id,
        fact=fact,
        actor=actor,
        scope=scope or f"commune:{petition.commune_id}",
        payload={"commune": petition.commune.name, "petition": petition.code, **payload},
        personal={"name": petition.delegate.entry.name},
    )
    ping(f"petition-{petition.code}", f"commune-{petition.commune_id}")


def ids(petition: Petition) -> dict[str, int]:
    """Return what the floors above are told of a petition: numbers only."""
    return {"petition": petition.pk, "delegation": petition.delegate.delegation_id}
