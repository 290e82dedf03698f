"""Writing a proposal: a new draft, a new version of its words, and the list of a commune's proposals."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assemblies.models import Decision, RollEntry
from assemblies.queries.find import find_commune, person_of
from assemblies.queries.proposal_choices import decisions_in_force, who_spoke
from assemblies.queries.proposal_list import proposal_list
from assemblies.queries.proposal_page import find_proposal, proposal_page
from assemblies.rules import may_change_words, may_draft
from assemblies.services.drafting import write_draft
from assemblies.services.proposal import add_version
from assemblies.views.proposal_forms import DraftForm, VersionForm
from confed.kernel.errors import ConfedError, NotAllowed
from confed.kernel.models import Person


@never_cache
@require_safe
def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the proposals of a commune."""
    page = proposal_list(find_commune(slug), person_of(request.user))
    return render(request, "assemblies/proposal_list.html", {"page": page})


@never_cache
@require_http_methods(["GET", "POST"])
def new_proposal(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a draft."""
    commune = find_commune(slug)
    person = _signed_in(request)
    may_draft(person, commune).require()
    form = DraftForm(request.POST or None, decisions=decisions_in_force(commune))
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        number = values.pop("replaces")
        try:
            replaces = Decision.objects.filter(commune=commune, number=number).first() if number else None
            made = write_draft(actor=person, commune=commune, replaces=replaces, **values)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("Your draft is kept. Others on the roll can read and support it now."))
            return redirect("proposal", made.code)
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"commune": commune, "form": form, "refusal": refusal}
    return render(request, "assemblies/proposal_new.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def change_proposal(request: HttpRequest, code: str) -> HttpResponse:
    """Write a new version of the words."""
    found = find_proposal(code)
    person = _signed_in(request)
    may_change_words(person, found).require()
    page = proposal_page(found, person)
    form = VersionForm(request.POST or None, people=who_spoke(found), initial={"body": page.text.body})
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        number = values.pop("asked_by")
        try:
            asked_by = RollEntry.objects.filter(commune=found.commune, pk=number).first() if number else None
            text = add_version(actor=person, proposal=found, asked_by=asked_by, **values)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("Version %(number)s stands.") % {"number": text.number})
            return redirect("proposal_diff", code, max(1, text.number - 1), text.number)
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "assemblies/proposal_change.html", context, status=status)


def _signed_in(request: HttpRequest) -> Person:
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    return person
