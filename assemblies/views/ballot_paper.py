"""Paper beside phones: ballots to print, bundles of slips entered by two tellers, named votes called up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from assemblies.models import Ballot, RollEntry
from assemblies.queries.ballot_page import ballot_page, find_ballot
from assemblies.queries.find import person_of
from assemblies.queries.tellers_page import called, teller_with, tellers_page
from assemblies.services.bundle import enter_bundle
from assemblies.services.cast import record_named
from assemblies.views.ballot_forms import BundleForm, CalledForm
from assemblies.views.tellers import signed_teller
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person


@never_cache
@require_safe
def ballot_print(request: HttpRequest, code: str) -> HttpResponse:
    """Show two empty ballots on a sheet; they are the same for everybody who may read the text."""
    page = ballot_page(find_ballot(code), person_of(request.user))
    return render(request, "assemblies/ballot_print.html", {"page": page, "copies": (1, 2)})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def ballot_paper(request: HttpRequest, code: str) -> HttpResponse:
    """Let a teller of the sitting enter paper slips, or the named vote of somebody without a phone."""
    found = find_ballot(code)
    person = signed_teller(request, found)
    kind = CalledForm if found.method == Ballot.Method.NAMED else BundleForm
    texts = len(found.texts) or 1
    if request.method != "POST":
        return _show(request, found, person, kind(texts=texts))
    form = kind(request.POST, texts=texts)
    if not form.is_valid():
        return _show(request, found, person, form, status=400)
    try:
        said = _called(person, found, form) if isinstance(form, CalledForm) else _bundle(person, found, form)
    except ConfedError as refusal:
        return _show(request, found, person, form, refusal, refusal.status)
    messages.success(request, said)
    return redirect("ballot_paper", code)


def _bundle(person: Person, found: Ballot, form: BundleForm) -> str:
    second = teller_with(found, form.cleaned_data["second"])
    if second is None:
        raise NotAllowed(_("Two tellers of this sitting are needed."), _("Nothing was changed."))
    slips = enter_bundle(
        actor=person, ballot=found, second=second, entries=_entries(found, form.lines), counts=form.counts
    )
    return ngettext("%(slips)s slip is in the urn.", "%(slips)s slips are in the urn.", slips) % {"slips": slips}


def _called(person: Person, found: Ballot, form: CalledForm) -> str:
    entries = _entries(found, form.lines)
    if len(entries) != 1:
        raise BadInput(_("One person is called up at a time."), _("Nothing was changed."))
    record_named(actor=person, ballot=found, entry=entries[0], choice=form.choice)
    return _("The vote of %(name)s is in.") % {"name": entries[0]}


def _entries(found: Ballot, lines: list[str]) -> tuple[RollEntry, ...]:
    meant = called(found, lines)
    if meant.unknown:
        raise BadInput(
            _("Not on the roll of this vote: %(lines)s.") % {"lines": ", ".join(meant.unknown)},
            _("Nothing was changed."),
            _("Write the card number, or the name as it stands on the roll."),
        )
    if meant.several:
        raise BadInput(
            _("More than one person has this name: %(lines)s.") % {"lines": ", ".join(meant.several)},
            _("Nothing was changed."),
            _("Write the card number instead."),
        )
    return meant.entries


def _show(
    request: HttpRequest,
    found: Ballot,
    person: Person,
    form: BundleForm | CalledForm,
    refusal: ConfedError | None = None,
    status: int = 200,
) -> HttpResponse:
    page = tellers_page(found, person)
    context = {
        "page": page,
        "form": form,
        "refusal": refusal,
        "bundles": [(text, form.numbers_of(at)) for at, text in enumerate(page.texts)]
        if isinstance(form, BundleForm)
        else [],
        "cards": [(text, form.data.get(text.field, "")) for text in page.texts],
        "problem": str(form.errors[form.missing[0]][0]) if isinstance(form, CalledForm) and form.missing else "",
    }
    return render(request, "assemblies/ballot_paper.html", context, status=status)
