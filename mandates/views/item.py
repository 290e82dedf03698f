"""The items of a council: published, changed by versions, their text fixed."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assemblies.models import Commune
from assemblies.queries import zone_of
from assemblies.queries.find import find_commune, person_of
from confed.kernel import clock
from confed.kernel.codes import random_code
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person
from mandates.forms import ItemForm, TextForm
from mandates.models import CouncilItem
from mandates.queries.item_page import find_item, item_list, item_page
from mandates.rules import may_publish, may_publish_in
from mandates.services.item import change_text, publish_item
from mandates.services.text import lock_text


@never_cache
@require_safe
def items(request: HttpRequest, slug: str) -> HttpResponse:
    """List what a council has before it; the page is public."""
    page = item_list(find_commune(slug), person_of(request.user))
    return render(request, "mandates/item_list.html", {"page": page})


@never_cache
@require_http_methods(["GET", "POST"])
def item_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish an item; every commune of the council is asked by itself."""
    council = find_commune(slug)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_publish_in(person, council).require()
    form = ItemForm(request.POST or None, initial={"key": f"page:{random_code()}{random_code()}"})
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            found = _publish(person, council, form)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("Item %(number)s is published.") % {"number": found.number})
            return redirect("item", slug, found.number)
    status = refusal.status if refusal else 400 if form.errors else 200
    return render(
        request, "mandates/item_new.html", {"council": council, "form": form, "refusal": refusal}, status=status
    )


def _publish(person: Person, council: Commune, form: ItemForm) -> CouncilItem:
    values = form.cleaned_data
    day = values["deadline"]
    deadline: datetime | None = clock.day_end(day, zone_of(council)) if day else None
    return publish_item(
        actor=person,
        council=council,
        title=values["title"],
        body=values["body"],
        purpose=values["purpose"],
        deadline=deadline,
        origin_key=values["key"],
    )


@never_cache
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one item to everybody; those who run the council change its text here, or fix it."""
    found = find_item(find_commune(slug), number)
    person = person_of(request.user)
    page = item_page(found, person)
    form = TextForm(
        request.POST if request.POST.get("act") == "change" else None,
        initial={"body": page.body, "version": page.newest},
    )
    refusal: ConfedError | None = None
    if request.method == "POST":
        try:
            said = _act(request, person, found, form, page.newest)
        except ConfedError as stopped:
            refusal = stopped
        else:
            if said:
                messages.success(request, said)
                return redirect("item", slug, number)
    status = refusal.status if refusal else 400 if form.errors else 200
    return render(request, "mandates/item.html", {"page": page, "form": form, "refusal": refusal}, status=status)


def _act(request: HttpRequest, person: Person | None, found: CouncilItem, form: TextForm, newest: int) -> str:
    """Do what was asked; the sentence to say, or nothing where the form has faults."""
    if person is None:
        raise NotAllowed(_("Only those who run this council do this."), _("Nothing was changed."), _("Sign in first."))
    may_publish(person, found.council).require()
    act = request.POST.get("act", "")
    if act == "lock":
        lock_text(actor=person, item=found)
        return _("The text is fixed for the vote.")
    if act != "change":
        raise BadInput(_("This page does not know that act."), _("Nothing was changed."))
    if not form.is_valid():
        return ""
    if form.cleaned_data["version"] != newest:
        raise BadInput(
            _("The text was changed meanwhile: version %(version)s is the newest.") % {"version": newest},
            _("Nothing was changed. What you wrote is still here."),
            _("Read the newest version, then send yours again from a fresh page."),
        )
    text = change_text(actor=person, item=found, body=form.cleaned_data["body"], reason=form.cleaned_data["reason"])
    return _("Version %(version)s stands now. Every commune is told.") % {"version": text.number}
