"""What members ask for together: a place on the agenda, a matter for the council, an assembly."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.domain.stages import RequestKind, RequestStage
from assemblies.forms.house import HouseForm
from assemblies.forms.requests import BackingForm, CallForm, MatterRequestForm
from assemblies.models import Commune, Request
from assemblies.models.tree import zone_of
from assemblies.queries.find import entry_in, find_commune, person_of
from assemblies.queries.requests import find_request, proposal_left_out, requests_page
from assemblies.rules import may_request
from assemblies.services.requests import back_request, begin_request, leave_request
from confed.kernel.errors import ConfedError, NotAllowed
from confed.kernel.models import Person

FORMS: dict[str, type[HouseForm]] = {
    "matter": MatterRequestForm,
    "call": CallForm,
    "back": BackingForm,
    "leave": BackingForm,
}


@never_cache
@require_http_methods(["GET", "POST"])
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """List what members ask for; a post begins a request, backs one or leaves one."""
    commune = find_commune(slug)
    person = person_of(request.user)
    if request.method != "POST":
        return _show(request, commune, person)
    act = request.POST.get("act", "")
    if person is None or act not in FORMS:
        raise NotAllowed(_("Only those with a vote in this commune ask for this."), _("Nothing was changed."))
    may_request(entry_in(commune, person)).require()
    form = FORMS[act](request.POST, auto_id=f"{act}-%s")
    if not form.is_valid():
        return _show(request, commune, person, form, status=400)
    try:
        asked = _do(person, commune, act, form)
    except ConfedError as refusal:
        return _show(request, commune, person, form, refusal, refusal.status)
    messages.success(request, _said(act, asked))
    return redirect("requests", slug)


def _do(person: Person, commune: Commune, act: str, form: HouseForm) -> Request:
    values = form.cleaned_data
    if act in ("back", "leave"):
        found = find_request(commune, values["request"])
        return (back_request if act == "back" else leave_request)(actor=person, request=found)
    if isinstance(form, CallForm):
        return begin_request(
            actor=person,
            commune=commune,
            kind=RequestKind.ASSEMBLY,
            title=values["title"],
            wanted_at=form.moment(zone_of(commune)),
            place=values["place"],
        )
    proposal = proposal_left_out(commune, values["proposal"])
    return begin_request(actor=person, commune=commune, kind=values["kind"], proposal=proposal)


def _said(act: str, asked: Request) -> str:
    if asked.stage == RequestStage.MET:
        return {
            RequestKind.AGENDA: _("Enough of you asked: it comes onto the agenda."),
            RequestKind.SEND_UP: _("Enough of you asked: it goes to the council."),
            RequestKind.ASSEMBLY: _("Enough of you asked: the assembly is planned."),
        }[RequestKind(asked.kind)]
    return _("You no longer ask for it.") if act == "leave" else _("You ask for it. Tell others.")


def _show(
    request: HttpRequest,
    commune: Commune,
    person: Person | None,
    form: HouseForm | None = None,
    refusal: ConfedError | None = None,
    status: int = 200,
) -> HttpResponse:
    call = form if isinstance(form, CallForm) else CallForm(auto_id="call-%s")
    context = {"page": requests_page(commune, person), "call": call, "refusal": refusal}
    return render(request, "assemblies/requests.html", context, status=status)
