"""A petition for a recall: filed in two taps, signed by phone, answered, handed in; each act a plain form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.queries.find import entry_in, find_commune, person_of
from assemblies.queries.next_assembly import next_assembly_of
from confed.kernel.errors import BadInput, ConfedError, NotAllowed, RuleStops
from confed.kernel.models import Person
from delegates.domain.petitions import MOST_LETTERS
from delegates.forms import AnswerForm, PaperPetitionForm, PetitionForm
from delegates.models import Delegate, Petition
from delegates.queries.filer import voter_called
from delegates.queries.petition_page import petition_page, readable
from delegates.queries.petitions import find_petition, find_sent
from delegates.rules import may_petition, may_write_for
from delegates.services.petition import answer_petition, file_petition
from delegates.services.recall import hear_delegate
from delegates.services.signing import sign_petition, withdraw_signature
from delegates.services.validation import validate_petition


@never_cache
@require_http_methods(["GET", "POST"])
def petition_new(request: HttpRequest, slug: str, delegate: int) -> HttpResponse:
    """Say why, and file; the ground may stand in the address, as an off-mandate vote announces it."""
    commune, person = find_commune(slug), person_of(request.user)
    if person is None:
        raise NotAllowed(_("You are not signed in."), _("Nothing was changed."), _("Sign in first."))
    may_petition(entry_in(commune, person), commune).require()
    sent = find_sent(commune, delegate)
    form = PetitionForm(request.POST or None, initial={"ground": request.GET.get("ground", "trust")})
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = file_petition(actor=person, delegate=sent, **form.cleaned_data)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("Your name stands under this petition. Now ask others."))
            return redirect("petition", made.code)
    return _filing(request, "delegates/petition_new.html", sent, form, refusal)


@never_cache
@require_http_methods(["GET", "POST"])
def petition_paper(request: HttpRequest, slug: str, delegate: int) -> HttpResponse:
    """Write down the petition of somebody without a phone, who signed it on paper."""
    commune, person = find_commune(slug), person_of(request.user)
    if person is None:
        raise NotAllowed(_("You are not signed in."), _("Nothing was changed."), _("Sign in first."))
    may_write_for(person, commune).require()
    sent = find_sent(commune, delegate)
    form = PaperPetitionForm(request.POST or None, initial={"ground": "trust"})
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = file_petition(
                actor=person,
                delegate=sent,
                ground=said["ground"],
                statement=said["statement"],
                filer=voter_called(commune, said["who"]),
                sheet=said["sheet"],
            )
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("The petition is filed. More names come on sheets, or by phone."))
            return redirect("petition", made.code)
    return _filing(request, "delegates/petition_paper.html", sent, form, refusal)


def _filing(
    request: HttpRequest, template: str, sent: Delegate, form: PetitionForm, refusal: ConfedError | None
) -> HttpResponse:
    status = refusal.status if refusal else 400 if form.errors else 200
    commune = sent.delegation.commune
    context = {"commune": commune, "delegate": sent, "form": form, "refusal": refusal, "most": MOST_LETTERS}
    return render(request, template, context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def petition(request: HttpRequest, code: str) -> HttpResponse:
    """Show both sides and the number of names to the commune; a post names one act."""
    found, person = find_petition(code), person_of(request.user)
    entry, held = readable(found, person)
    if person is None:  # readable refuses it
        raise NotAllowed(_("You are not signed in."))
    refusal: ConfedError | None = None
    form = AnswerForm(initial={"words": found.answer})
    if request.method == "POST":
        form = AnswerForm(request.POST)
        try:
            messages.success(request, _act(request.POST.get("act", ""), person, found, form))
            return redirect("petition", code)
        except ConfedError as stopped:
            refusal = stopped
            found = find_petition(code)
    page = petition_page(found, person, entry, held)
    context = {"page": page, "form": form, "refusal": refusal, "asks": "sign" in request.GET and page.may.sign}
    return render(request, "delegates/petition.html", context, status=refusal.status if refusal else 200)


def _act(act: str, person: Person, found: Petition, form: AnswerForm) -> str:
    if act == "sign":
        sign_petition(actor=person, petition=found)
        return _("You signed. Only the tellers see your name.")
    if act == "withdraw":
        withdraw_signature(actor=person, petition=found)
        return _("Your name is taken back.")
    if act == "validate":
        validate_petition(actor=person, petition=found)
        return _("The petition is valid. The assembly votes on it.")
    if act == "answer":
        if not form.is_valid():
            raise BadInput(_("The answer could not be read."), _("Nothing was changed."), _("At most 600 letters."))
        answer_petition(actor=person, petition=found, words=form.cleaned_data["words"])
        return _("Your answer stands beside the petition.")
    if act == "hear":
        sitting = next_assembly_of(found.commune)
        if sitting is None:
            raise RuleStops(_("No sitting is open."), _("Nothing was changed."))
        hear_delegate(actor=person, petition=found, assembly=sitting)
        return _("It is written down that they were heard.")
    raise BadInput(_("This page does not know that act."), _("Nothing was changed."))
