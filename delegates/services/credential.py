"""Credentials for one sitting of a council, and its opening on the voices present."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Commune
from assemblies.services.assembly import count_attendance, open_assembly
from confed.kernel import clock, journal
from confed.kernel.errors import RuleStops
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case
from delegates import rules, signals
from delegates.domain.stages import DelegateStage, DelegationStage
from delegates.models import Credential, Delegate
from delegates.services.leaving import end_credentials


@use_case
def check_credentials(*, actor: Actor, assembly: Assembly, delegates: Sequence[Delegate]) -> list[Credential]:
    """Record who carries which commune's voice at this sitting of the council (rulebook, credentials).

    Repeatable: a delegate who already holds a credential here keeps it. Raises RuleStops for a delegate
    of another council, outside the term, or who is only an alternate.
    """
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("commune").get(pk=assembly.pk)
    rules.may_check_credentials(actor, assembly).require()
    if assembly.stage == AssemblyStage.CLOSED:
        raise RuleStops(_("This sitting is closed, so no credential can be given."))
    people = list(
        Delegate.objects.filter(pk__in=[d.pk for d in delegates]).select_related("delegation__commune", "entry")
    )
    day = assembly.held_on or clock.now().date()
    for person in people:
        sending = person.delegation
        if (
            sending.council_id != assembly.commune_id
            or sending.stage != DelegationStage.ACTIVE
            or person.stage != DelegateStage.ACTIVE
            or day > sending.until
        ):
            raise RuleStops(
                _("%(name)s does not carry the word of %(commune)s at this sitting.")
                % {"name": person.entry.name, "commune": sending.commune.name},
                _("No credential was given."),
                _("Check the delegation, its term, and whether an alternate was activated."),
            )
    held = set(Credential.objects.filter(assembly=assembly, to_at=None).values_list("delegate_id", flat=True))
    now = clock.now()
    Credential.objects.bulk_create(
        [
            Credential(delegate=p, delegation=p.delegation, assembly=assembly, seat=p.seat, from_at=now)
            for p in people
            if p.pk not in held
        ]
    )
    current = list(Credential.objects.filter(assembly=assembly, to_at=None))
    journal.enter(
        chain_id=assembly.commune.chain_id,
        fact=signals.CREDENTIALS_CHECKED,
        actor=actor,
        scope=f"assembly:{assembly.pk}",
        payload={
            "delegates": len(current),
            "voices": len({c.delegation_id for c in current}),
            "communes": Commune.objects.filter(parent=assembly.commune, left_on=None).count(),
        },
    )
    return current


@use_case
def end_credential(*, actor: Actor, credential: Credential) -> Credential:
    """End a credential at once; from now on it carries no voice (rulebook, credentials)."""
    credential = (
        Credential.objects.select_for_update(of=("self",))
        .select_related("assembly__commune", "delegation__commune")
        .get(pk=credential.pk)
    )
    rules.may_check_credentials(actor, credential.assembly).require()
    if credential.to_at is None:
        end_credentials([credential])
        credential.refresh_from_db(fields=["to_at"])
        journal.enter(
            chain_id=credential.assembly.commune.chain_id,
            fact=signals.CREDENTIAL_ENDED,
            actor=actor,
            scope=f"assembly:{credential.assembly_id}",
            payload={"commune": credential.delegation.commune.name, "seat": credential.seat},
        )
    return credential


@use_case
def open_sitting(*, actor: Actor, assembly: Assembly, observers: int = 0) -> Assembly:
    """Open a sitting of the council on its credentials: the quorum counts voices, not people (rulebook, quorum)."""
    current = list(Credential.objects.filter(assembly=assembly, to_at=None))
    return open_assembly(
        actor=actor,
        assembly=assembly,
        voters=len(current),
        observers=observers,
        units=len({c.delegation_id for c in current}),
    )


@use_case
def count_voices(*, actor: Actor, assembly: Assembly, observers: int = 0) -> Assembly:
    """Count the voices of an open sitting again, after delegates came or left (rulebook, quorum)."""
    current = list(Credential.objects.filter(assembly=assembly, to_at=None))
    return count_attendance(
        actor=actor,
        assembly=assembly,
        voters=len(current),
        observers=observers,
        units=len({c.delegation_id for c in current}),
    )
