"""The roll of a commune: members read it, its secretary keeps it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.forms import EntryForm, HouseForm, NamesForm, RightsForm, RoleForm
from assemblies.forms.roll import EndForm, WordsForm
from assemblies.models import Commune, RollEntry
from assemblies.models.tree import zone_of
from assemblies.queries.find import find_commune, login_of, person_of
from assemblies.queries.roles_page import decision_numbered
from assemblies.queries.roll_page import EntryPage, entry_page, find_entry, roll_page
from assemblies.services.role import give_role
from assemblies.services.roll import NewEntry, add_entries, add_entry, change_rights
from assemblies.services.roll_mend import correct_entry, erase_entry, plan_end
from assemblies.views.fresh import again, may_go_on
from confed.kernel import clock
from confed.kernel.errors import BadInput, ConfedError
from confed.kernel.models import Person


@never_cache
@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """List the roll; a post enters one name, or several, one a line."""
    commune = find_commune(slug)
    person = person_of(request.user)
    adds_many = "names" in request.POST
    one = EntryForm(None if adds_many else request.POST or None, auto_id="one-%s")
    many = NamesForm(request.POST if adds_many else None, auto_id="many-%s")
    sent = many if adds_many else one
    refusal: ConfedError | None = None
    if request.method == "POST" and person and sent.is_valid():
        try:
            added = _add(person, commune, sent)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("On the roll now: %(names)s.") % {"names": added})
            return redirect("members", slug)
    place = request.GET.get("page", "1")
    number = int(place) if place.isdecimal() and len(place) < 7 else 1
    page = roll_page(commune, person, request.GET.get("q", "").strip()[:200], number)
    status = refusal.status if refusal else 400 if sent.errors else 200
    context = {"page": page, "one": one, "many": many, "refusal": refusal}
    return render(request, "assemblies/members.html", context, status=status)


def _add(person: Person, commune: Commune, sent: EntryForm | NamesForm) -> str:
    if isinstance(sent, EntryForm):
        return str(add_entry(actor=person, commune=commune, **sent.cleaned_data))
    entries = [NewEntry(name=name) for name in sent.cleaned_data["names"]]
    return ", ".join(str(entry) for entry in add_entries(actor=person, commune=commune, entries=entries)[:20])


@never_cache
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One entry of the roll: change what goes with it, give its bearer a task, or end it."""
    commune = find_commune(slug)
    person = person_of(request.user)
    page = entry_page(commune, person, pk)
    act = request.POST.get("act", "")
    rights = RightsForm(request.POST if act == "rights" else None, auto_id="rights-%s", initial=page.rights)
    role = RoleForm(request.POST if act == "role" else None, auto_id="role-%s")
    mended = WordsForm(request.POST if act == "words" else None, auto_id="words-%s", initial=page.words)
    end = EndForm(request.POST if act == "end" else None, auto_id="end-%s")
    refusal: ConfedError | None = None
    if act == "role" and not may_go_on(request, commune):
        return again(request)
    if request.method == "POST" and person:
        try:
            said = _change(person, page, act, {"rights": rights, "role": role, "words": mended, "end": end})
        except ConfedError as stopped:
            refusal = stopped
        else:
            if said:
                messages.success(request, said)
                return redirect("members", slug)
    status = refusal.status if refusal else 400 if _has_faults(rights, role, mended, end) else 200
    context = {"page": page, "rights": rights, "role": role, "mended": mended, "end": end, "refusal": refusal}
    return render(request, "assemblies/member.html", context, status=status)


def _has_faults(*forms: HouseForm) -> bool:
    return any(form.errors for form in forms)


def _change(person: Person, page: EntryPage, act: str, forms: dict[str, HouseForm]) -> str:
    """Do what was asked; the sentence to say, or nothing where the form has faults."""
    entry = find_entry(page.commune_id, page.row.id)
    words = {"name": page.row.name}
    if act in forms and not forms[act].is_valid():
        return ""
    values = forms[act].cleaned_data if act in forms else {}
    if act == "rights":
        change_rights(actor=person, entry=entry, **values)
        return _("What goes with the entry of %(name)s was changed.") % words
    if act == "words":
        correct_entry(actor=person, entry=entry, **values)
        return _("The entry of %(name)s was corrected.") % {"name": values["name"]}
    if act == "role":
        _give(person, entry, values)
        return _("%(name)s has this task now.") % words
    if act == "end":
        ended = plan_end(
            actor=person, entry=entry, leaves_on=values["leaves_on"] or clock.today(zone_of(entry.commune))
        )
        if ended.ended_on is None:
            return _("The entry of %(name)s ends by itself on that day.") % words
        return _("The entry of %(name)s ended.") % words
    if act == "erase":
        erase_entry(actor=person, entry=entry)
        return _("The words of this entry are erased.")
    raise BadInput(_("This page does not know that act."), _("Nothing was changed."))


def _give(person: Person, entry: RollEntry, values: dict[str, Any]) -> None:
    login = login_of(entry)
    decision = decision_numbered(entry.commune, values["decision"])
    given = {"kind": values["kind"], "until": values["until"], "decision": decision}
    give_role(actor=person, commune=entry.commune, person=login, **given)
