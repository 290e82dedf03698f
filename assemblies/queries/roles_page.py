"""Who holds which task in a commune, since when and until when, and by which decision: public, as the tasks are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from assemblies import rules
from assemblies.domain.stages import DecisionStage
from assemblies.models import Commune, Decision, Role, RollEntry
from assemblies.models.tree import line_of, zone_in
from confed.kernel import clock
from confed.kernel.errors import BadInput, NotThere, Verdict
from confed.kernel.models import Person

MOST_BEFORE = 30


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One task: who holds it, since when, until when, and what says so."""

    id: int
    kind: str
    name: str
    from_on: date
    until: date
    sitting: int | None
    decision: int | None
    needs_decision: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class RolesPage:
    """The tasks of a commune now and before."""

    commune_id: int
    slug: str
    commune: str
    now: tuple[RoleRow, ...]
    before: tuple[RoleRow, ...]
    may_give: Verdict
    first_term: date | None


def roles_page(commune: Commune, person: Person | None) -> RolesPage:
    """The tasks held in this commune, and those that ended (at most five queries)."""
    line = line_of(commune)
    today = clock.today(zone_in(line))
    held = rules.held_by(person, commune, line) if person else None
    give = rules.may_give_role(person, commune, rules.TELLER, held) if person else Verdict(False, _("Sign in first."))
    runs = Q(ended_at=None, from_on__lte=today, until__gte=today)
    rows = Role.objects.filter(commune=commune).select_related("person", "assembly", "decision")
    return RolesPage(
        commune_id=commune.pk,
        slug=commune.slug,
        commune=commune.name,
        now=tuple(
            _row(row, person, can_give=bool(person and rules.may_give_role(person, commune, row.kind, held)))
            for row in rows.filter(runs).order_by("assembly", "kind", "until", "pk")
        ),
        before=tuple(
            _row(row, None, can_give=False) for row in rows.exclude(runs).order_by("-until", "-pk")[:MOST_BEFORE]
        ),
        may_give=give,
        first_term=rules.first_term_of(person, commune) if person and give else None,
    )


def _row(role: Role, person: Person | None, *, can_give: bool) -> RoleRow:
    is_mine = person is not None and role.person_id == person.pk
    return RoleRow(
        id=role.pk,
        kind=role.get_kind_display(),
        name=str(role.person),
        from_on=role.from_on,
        until=role.until,
        sitting=role.assembly.number if role.assembly else None,
        decision=role.decision.number if role.decision else None,
        needs_decision=role.decision_id is not None and not is_mine,
        may_end=is_mine or can_give,
    )


def role_with(commune: Commune, pk: int) -> Role:
    """The role of this commune; NotThere without one."""
    found = Role.objects.filter(commune=commune, pk=pk).first()
    if found is None:
        raise NotThere(_("There is no such task here."), do=_("Look at the list again."))
    return found


def decision_numbered(commune: Commune, number: int | None) -> Decision | None:
    """The decision in force with this number; None where none was named."""
    if number is None:
        return None
    found = Decision.objects.filter(commune=commune, number=number, stage=DecisionStage.IN_FORCE).first()
    if found is None:
        raise BadInput(
            _("Decision %(number)s is not in force in %(commune)s.") % {"number": number, "commune": commune.name},
            _("Nothing was changed."),
            _("Write the number of the decision by which the assembly chose."),
        )
    return found


def bearer_of(commune: Commune, words: str) -> Person:
    """The one with this card number or name, on the roll of this commune or of a commune below it, with a login."""
    below = commune.descendants(include_self=True).values("pk")
    found = list(
        RollEntry.objects.running()
        .filter(Q(card=words) | Q(name__iexact=words), commune__in=below)
        .select_related("person")[:2]
    )
    if not found:
        problem = _("Nobody on the roll has this name or card: %(words)s.")
    elif len(found) > 1 and len({entry.person_id for entry in found}) > 1:
        problem = _("More than one person has this name: %(words)s. Write the card number.")
    elif found[0].person is None:
        problem = _("%(words)s has no login, and a task needs one. Print a slip, or write an e-mail into the entry.")
    else:
        return found[0].person
    raise BadInput(problem % {"words": words}, _("Nothing was changed."))
