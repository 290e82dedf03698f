"""What the pages ask before a use case does: a recent sign-in, a word of the chair, a second look at the notice."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from assemblies.domain.codes import read_code
from assemblies.models import Commune
from assemblies.queries.find import login_of
from assemblies.queries.minutes_ways import sitting_that_approves
from assemblies.queries.plan_page import short_notice
from assemblies.queries.receipts import fresh_code, printed
from assemblies.queries.running import sits_now
from confed.kernel.access import is_fresh
from confed.kernel.api.acts import Values
from confed.kernel.errors import BadInput, NotAllowed, RuleStops

UNCHANGED = _("Nothing was changed.")


def recent(request: Request, commune: Commune) -> None:
    """Refuse without a recent sign-in, as the pages of tasks do; a token never has one, in the hall neither."""
    if request.auth is None and (is_fresh(request.session) or sits_now(commune)):
        return
    raise NotAllowed(
        _("This asks for a recent sign-in."),
        UNCHANGED,
        _("Sign in again, and do it in the browser; a token does not do it."),
    )


def giving(request: Request, values: Values) -> Values:
    """Who gets a task stands on a roll and has a login."""
    recent(request, values["commune"])
    return {**values, "person": login_of(values["person"])}


def ending(request: Request, values: Values) -> Values:
    """A task is ended after a recent sign-in."""
    recent(request, values["role"].commune)
    return values


def second(request: Request, values: Values) -> Values:
    """Who stands beside the actor is named by the task they hold."""
    return {**values, "second": values["second"].person}


def planning(request: Request, values: Values) -> Values:
    """Less notice than the charter asks is said before, and planned only where that is meant."""
    anyway = values.pop("anyway", False)
    wanted = {"kind": values.get("kind", "ordinary"), "told_on": values.get("told_on")}
    short = None if anyway else short_notice(values["commune"], values["planned_at"], **wanted)
    if short is not None:
        raise RuleStops(
            _("The charter asks for %(asked)s days of notice; these are %(given)s.")
            % {"asked": short.asked, "given": short.given},
            UNCHANGED,
            _("Choose a later day, or send “anyway”."),
        )
    return values


def nobody_objects(request: Request, values: Values) -> Values:
    """The chair asked the delegations, in the sitting that is open."""
    if not values.pop("nobody_objects", False):
        raise BadInput(_("The delegations were not asked."), UNCHANGED, _("Ask whether a delegation objects."))
    return {**values, "sitting": sitting_that_approves(values["minutes"].assembly)}


def receipt_code(request: Request, values: Values) -> Values:
    """A code is read as it is printed; where none was drawn, one is drawn now."""
    said = values.get("code", "")
    code = read_code(said) if said else fresh_code()
    if code is None:
        raise BadInput(
            _("This is not a receipt code."),
            UNCHANGED,
            _("A code is three words and a number, like acorn-lilac-barley-417."),
        )
    return {**values, "code": code}


def receipt_told(left: Any) -> Values:
    """Print the receipt; it is told this once and kept nowhere."""
    return {"values": {"code": printed(left.code, get_language() or "en"), "word": left.word}}
