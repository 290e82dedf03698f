"""What a sign-in leaves in its session, and the mails that what happened below owes."""

import time
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from confed.kernel import effects
from confed.kernel.access import SIGNED_IN_AT
from confed.kernel.models import Person
from confed.pages.queries.devices import open_sitting_of
from confed.pages.rules import IDLE_SECONDS, SHARED
from confed.pages.services.devices import NOWHERE, note_sign_in
from confed.pages.services.letters import SEND, send_letter, write_letters
from delegates import signals as delegates
from mandates import signals as mandates

LETTERS_OF = {
    mandates.COMMUNE_ASKED: "asked",
    mandates.MANDATE_REQUESTED: "mandate",
    mandates.TEXT_CHANGED: "new_text",
    mandates.OFF_MANDATE_TOLD: "off_mandate",
    mandates.OUTCOME_TOLD: "outcome",
    delegates.REPORT_OWED: "report",
    delegates.PETITION_FILED: "petition",
    delegates.PETITION_VALIDATED: "recall_vote",
    delegates.RECALL_ANNOUNCED: "recall_result",
}


def _writes(letter: str) -> effects.Handler:
    """Return the handler that owes this mail to everybody it is for."""

    def write(args: dict[str, Any]) -> None:
        write_letters(actor=effects.ACTOR, name=letter, ids=args)

    return write


for _fact, _letter in LETTERS_OF.items():
    effects.subscribe(_fact, f"pages.letter.{_letter}")
    effects.handler(f"pages.letter.{_letter}")(_writes(_letter))


@effects.handler(SEND, leased=True)
def _send_letter(args: dict[str, Any]) -> None:
    send_letter(name=args["letter"], ids=args["ids"], person_id=args["person"])


@receiver(user_logged_in)
def came_in(sender: type[Person], request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """Remember when; on a shared phone the session ends when it rests, or with the sitting that is open now."""
    session = request.session
    session[SIGNED_IN_AT] = time.time()
    if session.get(SHARED):
        session[SHARED] = {"seen": time.time(), "sitting": open_sitting_of(user)}
        session.set_expiry(IDLE_SECONDS)
    if session.session_key:
        note_sign_in(actor=user, session_key=session.session_key, agent=request.headers.get("User-Agent", ""))


@receiver(pre_save, sender=UserSession)
def forget_where(sender: type[UserSession], instance: UserSession, **kwargs: Any) -> None:
    """Keep no network address, whoever writes the row."""
    instance.ip = NOWHERE
