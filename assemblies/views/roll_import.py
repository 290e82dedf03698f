"""Bring in members: read a table, look at its rows, import, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.documents.roll_files import Table, read_file, read_words
from assemblies.forms import ConfirmForm, MendForm, OneImportForm, TableForm
from assemblies.models import Commune
from assemblies.queries.find import find_commune, person_of
from assemblies.queries.import_page import find_import, import_page, require_keeper
from assemblies.services.roll_confirm import confirm_import, undo_import
from assemblies.services.roll_import import drop_import, mend_row, read_import
from assemblies.views.fresh import again, may_go_on
from confed.kernel.errors import BadInput, ConfedError
from confed.kernel.models import Person


@never_cache
@require_http_methods(["GET", "POST"])
def roll_import(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a table of members and import it; each post is one step."""
    commune = find_commune(slug)
    person = person_of(request.user)
    fresh = may_go_on(request, commune)
    if request.method == "POST" or not fresh:
        require_keeper(person, commune)  # before a file of a stranger is read
    if not fresh:
        return again(request)
    act = request.POST.get("act", "")
    form = TableForm(request.POST, request.FILES) if act == "read" else TableForm()
    refusal: ConfedError | None = None
    if request.method == "POST" and person and (act != "read" or form.is_valid()):
        try:
            said, anchor = _act(request, person, commune, form)
        except ConfedError as stopped:
            refusal = stopped
        else:
            if said:
                messages.success(request, said)
            answer = redirect("roll_import", slug)
            answer["Location"] += anchor
            return answer
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"page": import_page(commune, person), "form": form, "refusal": refusal}
    return render(request, "assemblies/import.html", context, status=status)


def _act(request: HttpRequest, person: Person, commune: Commune, form: TableForm) -> tuple[str, str]:
    """Do one step; return the sentence to say and where on the page it goes on."""
    act = request.POST.get("act", "")
    if act == "read":
        table = _table(form)
        read_import(actor=person, commune=commune, source=table.source, table=table.rows, meanings=form.meanings())
        return "", ""
    if act == "mend":
        sent = _read(MendForm(request.POST))
        mend_row(
            actor=person,
            roll_import=find_import(commune, sent["roll_import"]),
            number=sent["number"],
            field=sent["field"] if not sent["choice"] else "",
            words=sent["words"],
            choice=sent["choice"],
        )
        return "", "#looks"
    if act == "confirm":
        sent = _read(ConfirmForm(request.POST))
        done = confirm_import(
            actor=person,
            roll_import=find_import(commune, sent["roll_import"]),
            new=sent["new"],
            changed=sent["changed"],
        )
        words = {"new": done.count_new, "changed": done.count_changed}
        return _("Imported. New on the roll: %(new)s. Changed: %(changed)s. Nobody was removed.") % words, ""
    sent = _read(OneImportForm(request.POST))
    found = find_import(commune, sent["roll_import"])
    if act == "undo":
        undo_import(actor=person, roll_import=found)
        return _("Undone. The roll reads as before the import."), ""
    if act == "drop":
        drop_import(actor=person, roll_import=found)
        return _("Thrown away. The roll was not changed."), ""
    raise BadInput(_("This page does not know that act."), _("Nothing was changed."))


def _table(form: TableForm) -> Table:
    sent = form.cleaned_data["file"]
    if not sent:
        return read_words(form.cleaned_data["words"])
    with sent:
        return read_file(sent.name, sent.read(), sent.size)


def _read(form: MendForm | ConfirmForm | OneImportForm) -> dict[str, Any]:
    if not form.is_valid():
        raise BadInput(
            _("This was not sent as the page asks for it."), _("Nothing was changed."), _("Open the page anew.")
        )
    return form.cleaned_data
