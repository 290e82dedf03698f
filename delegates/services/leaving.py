"""Leaving a seat: the credentials end at once, the next alternate carries the voice on, or the seat is empty."""

from django.utils.translation import gettext as _

from assemblies.services.inputs import said_words
from confed.kernel import clock, effects, journal
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from delegates import signals
from delegates.domain.seats import next_alternate
from delegates.domain.stages import DELEGATE_MOVES, DelegateAct, DelegateStage
from delegates.models import Credential, Delegate, Delegation, Petition
from delegates.rules import may_resign
from delegates.services.petition_end import drop_petition


@use_case
def resign_delegate(*, actor: Person, delegate: Delegate, reason: str) -> Delegate | None:
    """Give the word back: a delegate leaves the seat, an alternate the waiting line; what was asked of them ends.

    A report-back stays due. Returns the alternate who has the seat now, None without one. Raises NotAllowed, RuleStops
    (rulebook, alternates).
    """
    may_resign(actor, delegate).require()
    held_delegation(delegate)
    delegate = Delegate.objects.select_for_update(of=("self",)).select_related("entry").get(pk=delegate.pk)
    if delegate.stage == DelegateStage.ENDED:
        raise RuleStops(_("You do not carry this word any more."), _("Nothing was changed."))
    journal.enter(
        chain_id=delegate.delegation.commune.chain_id,
        fact=signals.DELEGATE_RESIGNED,
        actor=actor,
        scope=f"commune:{delegate.delegation.commune_id}",
        payload={"commune": delegate.delegation.commune.name, "reason": said_words(reason) or "–"},
        personal={"name": delegate.entry.name},
    )
    if delegate.stage == DelegateStage.ALTERNATE:
        _end(delegate, _("resigned"))
        return None
    return leave_seat(actor, delegate, reason=_("resigned"))


def leave_seat(actor: Actor, delegate: Delegate, *, reason: str) -> Delegate | None:
    """End a delegate's place and credentials, and give seat and credentials to the next alternate in order, or to nobody.

    Petitions on the delegate end. Returns who has the seat now. Called by acts that were allowed.
    Announces CREDENTIAL_ENDED, and ALTERNATE_ACTIVATED or SEAT_VACANT.
    """
    delegation = held_delegation(delegate)
    leaving = Delegate.objects.select_for_update().get(pk=delegate.pk)
    held = list(Credential.objects.filter(delegate=leaving, to_at=None))
    _end(leaving, reason)
    end_credentials(held)
    for petition in Petition.objects.filter(delegate=leaving, ended_at=None).order_by("pk"):
        drop_petition(actor, petition, reason=reason)
    following = _activate(delegation, leaving, held)
    payload = {"commune": delegation.commune.name, "council": delegation.council.name, "reason": reason}
    journal.enter(
        chain_id=delegation.commune.chain_id,
        fact=signals.ALTERNATE_ACTIVATED if following else signals.SEAT_VACANT,
        actor=actor,
        scope=f"commune:{delegation.commune_id}",
        payload=payload,
        personal={"name": following.entry.name} if following else None,
    )
    if following:
        effects.announce(signals.ALTERNATE_ACTIVATED, delegation=delegation.pk, delegate=following.pk)
    else:
        effects.announce(signals.SEAT_VACANT, delegation=delegation.pk, leaving=leaving.pk)
    ping(f"commune-{delegation.commune_id}", *(f"assembly-{credential.assembly_id}" for credential in held))
    return following


def held_delegation(delegate: Delegate) -> Delegation:
    """Return the delegation of this person, locked."""
    return (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("commune", "council", "decision")
        .get(pk=delegate.delegation_id)
    )


def end_credentials(credentials: list[Credential]) -> None:
    """End these credentials now and tell the floor above of each; called by acts that enter why."""
    now = clock.now()
    Credential.objects.filter(pk__in=[credential.pk for credential in credentials]).update(to_at=now)
    for credential in credentials:
        effects.announce(
            signals.CREDENTIAL_ENDED,
            credential=credential.pk,
            delegation=credential.delegation_id,
            assembly=credential.assembly_id,
        )


def _end(delegate: Delegate, reason: str) -> None:
    delegate.stage = step(DELEGATE_MOVES, DelegateStage(delegate.stage), DelegateAct.END)
    delegate.ended_at, delegate.reason = clock.now(), reason[:200]
    delegate.save(update_fields=["stage", "ended_at", "reason"])


def _activate(delegation: Delegation, leaving: Delegate, held: list[Credential]) -> Delegate | None:
    waiting = {
        one.seat: one
        for one in Delegate.objects.filter(delegation=delegation, stage=DelegateStage.ALTERNATE).select_related("entry")
    }
    turn = next_alternate(waiting)
    if turn is None:
        return None
    following = waiting[turn]
    following.stage = step(DELEGATE_MOVES, DelegateStage(following.stage), DelegateAct.ACTIVATE)
    following.seat = leaving.seat
    following.save(update_fields=["stage", "seat"])
    Credential.objects.bulk_create(
        [
            Credential(
                delegate=following,
                delegation=delegation,
                assembly_id=credential.assembly_id,
                seat=leaving.seat,
                from_at=clock.now(),
            )
            for credential in held
        ]
    )
    return following
