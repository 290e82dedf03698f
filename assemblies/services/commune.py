"""Communes: founded alone, under another, or together with the login of their founder."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.models import Charter, Commune, Role, RollEntry
from assemblies.models.tree import zone_in, zone_of
from assemblies.queries.charter import charter_on
from assemblies.services.assembly import plan_assembly
from assemblies.services.charter import stated_values
from assemblies.services.inputs import UNCHANGED, known_zone, refuse, words
from assemblies.services.locks import locked, turn_at_the_top
from assemblies.services.role import write_role
from confed.kernel import clock, journal
from confed.kernel.codes import random_code
from confed.kernel.errors import RuleStops
from confed.kernel.models import Person
from confed.kernel.person import Actor, Machine, register_person
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

FOUNDERS_TERM = timedelta(days=90)
FOUNDING = Machine("founding")
FROM_ONE = (1, 1, 1)


@use_case
def found_commune(
    *,
    actor: Actor,
    name: str,
    slug: str = "",
    parent: Commune | None = None,
    founded_on: date | None = None,
    language: str = "",
    zone: str = "",
    belonging: str = "",
    template: str = "",
    values: Mapping[str, str] | None = None,
    founder: Person | None = None,
    numbers: tuple[int, int, int] = FROM_ONE,
) -> Commune:
    """Found a commune, at the top of a tree or under another; its founder is secretary for 90 days.

    A commune has people on its roll or communes under it, never both. `numbers` are those of its next assembly,
    decision and item, where it goes on from what it kept on paper (rulebook, paper communes). Locks the commune above.
    Raises NotAllowed, BadInput, RuleStops.
    """
    parent = locked(parent) if parent else None
    if parent is None:
        turn_at_the_top()
    rules.may_found(actor, parent).require()
    name = words(name, _("A commune needs a name."), most=120)
    day = founded_on or clock.today(zone_of(parent) if parent else zone_in([]) if not zone else known_zone(zone))
    if parent is not None:
        _require_room_below(parent, day)
    stated = stated_values(values or {}, template, children_are_base=True)
    found_slug = _free_slug(slug, name)
    commune: Commune = Commune.objects.create(
        name=name,
        slug=found_slug,
        parent=parent,
        belonging=belonging.strip(),
        language=language,
        zone=known_zone(zone),
        chain=journal.open_chain(found_slug),
        founded_on=day,
        joined_on=day if parent else None,
        next_assembly=numbers[0],
        next_decision=numbers[1],
        next_item=numbers[2],
    )
    # A tree states its rules at its top, were it only the defaults; a commune below inherits until it states its own.
    if stated or parent is None:
        Charter.objects.create(commune=commune, version=1, from_on=day, template=template, values=stated)
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.COMMUNE_FOUNDED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "commune": commune.name,
            "above": parent.name if parent else None,
            "founded_on": day.isoformat(),
            "template": template,
            "values": dict(sorted(stated.items())),
        },
    )
    secretary = founder or (actor if isinstance(actor, Person) else None)
    if secretary is not None:
        until = clock.today(zone_of(commune)) + FOUNDERS_TERM
        write_role(actor=actor, commune=commune, person=secretary, kind=Role.Kind.SECRETARY, until=until)
    ping(*(f"commune-{pk}" for pk in (commune.pk, commune.parent_id) if pk))
    return commune


@use_case
def found_instance(
    *,
    actor: Person | None = None,
    person_name: str,
    mail: str | None,
    name: str,
    slug: str = "",
    belonging: str = "",
    zone: str = "",
    language: str = "",
    template: str = "",
    first_at: datetime | None = None,
    place: str = "",
) -> tuple[Commune, Person]:
    """Found the first commune of a tree together with the login of whoever founds it, and plan where it meets first.

    `first_at` is an aware moment; without one no sitting is planned.
    """
    turn_at_the_top()
    rules.may_found(actor, None).require()
    person = actor or register_person(
        actor=FOUNDING,
        name=words(person_name, _("Say your name.")),
        mail=words(mail or "", _("Without a mail address you could not sign in again."), most=254),
        language=language,
    )
    commune = found_commune(
        actor=person, name=name, slug=slug, belonging=belonging, zone=zone, language=language, template=template
    )
    if first_at is not None:
        plan_assembly(actor=person, commune=commune, planned_at=first_at, place=place)
    return commune, person


@use_case
def found_below(
    *,
    actor: Actor,
    parent: Commune,
    name: str,
    belonging: str = "",
    secretary_name: str = "",
    secretary_mail: str = "",
) -> Commune:
    """Found a commune under another and hand it to its secretary, who gets a login where the mail has none.

    Without a mail the founder keeps its roll. A name stands once under a commune, so a second tap founds nothing.
    Locks the commune above. Raises NotAllowed, BadInput, RuleStops.
    """
    parent = locked(parent)
    rules.may_found(actor, parent).require()
    if Commune.objects.filter(parent=parent, left_on=None, name__iexact=name.strip()).exists():
        raise RuleStops(
            _("%(name)s stands under %(commune)s already.") % {"name": name.strip(), "commune": parent.name},
            safe=UNCHANGED,
            do=_("Look at its page, or choose another name."),
        )
    secretary = _secretary(actor, secretary_name, secretary_mail) if secretary_mail.strip() else None
    return found_commune(actor=actor, name=name, parent=parent, belonging=belonging, founder=secretary)


def _secretary(actor: Actor, name: str, mail: str) -> Person:
    known: Person | None = Person.objects.filter(mail__iexact=mail.strip()).first()
    return known or register_person(actor=actor, name=words(name, _("Say the name of its secretary.")), mail=mail)


def _require_room_below(parent: Commune, day: date) -> None:
    if RollEntry.objects.running().filter(commune=parent).exists():
        raise RuleStops(
            _("%(commune)s has people on its roll, so no commune can stand under it.") % {"commune": parent.name},
            safe=UNCHANGED,
            do=_("Found a commune for these people first, and let both stand under one."),
            rule=_("A commune has people on its roll or communes under it, never both."),
        )
    above = parent.parent
    if above is None or Commune.objects.filter(parent=parent, left_on=None).exists():
        return
    if charter_on(above, day)["ratify.ask"] == "outstanding":
        raise RuleStops(
            _("The charter of %(commune)s asks only communes of people, so its communes cannot have others under them.")
            % {"commune": above.name},
            safe=UNCHANGED,
            do=_("Let the charter ask all communes first (ratify.ask)."),
        )


def _free_slug(slug: str, name: str) -> str:
    if slug:
        if slugify(slug) != slug or len(slug) > 60:
            raise refuse(
                _("“%(slug)s” cannot stand in an address: small letters, digits and hyphens.") % {"slug": slug}
            )
        if Commune.objects.filter(slug=slug).exists():
            raise refuse(_("The address “%(slug)s” is taken by another commune.") % {"slug": slug})
        return slug
    base = slugify(name)[:50] or random_code()
    taken = set(Commune.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(found for number in range(1, len(taken) + 2) if (found := _numbered(base, number)) not in taken)


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"
