"""Credentials of a council's sitting: who is here with which voice, and the opening of the sitting on them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models import Assembly
from assemblies.queries.find import person_of
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person
from delegates.forms import numbers_in
from delegates.queries.credentials_page import credentials_page, find_council_sitting, find_credential, find_delegates
from delegates.rules import may_check_credentials
from delegates.services.credential import check_credentials, count_voices, end_credential, open_sitting


@never_cache
@require_http_methods(["GET", "POST"])
def credentials(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """List the communes of a council with their delegates; a post names one act."""
    assembly = find_council_sitting(slug, number)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_check_credentials(person, assembly).require()
    refusal: ConfedError | None = None
    ticked = numbers_in(request.POST.getlist("delegate"), most=100_000)
    if request.method == "POST":
        try:
            said = _act(request, person, assembly, ticked)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, said)
            return redirect("credentials", slug, number)
    context = {"page": credentials_page(find_council_sitting(slug, number)), "refusal": refusal, "ticked": ticked}
    return render(request, "delegates/credentials.html", context, status=refusal.status if refusal else 200)


def _act(request: HttpRequest, person: Person, assembly: Assembly, ticked: list[int]) -> str:
    act, ended = request.POST.get("act", ""), numbers_in([request.POST.get("end", "")])
    if act == "check":
        if not ticked:
            raise BadInput(_("Nobody was ticked."), _("Nothing was changed."), _("Tick who is here."))
        held = check_credentials(actor=person, assembly=assembly, delegates=find_delegates(assembly, ticked))
        words = {"delegates": len(held), "voices": len({one.delegation_id for one in held})}
        return _("Credentials checked: %(delegates)s delegates, %(voices)s voices.") % words
    if act == "open":
        open_sitting(actor=person, assembly=assembly)
        return _("The sitting is open.")
    if act == "count":
        count_voices(actor=person, assembly=assembly)
        return _("The voices were counted again.")
    if ended:
        end_credential(actor=person, credential=find_credential(assembly, ended[0]))
        return _("This credential has ended: it carries no voice from now on.")
    raise BadInput(_("This page does not know that act."), _("Nothing was changed."))
