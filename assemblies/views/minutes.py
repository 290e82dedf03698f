"""The minutes of one sitting as a page, and the corrections asked of them."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from assemblies.forms import HouseForm
from assemblies.models import Assembly
from assemblies.queries.assembly_find import find_assembly
from assemblies.queries.find import person_of
from assemblies.queries.minutes import find_held, minutes_from
from assemblies.queries.minutes_find import decision_named, line_named
from assemblies.queries.minutes_page import MinutesPage, page_from
from assemblies.queries.minutes_ways import Ways, open_minutes, scrutineer_with, sitting_that_approves, ways_of
from assemblies.queries.running import item_at
from assemblies.services.approval import approve_council_minutes
from assemblies.services.corrections import answer_correction, ask_correction, dispute_correction
from assemblies.services.posting import post_minutes
from assemblies.views.minutes_forms import AnswerForm, CorrectionForm, CountForm, NobodyObjectsForm, PostForm
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.forms import offer
from confed.kernel.models import Person

FORMS: dict[str, type[HouseForm]] = {
    "ask": CorrectionForm,
    "count": CountForm,
    "accept": AnswerForm,
    "answer": AnswerForm,
    "dispute": AnswerForm,
    "post": PostForm,
    "approve": NobodyObjectsForm,
}
DONE = {
    "ask": gettext_lazy("Your correction stands beside the minutes. The minutes-taker answers it."),
    "count": gettext_lazy("Your correction stands beside the minutes. The minutes-taker answers it."),
    "accept": gettext_lazy("The correction holds."),
    "answer": gettext_lazy("Your answer stands beside the correction."),
    "dispute": gettext_lazy("The next assembly votes on the wording."),
    "post": gettext_lazy("The minutes hang out now; after 14 days they are approved."),
    "approve": gettext_lazy("The minutes are approved and sealed."),
}


@require_safe
def minutes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what the journal tells of one sitting, what its taker added, and how to take it home."""
    person = person_of(request.user)
    found = find_held(slug, number)
    page = page_from(minutes_from(found, person))
    return _show(request, page, ways_of(page, found, person))


@require_http_methods(["GET", "HEAD", "POST"])
def corrections(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask for a correction, answer one, or keep to it; the page of the minutes shows what became of it."""
    if request.method != "POST":
        return redirect("minutes", slug, number)
    assembly = find_assembly(slug, number).assembly
    person = person_of(request.user)
    act = request.POST.get("act", "")
    if person is None or act not in FORMS:
        raise NotAllowed(_("Only people who were there do this."), _("Nothing was changed."), _("Sign in first."))
    found = find_held(slug, number)
    page = page_from(minutes_from(found, person))
    form = FORMS[act](request.POST, auto_id=_ids(act, request.POST.get("correction", "")))
    _choices(form, page)
    refusal: ConfedError | None = None
    if form.is_valid():
        try:
            _do(person, assembly, act, form.cleaned_data)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, DONE[act])
            return redirect("minutes", slug, number)
    return _show(
        request, page, ways_of(page, found, person), act, form, refusal, status=refusal.status if refusal else 400
    )


def _do(person: Person, assembly: Assembly, act: str, values: Mapping[str, Any]) -> None:
    if act in ("ask", "count"):
        counts = {name: values[f"count_{name}"] for name in ("for", "against", "abstain")} if act == "count" else None
        ask_correction(
            actor=person,
            assembly=assembly,
            text=values["text"],
            was=values.get("was", ""),
            item=item_at(assembly, values["about"]) if values.get("about") else None,
            decision=decision_named(assembly, values["vote"]) if act == "count" else None,
            counts=counts,
            act_key=f"{assembly.pk}:{values['key']}" if values["key"] else None,
        )
        return
    if act in ("post", "approve"):
        _approve(person, assembly, act, values)
        return
    correction = line_named(assembly, values["correction"])
    if correction is None:
        raise BadInput(_("There is no such correction here."), _("Nothing was changed."))
    if act == "dispute":
        dispute_correction(actor=person, correction=correction)
    else:
        answer_correction(actor=person, correction=correction, accept=act == "accept", answer=values["answer"])


def _approve(person: Person, assembly: Assembly, act: str, values: Mapping[str, Any]) -> None:
    """Post minutes with a second scrutineer, or approve those of a council in its sitting that is open."""
    minutes = open_minutes(assembly)
    if act == "approve":
        sitting = sitting_that_approves(assembly)
        approve_council_minutes(actor=person, minutes=minutes, sitting=sitting)
        return
    second = scrutineer_with(assembly, values["second"])
    if second is None:
        raise NotAllowed(_("Two tellers of the commune post minutes, as its scrutineers."), _("Nothing was changed."))
    post_minutes(actor=person, minutes=minutes, second=second)


def _show(
    request: HttpRequest,
    page: MinutesPage,
    ways: Ways,
    act: str = "",
    form: HouseForm | None = None,
    refusal: ConfedError | None = None,
    status: int = 200,
) -> HttpResponse:
    written = page.minutes.written
    context: dict[str, object] = {"page": page, "refusal": refusal, "act": act, "ways": ways}
    context["post_form"] = form if isinstance(form, PostForm) else PostForm(auto_id="post-%s")
    context["approve_form"] = form if isinstance(form, NobodyObjectsForm) else NobodyObjectsForm(auto_id="approve-%s")
    if written.may_ask:
        initial = {"key": secrets.token_hex(8)}
        for name in ("ask", "count"):
            found = form if act == name and form is not None else FORMS[name](auto_id=_ids(name), initial=initial)
            _choices(found, page)
            context[f"{name}_form"] = found if name == "ask" or page.minutes.votes else None
    context["asked"] = [
        (
            one,
            form
            if act == "answer" and form is not None and form.data.get("correction") == str(one.id)
            else AnswerForm(auto_id=_ids("answer", str(one.id)), initial={"correction": one.id}),
        )
        for one in written.corrections
        if not one.holds
    ]
    return render(request, "assemblies/minutes.html", context, status=status)


def _choices(form: HouseForm, page: MinutesPage) -> None:
    """Let a correction name an item or a vote of these minutes."""
    if "about" in form.fields:
        items = [(str(one.position), f"{one.position} {one.title}") for one in page.minutes.items if one.position]
        offer(form, "about", [("", _("The minutes as a whole")), *items])
    if "vote" in form.fields:
        votes = [(str(vote.number), f"{vote.decision} {vote.title}") for vote in page.minutes.votes]
        offer(form, "vote", votes)


def _ids(act: str, correction: str = "") -> str:
    return f"{act}-{correction}-%s" if correction.isdigit() else f"{act}-%s"
