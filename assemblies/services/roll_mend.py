"""One entry of the roll mended by hand: its words corrected, its end set for a day to come, its words erased."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.models import Commune, Role, RollEntry
from assemblies.models.tree import zone_of
from assemblies.services.inputs import UNCHANGED, refuse, words
from assemblies.services.locks import locked
from assemblies.services.roll import end_entry, held_entry
from confed.kernel import clock, effects, journal
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.journal import Fact
from confed.kernel.models import Disclosure, Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

END_DUE = "assemblies.end_entry"


@use_case
def correct_entry(*, actor: Actor, entry: RollEntry, name: str, card: str = "", mail: str = "") -> RollEntry:
    """Correct the words of one entry; the journal says so, and none of its words (Rulebook, roll and snapshot).

    Locks the commune. Raises NotAllowed, BadInput for an empty name, or a card or address of somebody else on the roll.
    """
    commune, entry = held_entry(actor, entry)
    new = {
        "name": words(name, _("An entry of the roll needs a name.")),
        "card": words(card, "", most=20) if card.strip() else "",
        "mail": mail.strip().lower(),
    }
    changed = sorted(field for field, word in new.items() if getattr(entry, field) != word)
    if not changed:
        return entry
    _refuse_taken(commune, entry, new)
    for field in changed:
        setattr(entry, field, new[field])
    entry.save(update_fields=changed)
    _enter(actor, commune, entry, signals.ENTRY_CORRECTED, {"fields": changed})
    return entry


@use_case
def plan_end(*, actor: Actor, entry: RollEntry, leaves_on: date) -> RollEntry:
    """End an entry on a day: at once where it has come, else at the beginning of that day. Locks the commune.

    A day set later replaces one set before. Raises NotAllowed, BadInput.
    """
    commune, entry = held_entry(actor, entry)
    today = clock.today(zone_of(commune))
    if leaves_on <= today:
        return end_entry(actor=actor, entry=entry, ended_on=leaves_on)
    entry.leaves_on = leaves_on
    entry.save(update_fields=["leaves_on"])
    _enter(actor, commune, entry, signals.ENTRY_TO_END, {"leaves_on": leaves_on.isoformat()}, {"name": entry.name})
    effects.put(
        key=f"roll/ends:{entry.pk}:{leaves_on.isoformat()}",
        kind=END_DUE,
        args={"entry": entry.pk, "leaves_on": leaves_on.isoformat()},
        not_before=clock.day_end(date.fromordinal(leaves_on.toordinal() - 1), zone_of(commune)),
    )
    return entry


@use_case
def end_due(*, actor: Actor, entry_id: int, leaves_on: str) -> None:
    """End an entry whose day has come, unless another day was set or it ended meanwhile. Repeatable."""
    entry = RollEntry.objects.select_for_update(of=("self",)).select_related("commune").get(pk=entry_id)
    day = date.fromisoformat(leaves_on)
    if entry.ended_on is not None or entry.leaves_on != day:
        return
    entry.ended_on = day
    entry.save(update_fields=["ended_on"])
    told: dict[str, object] = {"ended_on": leaves_on}
    _enter(actor, entry.commune, entry, signals.ENTRY_ENDED, told, {"name": entry.name})


@use_case
def erase_entry(*, actor: Actor, entry: RollEntry) -> RollEntry:
    """Empty the words of an entry that has ended, and those the journal discloses of it (Rulebook, erasing).

    Rows and journal entries stay and read “a former member”. A login that stands on no other roll and holds no task is
    emptied and closed with it. Repeatable; locks the commune. Raises NotAllowed, RuleStops while the entry runs.
    """
    commune = locked(entry.commune)
    rules.may_keep_roll(actor, commune).require()
    entry = locked(entry)
    if entry.ended_on is None:
        raise RuleStops(
            _("This entry of the roll is running."), safe=UNCHANGED, do=_("End it first; then its words can be erased.")
        )
    name, person = entry.name, entry.person
    if not name:
        return entry
    entry.name = entry.card = entry.mail = ""
    entry.save(update_fields=["name", "card", "mail"])
    _erase_disclosed(commune, entry, name)
    if person is not None and not _is_elsewhere(person, entry):
        person.name, person.mail, person.is_active = "", None, False
        person.save(update_fields=["name", "mail", "is_active"])
    _enter(actor, commune, entry, signals.ENTRY_ERASED, {})
    return entry


def _erase_disclosed(commune: Commune, entry: RollEntry, name: str) -> None:
    """Erase what the journal of the commune says of this name; a namesake keeps what names another entry or login."""
    said = Disclosure.objects.select_for_update(of=("self",)).filter(entry__chain=commune.chain_id, value=name)
    if RollEntry.objects.filter(commune=commune, name=name).exclude(pk=entry.pk).exists():
        key = entry.person.key if entry.person else ""
        own = [row for row in said.select_related("entry") if _names(row, entry.pk, key)]
        said = Disclosure.objects.filter(pk__in=[row.pk for row in own])
    said.update(salt="", value="")


def _names(row: Disclosure, entry: int, person: str) -> bool:
    return f'"entry":{entry},' in row.entry.payload + "," or (bool(person) and f'"{person}"' in row.entry.payload)


def _is_elsewhere(person: Person, entry: RollEntry) -> bool:
    others = RollEntry.objects.filter(person=person).exclude(pk=entry.pk).exclude(name="")
    return others.exists() or Role.objects.filter(person=person, ended_at=None, until__gte=clock.now().date()).exists()


def _refuse_taken(commune: Commune, entry: RollEntry, new: dict[str, str]) -> None:
    others = RollEntry.objects.running().filter(commune=commune).exclude(pk=entry.pk)
    if new["card"] and others.filter(card=new["card"]).exists():
        raise refuse(_("Card “%(card)s” would stand twice on this roll.") % {"card": new["card"]})
    if new["mail"] and others.filter(mail__iexact=new["mail"]).exists():
        raise BadInput(
            _("This address stands at somebody else of this roll."),
            safe=UNCHANGED,
            do=_("Write another one, or leave it empty."),
        )


def _enter(
    actor: Actor,
    commune: Commune,
    entry: RollEntry,
    fact: Fact,
    payload: dict[str, object],
    personal: dict[str, str] | None = None,
) -> None:
    journal.enter(
        chain_id=commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={"commune": commune.name, "entry": entry.pk, **payload},
        personal=personal,
    )
    ping(f"commune-{commune.pk}")
