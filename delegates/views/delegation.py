"""Whom a commune sends: named by its decision, moved up in order, ended; each act a plain form."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models import Commune, RollEntry
from assemblies.queries.find import find_commune, person_of
from assemblies.rules import may_run
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person
from delegates.forms import NamingForm, ReasonForm, numbers_in
from delegates.queries.delegation_page import delegation_page, find_delegate, running_delegation
from delegates.queries.people import chosen_people, decisions_that_name, find_people
from delegates.services.delegation import activate_alternate, end_delegation, name_delegation


@never_cache
@require_http_methods(["GET", "POST"])
def delegation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who carries the word of a commune; a post moves an alternate up or ends the delegation."""
    commune, person = _gate(request, slug)
    form = ReasonForm(request.POST or None)
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            said = _change(person, commune, request.POST, form.cleaned_data["reason"])
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, said)
            return redirect("delegation", slug)
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {
        "commune": commune,
        "page": delegation_page(commune),
        "form": form,
        "refusal": refusal,
        "sent": (request.POST.get("act", ""), request.POST.get("delegate", "")),
    }
    return render(request, "delegates/delegation.html", context, status=status)


def _change(person: Person, commune: Commune, sent: Any, reason: str) -> str:
    act, target = sent.get("act", ""), numbers_in([sent.get("delegate", "")])
    if act == "activate" and target:
        following = activate_alternate(actor=person, delegate=find_delegate(commune, target[0]), reason=reason)
        return _("%(name)s has the seat now, with the same mandates.") % {"name": following.entry.name}
    if act == "end":
        running = running_delegation(commune)
        if running is None:
            raise BadInput(_("No delegation is running."), _("Nothing was changed."))
        end_delegation(actor=person, delegation=running, reason=reason)
        return _("The delegation has ended. Nobody carries the word of %(commune)s now.") % {"commune": commune.name}
    raise BadInput(_("This page does not know that act."), _("Nothing was changed."))


@never_cache
@require_http_methods(["GET", "POST"])
def delegation_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a decision and people, see what it means, then send them. What was chosen travels in the address."""
    commune, person = _gate(request, slug)
    said = request.POST if request.method == "POST" else request.GET
    decisions = decisions_that_name(commune)
    asked = "act" in said or "q" in said or request.method == "POST"
    first = {"decision": said.get("decision") or (decisions[0].number if decisions else None)}
    form = NamingForm(said if asked else None, decisions=decisions, initial=first)
    seats, alternates = _picked(said)
    entries = {entry.pk: entry for entry in chosen_people(commune, [*seats, *alternates])}
    delegates = [entries[pk] for pk in seats if pk in entries]
    waiting = [entries[pk] for pk in alternates if pk in entries]
    refusal: ConfedError | None = None
    checks = asked and said.get("act") in ("check", "name")
    fits = checks and form.is_valid()
    if request.method == "POST" and fits and delegates:
        try:
            _name(person, commune, form, delegates, waiting, decisions)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(
                request,
                _("%(names)s carry the word of %(commune)s.")
                % {"names": ", ".join(entry.name for entry in delegates), "commune": commune.name},
            )
            return redirect("commune", slug)
    if not checks and form.is_bound:
        form.is_valid()
        form.errors.clear()
    words = said.get("q", "").strip()[:100]
    preview = fits and refusal is None and bool(delegates)
    context = {
        "commune": commune,
        "council": commune.parent,
        "decisions": decisions,
        "form": form,
        "refusal": refusal,
        "delegates": delegates,
        "alternates": waiting,
        "search": find_people(commune, words, [*seats, *alternates]) if words and not preview else None,
        "q": words,
        "preview": preview,
        "nobody": fits and not delegates and refusal is None,
        "running": running_delegation(commune) if preview else None,
    }
    status = refusal.status if refusal else 400 if checks and (form.errors or not delegates) else 200
    return render(request, "delegates/delegation_new.html", context, status=status)


def _picked(said: Any) -> tuple[list[int], list[int]]:
    """Who was chosen so far, with the last touch: put in a seat, put among the alternates, taken out."""
    seats, alternates = numbers_in(said.getlist("seat")), numbers_in(said.getlist("alternate"))
    for name, chosen in (("add", seats), ("wait", alternates)):
        chosen += [one for one in numbers_in([said.get(name, "")]) if one not in seats + alternates]
    out = numbers_in([said.get("out", "")])
    return [one for one in seats if one not in out], [one for one in alternates if one not in out]


def _name(
    person: Person,
    commune: Commune,
    form: NamingForm,
    delegates: list[RollEntry],
    alternates: list[RollEntry],
    decisions: list[Any],
) -> None:
    values = form.cleaned_data
    name_delegation(
        actor=person,
        commune=commune,
        decision=next(one for one in decisions if one.number == values["decision"]),
        delegates=delegates,
        alternates=alternates,
        form=values["form"],
        until=values["until"],
    )


def _gate(request: HttpRequest, slug: str) -> tuple[Commune, Person]:
    commune = find_commune(slug)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_run(person, commune).require()
    return commune, person
