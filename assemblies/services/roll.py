"""The roll: names entered, joined to a login, changed in their rights, and ended; none is deleted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.models import Commune, RollEntry
from assemblies.models.tree import has_communes_below, root_of, zone_of
from assemblies.queries.charter import charter_on
from assemblies.services.inputs import UNCHANGED, refuse, words
from assemblies.services.locks import locked
from confed.kernel import clock, journal
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

ADULT = RollEntry.Standing.ADULT
BATCH = 500


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A name to be entered; youth and observers may speak and never count."""

    name: str
    standing: str = RollEntry.Standing.ADULT
    card: str = ""
    mail: str = ""
    person: Person | None = None
    joined_on: date | None = None


@use_case
def add_entry(
    *,
    actor: Actor,
    commune: Commune,
    name: str,
    standing: str = ADULT,
    card: str = "",
    mail: str = "",
    person: Person | None = None,
    joined_on: date | None = None,
) -> RollEntry:
    """Enter one name on the roll of a commune. Locks the commune; raises as `add_entries` does."""
    commune, (entry,) = _add(actor, commune, [NewEntry(name, standing, card, mail, person, joined_on)])
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.ENTRY_ADDED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "commune": commune.name,
            "entry": entry.pk,
            "standing": entry.standing,
            "may_vote": int(entry.may_vote),
        },
        personal={"name": entry.name},
    )
    ping(f"commune-{commune.pk}")
    return entry


@use_case
def add_entries(*, actor: Actor, commune: Commune, entries: Sequence[NewEntry]) -> list[RollEntry]:
    """Enter many names at once, all of them or none, with one entry in the journal.

    Locks the commune. Raises NotAllowed, BadInput for a name, standing or card, RuleStops where communes stand
    under this one, where a person is on this roll already, or votes in another commune of the tree (roll.exclusive).
    """
    commune, added = _add(actor, commune, entries)
    if added:
        journal.enter(
            chain_id=commune.chain_id,
            fact=signals.ENTRIES_ADDED,
            actor=actor,
            scope=f"commune:{commune.pk}",
            payload={
                "commune": commune.name,
                "entered": len(added),
                "with_vote": sum(entry.may_vote for entry in added),
            },
        )
        ping(f"commune-{commune.pk}")
    return added


@use_case
def change_rights(
    *, actor: Actor, entry: RollEntry, may_speak: bool, may_vote: bool, standing: str | None = None
) -> RollEntry:
    """Change what goes with an entry of the roll; votes already open keep the roll they were opened on."""
    commune, entry = held_entry(actor, entry)
    new = standing or entry.standing
    _known_standing(new)
    if may_vote and not (may_speak and new == ADULT):
        raise refuse(_("A vote goes only to members who may speak; youth and observers may speak and never count."))
    if may_vote and not entry.may_vote and entry.person is not None:
        refuse_second_vote(commune, [entry.person])
    was = {"may_speak": int(entry.may_speak), "may_vote": int(entry.may_vote), "standing": entry.standing}
    entry.may_speak, entry.may_vote, entry.standing = may_speak, may_vote, new
    entry.save(update_fields=["may_speak", "may_vote", "standing"])
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.RIGHTS_CHANGED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "commune": commune.name,
            "entry": entry.pk,
            "was": was,
            "now": {"may_speak": int(may_speak), "may_vote": int(may_vote), "standing": str(new)},
        },
        personal={"name": entry.name},
    )
    ping(f"commune-{commune.pk}")
    return entry


@use_case
def end_entry(*, actor: Actor, entry: RollEntry, ended_on: date | None = None) -> RollEntry:
    """End an entry of the roll from a day that has come; the row stays."""
    commune, entry = held_entry(actor, entry)
    today = clock.today(zone_of(commune))
    day = ended_on or today
    if not entry.joined_on <= day <= today:
        raise refuse(_("An entry ends between the day it began and today."))
    entry.ended_on = day
    entry.save(update_fields=["ended_on"])
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.ENTRY_ENDED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={"commune": commune.name, "entry": entry.pk, "ended_on": day.isoformat()},
        personal={"name": entry.name},
    )
    ping(f"commune-{commune.pk}")
    return entry


@use_case
def claim_entries(*, actor: Actor) -> list[RollEntry]:
    """Join the running entries that bear the person's proven mail to the login; repeatable.

    An entry that would give a second vote under the same root, or a second entry in a commune, is left for the
    secretary to settle.
    """
    if not isinstance(actor, Person):
        raise NotAllowed(_("Only a person joins a login to an entry of the roll."))
    if not actor.mail:
        return []
    found = list(
        RollEntry.objects.running()
        .filter(person=None, mail__iexact=actor.mail)
        .select_for_update(of=("self",))
        .select_related("commune")
        .order_by("pk")
    )
    return [entry for entry in found if _claim(actor, entry)]


