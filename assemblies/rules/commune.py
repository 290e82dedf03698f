"""Who founds a commune, keeps its roll and its charter, gives tasks, plans sittings and settles what came of them."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assemblies.models import Assembly, Commune, Role
from assemblies.models.tree import zone_of
from assemblies.rules.held import FACILITATOR, SECRETARY, TELLER, Held, founds, held_by
from confed.kernel import clock
from confed.kernel.errors import ALLOWED, Verdict
from confed.kernel.models import Person
from confed.kernel.person import Actor, Machine

# Carries out what an assembly decided about its minutes.
MINUTES_MACHINE = "minutes"


def may_found(actor: Actor | None, parent: Commune | None) -> Verdict:
    """A first commune may be founded by anybody, a commune under another by a secretary of that other one."""
    if parent is not None:
        if actor is not None and (founds(actor) or held_by(actor, parent).has(SECRETARY)):
            return ALLOWED
        return Verdict(False, _("Only a secretary of the commune above founds communes under it."))
    if (actor is not None and founds(actor)) or settings.CONFED_OPEN_FOUNDING or not Commune.objects.exists():
        return ALLOWED
    return Verdict(False, _("Communes exist here already, and founding another tree is not open on this instance."))


def may_keep_roll(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """The commune's secretary keeps its roll, its roles and its charter."""
    if founds(actor) or (held or held_by(actor, commune)).has(SECRETARY):
        return ALLOWED
    return Verdict(False, _("Only a secretary of this commune does this."))


def may_give_role(actor: Actor, commune: Commune, kind: str, held: Held | None = None) -> Verdict:
    """A secretary gives every role; a facilitator names the tellers."""
    held = held or held_by(actor, commune)
    if founds(actor) or held.has(SECRETARY) or (kind == TELLER and held.has(FACILITATOR)):
        return ALLOWED
    return Verdict(False, _("Only a secretary of this commune gives roles; a facilitator names tellers."))


def needs_decision(kind: str, assembly: Assembly | None) -> bool:
    """Say whether the assembly decides who holds this task: for a term it does, tellers and one sitting apart."""
    return assembly is None and kind != TELLER


def first_term_of(actor: Actor, commune: Commune) -> date | None:
    """Return the last day of the first term, which the founder's own task bears: no decision gave it. None without."""
    if founds(actor):
        return date.max
    if not isinstance(actor, Person):
        return None
    today = clock.today(zone_of(commune))
    held = Role.objects.filter(
        commune=commune, person=actor, kind=SECRETARY, assembly=None, ended_at=None, decision=None
    ).filter(from_on__lte=today, until__gte=today)
    return max((role.until for role in held), default=None)


def may_plan(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """A secretary or a facilitator of the commune plans its sittings and their agenda."""
    if isinstance(actor, Machine) or (held or held_by(actor, commune)).has(SECRETARY, FACILITATOR):
        return ALLOWED
    return Verdict(False, _("Only a secretary or a facilitator of this commune does this."))


def may_enter_paper(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """The commune's secretary enters its paper sittings, or a secretary above it with two witnesses."""
    held = held or held_by(actor, commune)
    if held.has(SECRETARY) or held.secretary_above:
        return ALLOWED
    return Verdict(False, _("Only a secretary of this commune, or of a commune above it, enters a sitting from paper."))


def needs_witnesses(actor: Actor, commune: Commune, held: Held | None = None) -> bool:
    """Say whether a paper sitting needs two named witnesses: its own secretary needs none."""
    return not (held or held_by(actor, commune)).has(SECRETARY)


def may_correct(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """A secretary of the commune corrects an announced result, or its assembly by a vote on the minutes; both stay."""
    if isinstance(actor, Machine) and actor.name == MINUTES_MACHINE:
        return ALLOWED
    return may_keep_roll(actor, commune, held)


def may_settle(actor: Actor, commune: Commune) -> Verdict:
    """What the assemblies answered settles a decision: a machine of the house, or those who run the council."""
    return ALLOWED if isinstance(actor, Machine) else may_plan(actor, commune)
