"""Entries of the roll and logins come together: by a printed slip or personal QR, for people without an e-mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.models import Commune, Role, RollEntry
from assemblies.models.tree import zone_of
from assemblies.services.inputs import UNCHANGED, refuse
from assemblies.services.locks import locked
from assemblies.services.roll import refuse_second_vote
from confed.kernel import clock, journal
from confed.kernel.access import issue_codes, redeem_code
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.models import AccessCode, Person
from confed.kernel.person import Actor, register_person
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

MOST_AT_ONCE = 120
DAYS = {"slip": 7, "card": 30}


@dataclass(frozen=True, slots=True)
class PrintedSlip:
    """A way in as it is printed: the token is shown this once."""

    name: str
    card: str
    standing: str
    token: str
    until: date


@use_case
def print_slips(*, actor: Actor, commune: Commune, entries: Sequence[int], kind: str) -> list[PrintedSlip]:
    """Make a way in for each of these entries, by slip (7 days) or personal QR card (30 days), each good for one use.

    Only for people without an e-mail address, who could not sign in otherwise; an earlier slip no longer works. Locks
    the commune, writes one journal entry: who prints ways in for others does it on record. (Rulebook, Claiming an entry)
    """
    commune = locked(commune)
    rules.may_keep_roll(actor, commune).require()
    if kind not in DAYS or not entries or len(set(entries)) > MOST_AT_ONCE:
        raise refuse(_("Choose between 1 and %(most)s names.") % {"most": MOST_AT_ONCE})
    found = list(
        RollEntry.objects.running().filter(commune=commune, pk__in=entries).select_related("person").order_by("name")
    )
    if len(found) != len(set(entries)):
        raise refuse(_("One of these names is no longer on the roll."), _("Open the page anew."))
    with_mail = next((entry for entry in found if entry.mail or (entry.person and entry.person.mail)), None)
    if with_mail is not None:
        raise RuleStops(
            _("%(name)s has an e-mail address and signs in with a mailed code.") % {"name": with_mail.name},
            safe=_("Nothing was printed."),
            do=_("Leave that name out."),
        )
    for entry in found:
        if entry.person is None:
            entry.person = register_person(actor=actor, name=entry.name)
            entry.save(update_fields=["person"])
    people = [entry.person for entry in found if entry.person]
    tokens = issue_codes(actor=actor, people=people, use=AccessCode.Use.SLIP, days=DAYS[kind])
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.SLIPS_PRINTED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={"commune": commune.name, "printed": len(found), "entries": [entry.pk for entry in found]},
    )
    until = clock.today(zone_of(commune)) + timedelta(days=DAYS[kind])
    return [
        PrintedSlip(entry.name, entry.card, entry.get_standing_display(), token, until)
        for entry, token in zip(found, tokens, strict=True)
    ]


@use_case
def claim_entry(*, actor: Actor, token: str) -> list[RollEntry]:
    """Join the entries behind a slip or personal QR to the login of who holds it, and use it up.

    Refused where somebody signed in with an earlier one: then they sign in with this one too. Raises RuleStops as well
    where the person is on that roll already, or would have a second vote under one root. (Rulebook, Claiming an entry)
    """
    if not isinstance(actor, Person):
        raise NotAllowed(_("Only a person joins a login to an entry of the roll."))
    bearer = redeem_code(token=token)
    entries = list(RollEntry.objects.running().filter(person=bearer).select_related("commune").order_by("pk"))
    if bearer.pk == actor.pk or not entries:
        return []
    # A login of its own was used, or carries tasks: joining would take from somebody what is theirs.
    if bearer.mail or bearer.last_login or Role.objects.filter(person=bearer, ended_at=None).exists():
        raise RuleStops(
            _("This slip belongs to a login that is in use."),
            safe=UNCHANGED,
            do=_("Sign out, and sign in with the slip."),
        )
    for entry in entries:
        _join(actor, entry)
    bearer.is_active = False
    bearer.save(update_fields=["is_active"])
    return entries


def _join(person: Person, entry: RollEntry) -> None:
    commune = locked(entry.commune)
    if RollEntry.objects.running().filter(commune=commune, person=person).exists():
        raise RuleStops(
            _("You are on the roll of %(commune)s already.") % {"commune": commune.name},
            safe=UNCHANGED,
            do=_("Give the slip back to the secretary."),
            rule=_("A person stands on a roll once only."),
        )
    if entry.may_vote:
        refuse_second_vote(commune, [person])
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
    ping(f"commune-{commune.pk}")
