"""Roles: tasks held in a commune for a term, or for one sitting."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.stages import AssemblyStage, DecisionStage
from assemblies.models import Assembly, Commune, Decision, Role, RollEntry
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
    *,
    actor: Actor,
    commune: Commune,
    person: Person,
    kind: str,
    until: date,
    assembly: Assembly | None = None,
    decision: Decision | None = None,
) -> Role:
    """Give a task for a term that ends, or for one sitting; who holds it already keeps it, with the new end.

    It goes to somebody on the roll of this commune, or of a commune below it. The assembly decides who holds a task for
    a term; only in the founder's first term is it given without a decision, and then never beyond that term. Tellers,
    and tasks for one sitting, need none. Locks the commune. (Rulebook, Roles)
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
    if decision is not None:
        _require_its_decision(commune, decision)
    elif rules.needs_decision(kind, assembly):
        _require_first_term(actor, commune, until)
    return write_role(
        actor=actor, commune=commune, person=person, kind=kind, until=until, assembly=assembly, decision=decision
    )


@use_case
def end_role(*, actor: Actor, role: Role, decision: Decision | None = None) -> Role:
    """End a role at once; who holds it does, or a secretary. Repeatable.

    A task that the assembly gave by a decision is taken back by a decision. (Rulebook, Roles)
    """
    role = Role.objects.select_for_update(of=("self",)).select_related("commune", "person").get(pk=role.pk)
    if not (isinstance(actor, Person) and actor.pk == role.person_id):
        if not rules.may_give_role(actor, role.commune, role.kind):
            raise NotAllowed(_("Only a secretary of this commune, or who holds the role, ends it."))
        if decision is not None:
            _require_its_decision(role.commune, decision)
        elif role.decision_id is not None and role.ended_at is None:
            raise RuleStops(
                _("The assembly gave this role by a decision."),
                safe=UNCHANGED,
                do=_("Name the decision that takes it back, or let who holds it give it up."),
                rule=_("What the assembly gives, the assembly takes back."),
            )
    if role.ended_at is None:
        role.ended_at = clock.now()
        role.save(update_fields=["ended_at"])
        payload = {"commune": role.commune.name, "role": _word(role.kind), "person": role.person.key}
        journal.enter(
            chain_id=role.commune.chain_id,
            fact=signals.ROLE_ENDED_BY_DECISION if decision else signals.ROLE_ENDED,
            actor=actor,
            scope=f"commune:{role.commune_id}",
            payload=payload | ({"number": decision.number} if decision else {}),
            personal={"name": role.person.name},
        )
        ping(f"commune-{role.commune_id}")
    return role


def write_role(
    *,
    actor: Actor,
    commune: Commune,
    person: Person,
    kind: str,
    until: date,
    assembly: Assembly | None = None,
    decision: Decision | None = None,
) -> Role:
    """Write a role whose giving was allowed, and enter it; called by acts that hold the commune."""
    today = clock.today(zone_of(commune))
    running = Role.objects.filter(
        commune=commune, person=person, kind=kind, assembly=assembly, ended_at=None, until__gte=today
    ).first()
    role = running or Role(commune=commune, person=person, kind=kind, assembly=assembly, from_on=today)
    decided = decision.pk if decision else role.decision_id
    if running is not None and running.until == until and running.decision_id == decided:
        return running
    role.until, role.decision_id = until, decided
    role.save()
    payload = {"commune": commune.name, "role": _word(kind), "until": until.isoformat(), "person": person.key}
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.ROLE_GIVEN_BY_DECISION if decision else signals.ROLE_GIVEN,
        actor=actor,
        scope=f"assembly:{assembly.pk}" if assembly else f"commune:{commune.pk}",
        payload=payload | ({"number": decision.number} if decision else {}),
        personal={"name": person.name},
    )
    ping(f"commune-{commune.pk}")
    return role


def _word(kind: str) -> str:
    return str(kind).replace("_", "-")


def _require_on_roll(commune: Commune, person: Person) -> None:
    below = commune.descendants(include_self=True).values("pk")
    if not RollEntry.objects.running().filter(person=person, commune__in=below).exists():
        raise RuleStops(
            _("%(name)s stands on no roll of %(commune)s or of a commune below it.")
            % {"name": person.name, "commune": commune.name},
            safe=UNCHANGED,
            do=_("Enter the person on a roll first."),
        )


def _require_its_decision(commune: Commune, decision: Decision) -> None:
    if decision.commune_id != commune.pk or decision.stage != DecisionStage.IN_FORCE:
        raise RuleStops(
            _("Decision %(number)s is not in force in %(commune)s.")
            % {"number": decision.number, "commune": commune.name},
            safe=UNCHANGED,
            do=_("Write the number of the decision by which the assembly chose."),
        )


def _require_first_term(actor: Actor, commune: Commune, until: date) -> None:
    last = rules.first_term_of(actor, commune)
    if last is None:
        raise RuleStops(
            _("The first term of %(commune)s is over: its assembly decides who holds a task.")
            % {"commune": commune.name},
            safe=UNCHANGED,
            do=_("Let the assembly decide, then write the number of the decision here."),
            rule=_("Roles are given and ended by decision of the assembly."),
        )
    if until > last:
        raise RuleStops(
            _("Without a decision of the assembly a task ends with the first term, on %(day)s at the latest.")
            % {"day": last},
            safe=UNCHANGED,
            do=_("Choose a day up to then, or write the number of a decision."),
            rule=_("Roles are given and ended by decision of the assembly."),
        )