def _claim(person: Person, entry: RollEntry) -> bool:
    commune = entry.commune
    if RollEntry.objects.running().filter(commune=commune, person=person).exists():
        return False
    if entry.may_vote and _votes_elsewhere(commune, [person]):
        return False
    entry.person = person
    entry.save(update_fields=["person"])
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.ENTRY_CLAIMED,
        actor=person,
        scope=f"commune:{commune.pk}",
        payload={"commune": commune.name, "entry": entry.pk},
        personal={"name": entry.name},
    )
    return True


def held_entry(actor: Actor, entry: RollEntry) -> tuple[Commune, RollEntry]:
    """Return a running entry and its commune, locked; refuse who may not keep the roll."""
    commune = locked(entry.commune)
    rules.may_keep_roll(actor, commune).require()
    entry = locked(entry)
    if entry.ended_on is not None:
        raise RuleStops(_("This entry of the roll has ended."), safe=UNCHANGED, do=_("Enter the name anew."))
    return commune, entry


def _add(actor: Actor, commune: Commune, entries: Sequence[NewEntry]) -> tuple[Commune, list[RollEntry]]:
    commune = locked(commune)
    rules.may_keep_roll(actor, commune).require()
    require_room_for_people(commune)
    today = clock.today(zone_of(commune))
    rows = [_row(commune, new, today) for new in entries]
    _refuse_doubles(commune, rows)
    refuse_second_vote(commune, [row.person for row in rows if row.person and row.may_vote])
    return commune, RollEntry.objects.bulk_create(rows, batch_size=BATCH)


def require_room_for_people(commune: Commune) -> None:
    """Refuse people on the roll of a commune that has communes under it: never both."""
    if has_communes_below(commune):
        raise RuleStops(
            _("Communes stand under %(commune)s, so no people stand on its roll.") % {"commune": commune.name},
            safe=UNCHANGED,
            do=_("Enter people on the roll of one of its communes."),
            rule=_("A commune has people on its roll or communes under it, never both."),
        )


def _row(commune: Commune, new: NewEntry, today: date) -> RollEntry:
    _known_standing(new.standing)
    return RollEntry(
        commune=commune,
        person=new.person,
        name=words(new.name, _("An entry of the roll needs a name.")),
        mail=new.mail.strip().lower(),
        card=words(new.card, "", most=20) if new.card.strip() else "",
        standing=new.standing,
        may_vote=new.standing == ADULT,
        joined_on=new.joined_on or today,
    )


def _known_standing(standing: str) -> None:
    if standing not in RollEntry.Standing.values:
        raise refuse(_("There is no standing “%(standing)s” on a roll.") % {"standing": standing})


def _refuse_doubles(commune: Commune, rows: list[RollEntry]) -> None:
    running = RollEntry.objects.running().filter(commune=commune)
    cards = Counter(row.card for row in rows if row.card)
    cards.update(running.filter(card__in=list(cards)).values_list("card", flat=True) if cards else [])
    double = next((card for card, times in cards.items() if times > 1), None)
    if double:
        raise refuse(_("Card “%(card)s” would stand twice on this roll.") % {"card": double})
    people = Counter(row.person_id for row in rows if row.person_id)
    people.update(running.filter(person__in=list(people)).values_list("person_id", flat=True) if people else [])
    if any(times > 1 for times in people.values()):
        raise RuleStops(
            _("A person stands on a roll once only, and one of these stands on it already."), safe=UNCHANGED
        )


def refuse_second_vote(commune: Commune, people: Sequence[Person]) -> None:
    """Refuse a vote for somebody who has one in another commune of the tree (roll.exclusive)."""
    other = _votes_elsewhere(commune, people)
    if other is not None:
        raise RuleStops(
            _("%(name)s has a vote in %(commune)s already.") % {"name": other.name, "commune": other.commune.name},
            safe=UNCHANGED,
            do=_("End that entry first, or enter the person here without a vote."),
            rule=_("The charter lets a person vote in one commune of the tree only (roll.exclusive)."),
        )


def _votes_elsewhere(commune: Commune, people: Sequence[Person]) -> RollEntry | None:
    """Return a running entry with a vote that one of these has in another commune of the same tree, if that matters."""
    if not people:
        return None
    others = RollEntry.objects.entitled().filter(person__in=people).exclude(commune=commune).select_related("commune")
    if not others or charter_on(commune, clock.today(zone_of(commune)))["roll.exclusive"] == "no":
        return None
    root = root_of(commune).pk
    return next((entry for entry in others if root_of(entry.commune).pk == root), None)
