"""The names under a petition: paper sheets entered and checked, for tellers and nobody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models import RollEntry
from assemblies.queries.find import person_of
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person
from delegates.forms import SheetForm, numbers_in
from delegates.models import Petition
from delegates.queries.petition_page import petition_page, readable
from delegates.queries.petitions import find_petition
from delegates.rules import may_check_names
from delegates.services.signing import Sheet, enter_sheet, strike_name


@never_cache
@require_http_methods(["GET", "POST"])
def petition_names(request: HttpRequest, code: str) -> HttpResponse:
    """List the names; a post enters a sheet or strikes a name of one."""
    found, person = find_petition(code), person_of(request.user)
    if person is None:
        raise NotAllowed(_("You are not signed in."), do=_("Sign in first."))
    may_check_names(person, found).require()
    form = SheetForm(request.POST if request.POST.get("act") == "sheet" else None)
    refusal: ConfedError | None = None
    sheet: Sheet | None = None
    if request.method == "POST":
        try:
            sheet = _act(request, person, found, form)
        except ConfedError as stopped:
            refusal = stopped
        if refusal is None and not form.errors:
            if sheet is None or not (sheet.twice or sheet.unknown):
                said = _counted(sheet.counted) if sheet else _("The name is struck.")
                messages.success(request, said)
                return redirect("petition_names", code)
            form = SheetForm(initial={"sheet": form.cleaned_data["sheet"], "lines": "\n".join(sheet.unknown)})
    again = find_petition(code)
    page = petition_page(again, person, *readable(again, person))
    context = {
        "page": page,
        "form": form,
        "sheet": sheet,
        "counted": _counted(sheet.counted) if sheet else "",
        "refusal": refusal,
    }
    status = refusal.status if refusal else 400 if form.errors else 200
    return render(request, "delegates/petition_names.html", context, status=status)


def _act(request: HttpRequest, person: Person, found: Petition, form: SheetForm) -> Sheet | None:
    act, struck = request.POST.get("act", ""), numbers_in([request.POST.get("strike", "")], most=10**12)
    if act == "sheet":
        if not form.is_valid():
            return None
        said = form.cleaned_data
        return enter_sheet(actor=person, petition=found, sheet=said["sheet"], lines=said["lines"].splitlines())
    if struck:
        entry = RollEntry.objects.filter(pk=struck[0], commune=found.commune).first()
        if entry is None:
            raise BadInput(_("This name is not on the roll."), _("Nothing was changed."))
        strike_name(actor=person, petition=found, entry=entry)
        return None
    raise BadInput(_("This page does not know that act."), _("Nothing was changed."))


def _counted(names: int) -> str:
    return ngettext("%(count)s name was entered.", "%(count)s names were entered.", names) % {"count": names}
