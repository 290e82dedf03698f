"""A refusal as problem+json (RFC 9457): the same sentences that a page shows."""

from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

from confed.kernel.api.parsers import TooLarge
from confed.kernel.errors import BadInput, ConfedError, NotAllowed, NotThere

UNCHANGED = _("Nothing was changed.")
UNREADABLE = _("What was sent cannot be read.")


class ProblemSerializer(serializers.Serializer[Any]):
    """Why something was refused, in sentences that can be shown to a person."""

    status = serializers.IntegerField()
    title = serializers.CharField(help_text="What happened.")
    safe = serializers.CharField(required=False, help_text="What stays as it was.")
    do = serializers.CharField(required=False, help_text="What you can do.")
    rule = serializers.CharField(required=False, help_text="The rule that stops it, in its words.")
    faults = serializers.DictField(required=False, help_text="What is wrong with what was sent, by its field.")


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a refusal of the house, or of the framework, into one shape; anything else is a fault of ours."""
    if isinstance(error, ConfedError):
        return Response(_problem(error, error.status), error.status)
    if isinstance(error, SuspiciousOperation):
        error = TooLarge() if isinstance(error, RequestDataTooBig) else exceptions.ParseError()
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        response.status_code = 422  # it could be read, and does not fit
    response.data = _problem(_in_words(error), response.status_code)
    if isinstance(error, exceptions.ValidationError):
        response.data["faults"] = error.detail if isinstance(error.detail, dict) else {"": error.detail}
    return response


def _problem(refusal: ConfedError, status: int) -> dict[str, Any]:
    said = {"title": refusal.happened, "safe": refusal.safe, "do": refusal.do, "rule": refusal.rule}
    return {"status": status, **{key: str(words) for key, words in said.items() if words}}


def _in_words(error: Exception) -> ConfedError:
    """Say in the house's words what the framework refused."""
    if isinstance(refusal := getattr(error, "refusal", None), ConfedError):
        return refusal
    for kind, refusal in _WORDS.items():
        if isinstance(error, kind):
            return refusal
    return ConfedError(str(getattr(error, "detail", error)), UNCHANGED)


_READ = _("Look at the description of the addresses, /api/1/schema/.")
_WORDS: dict[type[Exception], ConfedError] = {
    exceptions.ValidationError: BadInput(
        _("What was sent does not fit."), UNCHANGED, _("Mend the fields that are named.")
    ),
    exceptions.ParseError: BadInput(UNREADABLE, UNCHANGED, _("Send one object as JSON.")),
    exceptions.NotAuthenticated: NotAllowed(
        _("You are not signed in."), UNCHANGED, _("Send a token of yours; you make one on the page “Me”.")
    ),
    exceptions.PermissionDenied: NotAllowed(_("This is not yours to do."), UNCHANGED, _("What was decided is public.")),
    DjangoPermissionDenied: NotAllowed(_("This is not yours to do."), UNCHANGED, _("What was decided is public.")),
    exceptions.NotFound: NotThere(_("There is nothing here, or nothing for your eyes."), UNCHANGED, _READ),
    Http404: NotThere(_("There is nothing here, or nothing for your eyes."), UNCHANGED, _READ),
    exceptions.MethodNotAllowed: BadInput(_("This address does not take that."), UNCHANGED, _READ),
    exceptions.NotAcceptable: BadInput(_("This address answers in JSON only."), UNCHANGED, _("Ask for JSON.")),
    exceptions.UnsupportedMediaType: BadInput(
        _("This address reads JSON only."), UNCHANGED, _("Send one object as JSON, and say so in Content-Type.")
    ),
    exceptions.Throttled: NotAllowed(
        _("Too many tokens were refused at your address."), UNCHANGED, _("Wait a minute, then use the right one.")
    ),
    TooLarge: BadInput(_("This is more than can be sent at once."), UNCHANGED, _("Send less.")),
}
