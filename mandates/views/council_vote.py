"""A delegate casts the voice of a commune, first the check, then the answers; or asks for a recount."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.queries.find import person_of
from confed.kernel.errors import BadInput, NotAllowed
from confed.kernel.models import Person
from mandates.forms import CastForm, DoubtForm, WhyForm, first_problem
from mandates.queries.vote_page import find_vote, named_vote, vote_page
from mandates.rules import NO_VOICE, may_ask_recount
from mandates.services.doubt import doubt_check
from mandates.services.recount import recount_council_vote
from mandates.services.voice import cast_voice


@never_cache
@require_http_methods(["GET", "POST"])
def council_vote(request: HttpRequest, code: str) -> HttpResponse:
    """Show the vote to everybody; a post casts the voice of the one who signed in, or asks for something."""
    person = person_of(request.user)
    problem = ""
    if request.method == "POST":
        if person is None:
            raise NotAllowed(NO_VOICE, _("No vote was cast."), _("Sign in first."))
        asked = ASKED.get(request.POST.get("act", ""))
        if asked is not None:
            return asked(request, code, person)
        form = CastForm(request.POST)
        if form.is_valid():
            cast_voice(actor=person, vote=named_vote(code), choice=form.cleaned_data["choice"])
            return redirect("council_vote", code)
        problem = first_problem(form)
    page = vote_page(find_vote(code), person)
    status = 400 if problem else 200
    return render(request, "mandates/council_vote.html", {"page": page, "problem": problem}, status=status)


def _doubt(request: HttpRequest, code: str, person: Person) -> HttpResponse:
    """Take a note on the check; nothing is cast by it."""
    form = DoubtForm(request.POST)
    if not form.is_valid():
        raise BadInput(first_problem(form), _("No note was written, and your vote is as it was."))
    doubt_check(
        actor=person,
        vote=find_vote(code),
        choice=form.cleaned_data["choice"],
        words=form.cleaned_data["words"],
    )
    messages.success(request, _("The chair and your assembly have your note. It unlocks nothing by itself."))
    return redirect("council_vote", code)


def _recount(request: HttpRequest, code: str, person: Person) -> HttpResponse:
    """Have a counted vote counted again; both counts stay."""
    vote = find_vote(code)
    may_ask_recount(person, vote).require()
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise BadInput(first_problem(form), _("Nothing was changed."))
    recount_council_vote(actor=person, vote=vote, reason=form.cleaned_data["reason"])
    messages.success(request, _("Counted again. Both counts stay on record."))
    return redirect("council_vote", code)


ASKED = {"doubt": _doubt, "recount": _recount}
