"""How the sign-in library behaves in this house: six digits, no sign-up, entries of the roll are joined."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from assemblies.services.roll import claim_entries
from confed.kernel.models import Person


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Codes that can be read aloud; nobody signs up, people come from a roll."""

    def generate_login_code(self) -> str:
        """Return six digits."""
        return f"{secrets.randbelow(1_000_000):06d}"

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: people come from a roll."""
        return False

    def get_login_stages(self) -> list[str]:
        """Return the steps of a sign-in: a passkey is another way in, not a second lock behind the code."""
        return [stage for stage in super().get_login_stages() if not stage.startswith("allauth.mfa.")]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing by itself: the pages of the house say what happened."""

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Join the entries that stand on a roll under the mail that was just proven, then go on."""
        claim_entries(actor=user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response
