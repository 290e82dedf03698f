"""Naming delegations by decision, ending them, and moving alternates up."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.models import Commune, Decision, RollEntry
from assemblies.queries.charter import charter_on
from confed.kernel import clock, journal
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case
from delegates import rules, signals
from delegates.domain.seats import SeatProblem, naming_problem, term_end
from delegates.domain.stages import (
    DELEGATION_MOVES,
    DelegateStage,
    DelegationAct,
    DelegationForm,
    DelegationStage,
)
from delegates.models import Credential, Delegate, Delegation, Petition
from delegates.services.leaving import end_credentials, held_delegation, leave_seat
from delegates.services.petition_end import drop_petition

PROBLEMS = {
    SeatProblem.NOBODY: gettext_lazy("A delegation needs somebody in it."),
    SeatProblem.TOO_MANY: gettext_lazy("More people were named than this form of delegation has seats."),
    SeatProblem.TWICE: gettext_lazy("One person was named twice."),
    SeatProblem.ALTERNATE_IN_SEAT: gettext_lazy("One person was named as delegate and as alternate."),
}


@use_case
def name_delegation(
    *,
    actor: Actor,
    commune: Commune,
    decision: Decision,
    delegates: Sequence[RollEntry],
    alternates: Sequence[RollEntry] = (),
    form: str = "",
    from_on: date | None = None,
    until: date | None = None,
) -> Delegation:
    """Send these people to the council above, by this decision; a delegation still running ends (rulebook, delegations).

    `delegates` fill the seats in order, `alternates` wait in order. `form` and `until` default to the charter.
    Repeatable: the same people named again by the same decision keep their delegation.
    Raises NotAllowed, RuleStops (seats, rights, two voices in one person).
    """
    commune = Commune.objects.select_for_update().get(pk=commune.pk)
    rules.may_name_delegation(actor, commune, decision).require()
    council = commune.parent
    if council is None:
        raise RuleStops(_("%(commune)s has no council above it to send delegates to.") % {"commune": commune.name})
    charter = charter_on(council, decision.decided_on)
    shape = DelegationForm(form or charter["delegation.form"])
    problem = naming_problem(shape, [e.pk for e in delegates], [e.pk for e in alternates])
    if problem:
        raise RuleStops(PROBLEMS[problem], _("Nothing was written."), _("Name the people again."))
    _check_people(commune, council, [*delegates, *alternates])
    starts = from_on or decision.decided_on
    ends = until or term_end(starts, charter["delegation.term"])
    running = Delegation.objects.filter(commune=commune, council=council, stage=DelegationStage.ACTIVE).first()
    if running is not None:
        if _is_the_same(running, decision, shape, ends, delegates, alternates):
            return running
        end_delegation(actor=actor, delegation=running, reason=_("replaced by a new delegation"))
    delegation = Delegation.objects.create(
        commune=commune,
        council=council,
        decision=decision,
        form=shape,
        from_on=starts,
        until=ends,
    )
    Delegate.objects.bulk_create(
        [
            Delegate(delegation=delegation, entry=entry, seat=seat, stage=stage)
            for stage, entries in ((DelegateStage.ACTIVE, delegates), (DelegateStage.ALTERNATE, alternates))
            for seat, entry in enumerate(entries, start=1)
        ]
    )
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.DELEGATION_NAMED,
        actor=actor,
        scope=f"assembly:{decision.assembly_id}",
        payload={
            "commune": commune.name,
            "council": council.name,
            "form": str(shape),
            "from": delegation.from_on.isoformat(),
            "until": delegation.until.isoformat(),
            "decision": decision.number,
            "alternates": len(alternates),
        },
        personal={"names": ", ".join(entry.name for entry in delegates)},
    )
    return delegation


def _is_the_same(
    running: Delegation,
    decision: Decision,
    shape: DelegationForm,
    ends: date,
    delegates: Sequence[RollEntry],
    alternates: Sequence[RollEntry],
) -> bool:
    """Say whether this delegation was named so already: decision, form, last day, people and their order."""
    if (running.decision_id, running.form, running.until) != (decision.pk, shape, ends):
        return False
    people = Delegate.objects.filter(delegation=running).exclude(stage=DelegateStage.ENDED).order_by("seat")
    standing = [(one.stage, one.entry_id) for one in people]
    seated = [pk for stage, pk in standing if stage == DelegateStage.ACTIVE]
    waiting = [pk for stage, pk in standing if stage == DelegateStage.ALTERNATE]
    return (seated, waiting) == ([e.pk for e in delegates], [e.pk for e in alternates])


def _check_people(commune: Commune, council: Commune, entries: list[RollEntry]) -> None:
    """Delegates hold a running entry with a vote at or below the commune, and no other voice in this council."""
    below = set(commune.descendants(include_self=True).values_list("pk", flat=True))
    for entry in entries:
        if entry.commune_id not in below or entry.ended_on is not None or not entry.may_vote:
            raise RuleStops(
                _("%(name)s is not on the roll with a vote in %(commune)s.")
                % {"name": entry.name, "commune": commune.name},
                _("Nothing was written."),
                _("Name somebody who is on the roll."),
            )
    taken = (
        Delegate.objects.filter(
            entry__in=entries, delegation__council=council, delegation__stage=DelegationStage.ACTIVE
        )
        .exclude(stage=DelegateStage.ENDED)
        .exclude(delegation__commune=commune)
        .select_related("entry", "delegation__commune")
        .first()
    )
    if taken is not None:
        raise RuleStops(
            _("%(name)s already carries the word of %(commune)s in this council.")
            % {"name": taken.entry.name, "commune": taken.delegation.commune.name},
            _("Nothing was written."),
            _("One person carries one voice: name somebody else."),
        )


@use_case
def end_delegation(*, actor: Actor, delegation: Delegation, reason: str) -> Delegation:
    """End a delegation, its people and their current credentials (rulebook, delegations)."""
    delegation = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("commune", "council", "decision")
        .get(pk=delegation.pk)
    )
    rules.may_name_delegation(actor, delegation.commune, delegation.decision).require()
    delegation.stage = step(DELEGATION_MOVES, DelegationStage(delegation.stage), DelegationAct.END)
    delegation.save(update_fields=["stage"])
    now = clock.now()
    end_credentials(list(Credential.objects.filter(delegation=delegation, to_at=None)))
    for petition in Petition.objects.filter(delegate__delegation=delegation, ended_at=None).order_by("pk"):
        drop_petition(actor, petition, reason=reason)
    Delegate.objects.filter(delegation=delegation).exclude(stage=DelegateStage.ENDED).update(
        stage=DelegateStage.ENDED, ended_at=now, reason=reason[:200]
    )
    journal.enter(
        chain_id=delegation.commune.chain_id,
        fact=signals.DELEGATION_ENDED,
        actor=actor,
        scope=f"commune:{delegation.commune_id}",
        payload={"commune": delegation.commune.name, "council": delegation.council.name, "reason": reason},
    )
    return delegation


@use_case
def activate_alternate(*, actor: Actor, delegate: Delegate, reason: str) -> Delegate:
    """Give this delegate's seat to the next alternate in order, who inherits the same mandates (rulebook, alternates).

    The delegate's place and current credentials end. Raises RuleStops where no alternate is left, or no seat was held.
    """
    delegation = held_delegation(delegate)
    rules.may_name_delegation(actor, delegation.commune, delegation.decision).require()
    if not Delegate.objects.filter(pk=delegate.pk, stage=DelegateStage.ACTIVE).exists():
        raise RuleStops(
            _("This person has no seat in the delegation, so nobody can take it over."),
            _("The delegation stands as it was."),
        )
    if not Delegate.objects.filter(delegation=delegation, stage=DelegateStage.ALTERNATE).exists():
        raise RuleStops(
            _("No alternate is left in this delegation."),
            _("The delegation stands as it was."),
            _("The assembly of %(commune)s names new delegates.") % {"commune": delegation.commune.name},
        )
    following = leave_seat(actor, delegate, reason=reason)
    if following is None:  # looked for above, under the lock
        raise RuleStops(_("No alternate is left in this delegation."))
    return following
