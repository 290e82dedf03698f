"""Tokens for programs: each with its name and its end, kept as a digest, acting as the person who made it."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from knox.models import get_digest_token

from confed.kernel import clock
from confed.kernel.errors import BadInput, NotThere, RuleStops
from confed.kernel.models import ApiToken, Person
from confed.kernel.use_case import use_case

KEPT_FOR = (30, 90, 365)  # days
MOST_TOKENS = 20
MOST_NAME = 60
KEY_LETTERS = 15  # of the token itself, to find its row by
UNCHANGED = _("Nothing was changed.")


@use_case
def issue_token(*, actor: Person, name: str, days: int) -> str:
    """Make a token of this name and return it; only its digest is kept, so it is shown once. Locks the person."""
    found = name.strip()
    if not 0 < len(found) <= MOST_NAME or days not in KEPT_FOR:
        raise BadInput(_("A token has a name and an end."), UNCHANGED, _("Write what uses it, and choose until when."))
    person = Person.objects.select_for_update().get(pk=actor.pk)
    moment = clock.now()
    if ApiToken.objects.filter(user=person, ended_at=None, expiry__gt=moment).count() >= MOST_TOKENS:
        raise RuleStops(
            _("You have %(most)s tokens, and more are not kept.") % {"most": MOST_TOKENS},
            UNCHANGED,
            _("End one that you no longer use."),
        )
    digest, token = get_digest_token()
    ApiToken.objects.bulk_create(
        [
            ApiToken(
                digest=digest,
                token_key=token[:KEY_LETTERS],
                user=person,
                name=found,
                created=moment,
                expiry=moment + timedelta(days=days),
            )
        ]
    )
    return str(token)


@use_case
def end_token(*, actor: Person, code: str) -> None:
    """End one of the person's own tokens, from now on; NotThere for any other. Repeatable."""
    token = ApiToken.objects.select_for_update(of=("self",)).filter(user=actor, code=code).first()
    if token is None:
        raise NotThere(_("There is no such token of yours."), UNCHANGED, _("Look at the list again."))
    if token.ended_at is None:
        token.ended_at = clock.now()
        token.save(update_fields=["ended_at"])


@use_case
def note_use(*, actor: Person, token: ApiToken, day: date) -> None:
    """Remember the day on which a token was used last; never the hour, which could be held against a vote."""
    ApiToken.objects.filter(pk=token.pk, user=actor).update(used_on=day)
