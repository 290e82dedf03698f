"""Roles: tasks held in a commune for a term, or for one sitting."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Commune, Role, RollEntry
from assemblies.models.tree import zone_of
from assemblies.services.inputs import UNCHANGED, refuse
from assemblies.services.locks import locked
from confed.kernel import clock, journal
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case


@use_case
def give_role(
    *, actor: Actor, commune: Commune, person: Person, kind: str, until: date, assembly: Assembly | None = None
) -> Role:
    """Give a task for a term that ends, or for one sitting; who holds it already keeps it, with the new end.

    It goes to somebody on the roll of this commune, or of a commune below it. Locks the commune.
    Raises NotAllowed, BadInput, RuleStops.
    """
    commune = locked(commune)
    rules.may_give_role(actor, commune, kind).require()
    if kind not in Role.Kind.values:
        raise refuse(_("There is no role “%(kind)s”.") % {"kind": kind})
    today = clock.today(zone_of(commune))
    if until < today:
        raise refuse(_("A role ends on a day to come; %(day)s is past.") % {"day": until})
    assembly = Assembly.objects.get(pk=assembly.pk) if assembly else None
    if assembly is not None and (assembly.commune_id != commune.pk or assembly.stage == AssemblyStage.CLOSED):
        raise refuse(_("This sitting is closed, or it is not one of this commune."))
    _require_on_roll(commune, person)
    return write_role(actor=actor, commune=commune, person=person, kind=kind, until=until, assembly=assembly)


@use_case
def end_role(*, actor: Actor, role: Role) -> Role:
    """End a role at once; a secretary does, or who holds it. Repeatable."""
    role = Role.objects.select_for_update(of=("self",)).select_related("commune", "person").get(pk=role.pk)
    if not (isinstance(actor, Person) and actor.pk == role.person_id):
        verdict = rules.may_give_role(actor, role.commune, role.kind)
        if not verdict:
            raise NotAllowed(_("Only a secretary of this commune, or who holds the role, ends it."))
    if role.ended_at is None:
        role.ended_at = clock.now()
        role.save(update_fields=["ended_at"])
        journal.enter(
            chain_id=role.commune.chain_id,
            fact=signals.ROLE_ENDED,
            actor=actor,
            scope=f"commune:{role.commune_id}",
            payload={"commune": role.commune.name, "role": role.kind, "person": role.person.key},
            personal={"name": role.person.name},
        )
        ping(f"commune-{role.commune_id}")
    return role


def write_role(
    *, actor: Actor, commune: Commune, person: Person, kind: str, until: date, assembly: Assembly | None = None
) -> Role:
    """Write a role whose giving was allowed, and enter it; called by acts that hold the commune."""
    today = clock.today(zone_of(commune))
    running = Role.objects.filter(
        commune=commune, person=person, kind=kind, assembly=assembly, ended_at=None, until__gte=today
    ).first()
    role = running or Role(commune=commune, person=person, kind=kind, assembly=assembly, from_on=today)
    if running is not None and running.until == until:
        return running
    role.until = until
    role.save()
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.ROLE_GIVEN,
        actor=actor,
        scope=f"assembly:{assembly.pk}" if assembly else f"commune:{commune.pk}",
        payload={"commune": commune.name, "role": str(kind), "until": until.isoformat(), "person": person.key},
        personal={"name": person.name},
    )
    ping(f"commune-{commune.pk}")
    return role


def _require_on_roll(commune: Commune, person: Person) -> None:
    below = commune.descendants(include_self=True).values("pk")
    if not RollEntry.objects.running().filter(person=person, commune__in=below).exists():
        raise RuleStops(
            _("%(name)s stands on no roll of %(commune)s or of a commune below it.")
            % {"name": person.name, "commune": commune.name},
            safe=UNCHANGED,
            do=_("Enter the person on a roll first."),
        )
