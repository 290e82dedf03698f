"""Passkeys kept and thrown away, sign-ins ended on other devices."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from confed.kernel.errors import NotThere, RuleStops
from confed.kernel.models import Person
from confed.kernel.use_case import use_case

MOST_KEYS = 20
MOST_AGENT = 200
# No network address of anybody is kept: who was where is nobody's business here.
NOWHERE = "0.0.0.0"  # noqa: S104


@use_case
def keep_passkey(*, actor: Person, name: str, credential: dict[str, Any]) -> None:
    """Keep the public half of a passkey that the browser just made; what was sent is checked before. Locks the person."""
    person = Person.objects.select_for_update().get(pk=actor.pk)
    if Authenticator.objects.filter(user=person).count() >= MOST_KEYS:
        raise RuleStops(
            _("You have %(most)s passkeys, and more are not kept.") % {"most": MOST_KEYS},
            safe=_("Nothing was changed."),
            do=_("Remove one that you no longer use."),
        )
    WebAuthn.add(person, name, credential)


@use_case
def remove_passkey(*, actor: Person, passkey: int) -> None:
    """Throw one of the person's own passkeys away. Repeatable."""
    Authenticator.objects.filter(user=actor, pk=passkey).delete()


@use_case
def note_sign_in(*, actor: Person, session_key: str, agent: str) -> None:
    """Remember on which device a sign-in holds, so that its owner sees and ends it. Repeatable."""
    UserSession.objects.update_or_create(
        session_key=session_key, defaults={"user": actor, "ip": NOWHERE, "user_agent": agent[:MOST_AGENT]}
    )


@use_case
def end_session(*, actor: Person, device: int) -> None:
    """End one of the person's own sign-ins; raises NotThere for any other."""
    found = UserSession.objects.filter(user=actor, pk=device).first()
    if found is None:
        raise NotThere(_("This sign-in has ended already."), do=_("Look at the list again."))
    found.end()


@use_case
def end_other_sessions(*, actor: Person, but: str) -> int:
    """End every sign-in of the person except this one; returns how many."""
    others = list(UserSession.objects.filter(user=actor).exclude(session_key=but))
    for other in others:
        other.end()
    return len(others)
