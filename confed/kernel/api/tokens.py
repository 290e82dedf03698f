"""Who calls: a person by a token of theirs, or by the session of their browser with its seal."""

import hashlib
from hmac import compare_digest
from typing import Any

from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxAuthentication
from knox.crypto import hash_token
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.throttling import SimpleRateThrottle

from confed.kernel import clock
from confed.kernel.errors import ConfedError, NotAllowed
from confed.kernel.models import ApiToken, Person
from confed.kernel.tokens import KEY_LETTERS, UNCHANGED, note_use

ANEW = _("Make a new one on the page “Me”, and give it to your program.")
UNKNOWN = NotAllowed(_("This token is not known here."), UNCHANGED, ANEW)
ENDED = NotAllowed(_("This token was ended by its owner."), UNCHANGED, ANEW)
RAN_OUT = NotAllowed(_("This token ran out."), UNCHANGED, ANEW)
NO_SEAL = NotAllowed(
    _("Not sent: the seal against foreign pages is missing or too old."),
    UNCHANGED,
    _("Load the page again and send it once more. Cookies must be on."),
)


class WrongToken(AuthenticationFailed):
    """A token that lets nobody in, with the sentences that say why."""

    def __init__(self, refusal: ConfedError) -> None:
        """Keep why."""
        super().__init__(str(refusal.happened))
        self.refusal = refusal


class NoSeal(PermissionDenied):
    """A browser's request that some other page may have sent."""

    refusal = NO_SEAL


class RefusedTokens(SimpleRateThrottle):
    """How many wrong tokens one address may send; a hall shares one, so it is wide. No address is kept, only its digest."""

    scope = "refused tokens"
    rate = "60/min"

    def get_cache_key(self, request: Any, view: Any) -> str:
        """Return the key of this address."""
        return f"refused-token-{hashlib.sha256(str(self.get_ident(request)).encode()).hexdigest()}"


class TokenAuthentication(KnoxAuthentication):  # type: ignore[misc]  # knox has no types
    """Lets a program act as the person whose token it sends, and never more."""

    def authenticate(self, request: Any) -> tuple[Person, ApiToken] | None:
        """Return whose token this is; where it is wrong, count that against its address."""
        try:
            found: tuple[Person, ApiToken] | None = super().authenticate(request)
        except AuthenticationFailed as wrong:
            patience = RefusedTokens()
            if not patience.allow_request(request, None):  # type: ignore[arg-type]
                raise Throttled(patience.wait()) from wrong
            raise wrong if isinstance(wrong, WrongToken) else WrongToken(UNKNOWN) from wrong
        return found

    def authenticate_credentials(self, token: bytes) -> tuple[Person, ApiToken]:
        """Find the token by its first letters, hold its digest against it, and see whether it still lets in."""
        sent = token.decode("ascii", "replace")
        rows = ApiToken.objects.filter(token_key=sent[:KEY_LETTERS]).select_related("user")
        found = next((row for row in rows if compare_digest(hash_token(sent), row.digest)), None)
        if found is None or not found.user.is_active:
            raise WrongToken(UNKNOWN)
        if found.ended_at is not None:
            raise WrongToken(ENDED)
        now = clock.now()
        if found.expiry <= now:
            raise WrongToken(RAN_OUT)
        if found.used_on != now.date():
            note_use(actor=found.user, token=found, day=now.date())
        return found.user, found


class BrowserAuthentication(SessionAuthentication):
    """Lets a page act for the person who is signed in; every act carries the seal of its form."""

    def enforce_csrf(self, request: Any) -> None:
        """Refuse what another page may have sent."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as refused:
            raise NoSeal from refused
