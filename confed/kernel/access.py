"""Ways in: slips and invitations, kept as a hash and good for one use; and how long ago somebody came in."""

import hashlib
import secrets
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from confed.kernel import clock
from confed.kernel.errors import NotThere, RuleStops
from confed.kernel.models import AccessCode, Person
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case

TOKEN_BYTES = 32
# In a session: when its person last proved who they are, in seconds of this machine's own clock.
SIGNED_IN_AT = "signed_in_at"
FRESH_SECONDS = 30 * 60
# In a session: the phone belongs to somebody else. True from the form until the sign-in, then when it was last used,
# and with which sitting it ends.
SHARED = "shared_phone"


@use_case
def issue_code(*, actor: Actor, person: Person, use: str, days: int) -> str:
    """Make a way in for this person and return its token; only the hash is kept, so it is shown once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    AccessCode.objects.create(
        person=person,
        hash=_hash(token),
        use=AccessCode.Use(use),
        expires_at=clock.now() + timedelta(days=days),
    )
    return token


@use_case
def issue_codes(*, actor: Actor, people: Sequence[Person], use: str, days: int) -> list[str]:
    """Make a way in for each of these people, in their order; what was printed for them before no longer lets in."""
    moment = clock.now()
    AccessCode.objects.filter(person__in=people, used_at=None).update(used_at=moment)
    tokens = [secrets.token_urlsafe(TOKEN_BYTES) for _person in people]
    AccessCode.objects.bulk_create(
        AccessCode(person=person, hash=_hash(token), use=AccessCode.Use(use), expires_at=moment + timedelta(days=days))
        for person, token in zip(people, tokens, strict=True)
    )
    return tokens


@use_case
def redeem_code(*, token: str) -> Person:
    """Use a token up and return whom it lets in; locks the code, so of two at once one gets in."""
    code = AccessCode.objects.select_for_update(of=("self",)).filter(hash=_hash(token)).first()
    if code is None:
        raise NotThere(_("This slip is not known here."), do=_("Ask your secretary for a new one."))
    moment = clock.now()
    if code.used_at is not None:
        raise RuleStops(
            _("This slip was already used."),
            safe=_("A slip lets in once."),
            do=_("Sign in with a mailed code, or ask your secretary for a new slip."),
        )
    person = Person.objects.get(pk=code.person_id)
    if code.expires_at <= moment or not person.is_active:
        raise RuleStops(_("This slip is no longer valid."), do=_("Ask your secretary for a new one."))
    code.used_at = moment
    code.save(update_fields=["used_at"])
    return person


def peek_code(token: str) -> Person | None:
    """Return whom this token would let in now, without using it up."""
    code = (
        AccessCode.objects.select_related("person")
        .filter(hash=_hash(token), used_at=None, expires_at__gt=clock.now(), person__is_active=True)
        .first()
    )
    return code.person if code else None


def is_fresh(session: Mapping[str, object]) -> bool:
    """Say whether the person of this session signed in within the last half hour."""
    at = session.get(SIGNED_IN_AT)
    return isinstance(at, int | float) and 0 <= time.time() - at < FRESH_SECONDS


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
