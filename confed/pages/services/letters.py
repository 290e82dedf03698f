"""Mail to those who must act: owed with the act, written out to each person, sent under a lease."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from assemblies.models import Commune
from assemblies.models.tree import line_of
from confed.kernel import effects
from confed.kernel.effects import NewEffect
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case
from confed.pages.queries.addressees import Letter, addressees
from confed.pages.queries.letters import find_letter

SEND = "pages.send_letter"


@use_case
def write_letters(*, actor: Actor, name: str, ids: dict[str, Any]) -> int:
    """Owe one mail to each person it is for; return to how many. Repeatable: a person is owed it once."""
    letter = find_letter(name, ids)
    if letter is None:
        return 0
    people = addressees(letter)
    what = ",".join(f"{key}={ids[key]}" for key in sorted(ids))
    effects.put_many(
        NewEffect(f"letter/{name}/{what}/person={person}", SEND, {"letter": name, "ids": ids, "person": person})
        for person in people
    )
    return len(people)


def send_letter(*, name: str, ids: dict[str, Any], person_id: int) -> bool:
    """Send one mail in the person's language; False where they left, want none, or it is no news any more.

    It leaves the database, so it runs under a lease and not in a transaction. Sent again after a crash it bears the same
    Message-ID.
    """
    person = Person.objects.filter(pk=person_id, is_active=True, mail__isnull=False, wants_mail=True).first()
    if person is None or not person.mail:
        return False
    letter = find_letter(name, ids)
    if letter is None:
        return False
    with translation.override(_language(person, letter.commune)):
        letter = find_letter(name, ids) or letter
        message = EmailMessage(letter.subject, _body(letter, person), to=[person.mail])
    message.extra_headers = {"Message-ID": _message_id(name, ids, person), "Auto-Submitted": "auto-generated"}
    message.send()
    return True


def _body(letter: Letter, person: Person) -> str:
    address = settings.PUBLIC_ADDRESS.rstrip("/")
    context = {"letter": letter, "name": person.name, "address": address, "link": address + letter.path}
    return render_to_string("pages/letter.txt", context)


def _language(person: Person, commune: Commune) -> str:
    """Return the person's language, else that of the commune or the nearest above it, else the house's."""
    if person.language:
        return person.language
    return next((level.language for level in line_of(commune) if level.language), settings.LANGUAGE_CODE)


def _message_id(name: str, ids: dict[str, Any], person: Person) -> str:
    what = f"{name}/{sorted(ids.items())}/{person.code}"
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return f"<{hashlib.sha256(what.encode()).hexdigest()[:32]}@{host}>"
