"""The council's hall: what everybody sees, and the chair's acts as plain forms."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models import Assembly
from assemblies.queries.find import person_of
from confed.kernel.errors import BadInput, NotAllowed
from confed.kernel.models import Person
from mandates.domain.stages import VoiceKind
from mandates.forms import HandForm, OpenVoteForm, ReasonForm, VoteForm, first_problem
from mandates.models import CouncilVote
from mandates.queries.council_board import find_sitting
from mandates.queries.council_hall import council_hall
from mandates.queries.doubts import doubts_in
from mandates.rules import may_chair
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.recount import recount_council_vote
from mandates.services.reopening import reopen_council_vote
from mandates.services.suspension import resume_council_vote, suspend_council_vote
from mandates.services.voice import record_by_hand


@never_cache
@require_http_methods(["GET", "POST"])
def council_live(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the sitting of a council; a post names one act of the chair."""
    assembly = find_sitting(slug, number)
    person = person_of(request.user)
    if request.method == "POST":
        return _act(request, assembly, person)
    asked = request.GET.get("item", "")
    hall = council_hall(assembly, int(asked) if asked.isdecimal() and len(asked) < 10 else None)
    chairs = person is not None and may_chair(person, assembly).allowed
    context = {
        "board": hall.board,
        "page": hall.page,
        "lines": hall.lines,
        "preview": hall.preview,
        "chairs": chairs,
        "doubts": doubts_in(assembly.pk) if chairs else [],
    }
    return render(request, "mandates/council_live.html", context)


def _act(request: HttpRequest, assembly: Assembly, person: Person | None) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    if person is None:
        raise NotAllowed(_("Only those who run this council do this."), _("Nothing was changed."), _("Sign in first."))
    if act is None:
        raise BadInput(_("The page asked for something this council does not know."), _("Nothing was changed."))
    may_chair(person, assembly).require()
    return act(request, assembly, person)


def _open(request: HttpRequest, assembly: Assembly, person: Person) -> HttpResponse:
    form = OpenVoteForm(request.POST, council_id=assembly.commune_id)
    if not form.is_valid():
        raise BadInput(first_problem(form), _("Nothing was opened."))
    vote = open_council_vote(actor=person, item=form.cleaned_data["item"], assembly=assembly)
    return _back(assembly, vote.item.number)


def _record(request: HttpRequest, assembly: Assembly, person: Person) -> HttpResponse:
    form = HandForm(request.POST, assembly_id=assembly.pk)
    if not form.is_valid():
        raise BadInput(first_problem(form), _("No hand was written down."), _("Go back and try again."))
    vote = form.cleaned_data["vote"]
    voice = record_by_hand(
        actor=person, vote=vote, delegation=form.cleaned_data["delegation"], choice=form.cleaned_data["choice"]
    )
    if voice.kind == VoiceKind.VOID:
        messages.warning(
            request,
            _("This hand was against its mandate: it is void, and the commune was told. It may still vote."),
        )
    else:
        messages.success(request, _("Written down."))
    return _back(assembly, vote.item.number)


def _close(request: HttpRequest, assembly: Assembly, person: Person) -> HttpResponse:
    form = VoteForm(request.POST, assembly_id=assembly.pk)
    if not form.is_valid():
        raise BadInput(first_problem(form), _("Nothing was closed."))
    vote = close_council_vote(actor=person, vote=form.cleaned_data["vote"])
    return _back(assembly, vote.item.number)


def _suspend(request: HttpRequest, assembly: Assembly, person: Person) -> HttpResponse:
    form = ReasonForm(request.POST, assembly_id=assembly.pk)
    if not form.is_valid():
        raise BadInput(first_problem(form), _("Nothing was changed."))
    vote = suspend_council_vote(actor=person, vote=form.cleaned_data["vote"], reason=form.cleaned_data["reason"])
    messages.success(request, _("The vote stands still, for a day at most."))
    return _back(assembly, vote.item.number)


def _recount(request: HttpRequest, assembly: Assembly, person: Person) -> HttpResponse:
    form = ReasonForm(request.POST, assembly_id=assembly.pk)
    if not form.is_valid():
        raise BadInput(first_problem(form), _("Nothing was changed."))
    vote = recount_council_vote(actor=person, vote=form.cleaned_data["vote"], reason=form.cleaned_data["reason"])
    messages.success(request, _("Counted again. Both counts stay on record."))
    return _back(assembly, vote.item.number)


def _resume(request: HttpRequest, assembly: Assembly, person: Person) -> HttpResponse:
    vote = resume_council_vote(actor=person, vote=_asked(request, assembly))
    return _back(assembly, vote.item.number)


def _reopen(request: HttpRequest, assembly: Assembly, person: Person) -> HttpResponse:
    vote = reopen_council_vote(actor=person, vote=_asked(request, assembly))
    messages.success(request, _("The vote is taken up again. All other voices stand."))
    return _back(assembly, vote.item.number)


def _asked(request: HttpRequest, assembly: Assembly) -> CouncilVote:
    """The vote that was named, or a sentence."""
    form = VoteForm(request.POST, assembly_id=assembly.pk)
    if not form.is_valid():
        raise BadInput(first_problem(form), _("Nothing was changed."))
    found: CouncilVote = form.cleaned_data["vote"]
    return found


def _back(assembly: Assembly, item: int) -> HttpResponseRedirect:
    page = reverse("council_live", args=[assembly.commune.slug, assembly.number])
    return redirect(f"{page}?item={item}")


ACTS: dict[str, Callable[[HttpRequest, Assembly, Person], HttpResponse]] = {
    "open": _open,
    "record": _record,
    "close": _close,
    "suspend": _suspend,
    "resume": _resume,
    "reopen": _reopen,
    "recount": _recount,
}
