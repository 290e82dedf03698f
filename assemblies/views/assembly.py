"""The page of one sitting: its agenda for everybody, and for those who run it each act as a plain form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.forms import EmptyForm, HeadsForm, HouseForm, PresentForm, ReasonForm, SendForm, SettleForm, TitleForm
from assemblies.models import AgendaItem, Assembly, Ballot, Proposal
from assemblies.queries.assembly_find import Found, find_assembly
from assemblies.queries.assembly_page import AssemblyPage, assembly_page
from assemblies.queries.find import person_of
from assemblies.queries.next_step import Act, Fields, Step
from assemblies.queries.phone_votes import rivals_for
from assemblies.queries.running import ballot_with, item_at, proposal_with
from assemblies.queries.tonight import tonight
from assemblies.rules import may_run
from assemblies.services import agenda, count
from assemblies.services import assembly as sitting
from assemblies.services import ballot as voting
from assemblies.views.minutes_forms import TaskForm, new_line
from assemblies.views.vote_form import VoteForm, open_vote
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person

Values = Mapping[str, Any]


def _heads(values: Values) -> dict[str, int]:
    return {name: values[name] or 0 for name in ("voters", "youth", "observers")}


def _item(assembly: Assembly, values: Values) -> AgendaItem:
    found = item_at(assembly, values["target"])
    if found is None:
        raise BadInput(_("There is no such item here."), _("Nothing was changed."), _("Look at the agenda again."))
    return found


def _proposal(assembly: Assembly, values: Values) -> Proposal:
    found = proposal_with(assembly, values["target"])
    if found is None:
        raise BadInput(_("There is no such proposal here."), _("Nothing was changed."))
    return found


def _ballot(assembly: Assembly, values: Values) -> Ballot:
    found = ballot_with(assembly, values["target"])
    if found is None:
        raise BadInput(_("There is no such vote here."), _("Nothing was changed."), _("Look at the page again."))
    return found


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: what it asks for, and the use case it calls."""

    form: type[HouseForm]
    do: Callable[[Person, Assembly, Values], object]


DEEDS: dict[str, Deed] = {
    Act.OPEN: Deed(HeadsForm, lambda who, a, v: sitting.open_assembly(actor=who, assembly=a, **_heads(v))),
    Act.SECOND: Deed(HeadsForm, lambda who, a, v: sitting.call_second(actor=who, assembly=a, **_heads(v))),
    Act.COUNT: Deed(HeadsForm, lambda who, a, v: sitting.count_attendance(actor=who, assembly=a, **_heads(v))),
    Act.START: Deed(EmptyForm, lambda who, a, v: agenda.start_item(actor=who, item=_item(a, v))),
    Act.END: Deed(EmptyForm, lambda who, a, v: agenda.end_item(actor=who, item=_item(a, v))),
    Act.VOTE: Deed(VoteForm, lambda who, a, v: open_vote(who, _item(a, v), v)),
    Act.CLOSE_VOTE: Deed(EmptyForm, lambda who, a, v: voting.close_ballot(actor=who, ballot=_ballot(a, v))),
    Act.ANNOUNCE: Deed(EmptyForm, lambda who, a, v: voting.announce_result(actor=who, ballot=_ballot(a, v))),
    Act.VOID: Deed(
        ReasonForm, lambda who, a, v: voting.void_ballot(actor=who, ballot=_ballot(a, v), reason=v["reason"])
    ),
    Act.LIST: Deed(TitleForm, lambda who, a, v: agenda.list_item(actor=who, assembly=a, title=v["title"])),
    Act.PUT: Deed(EmptyForm, lambda who, a, v: agenda.list_item(actor=who, assembly=a, proposal=_proposal(a, v))),
    Act.PRESENT: Deed(
        PresentForm,
        lambda who, a, v: count.correct_present(
            actor=who, ballot=_ballot(a, v), voters=v["voters"], reason=v["reason"]
        ),
    ),
    Act.CLOSE: Deed(EmptyForm, lambda who, a, v: sitting.close_assembly(actor=who, assembly=a)),
    Act.SEND: Deed(
        SendForm,
        lambda who, a, v: count.enter_count(actor=who, ballot=_ballot(a, v), option=v["option"], number=v["number"]),
    ),
    Act.SETTLE: Deed(
        SettleForm,
        lambda who, a, v: count.settle_counts(
            actor=who, ballot=_ballot(a, v), option=v["option"], number=v["number"], reason=v["reason"]
        ),
    ),
}
FORMS: dict[str, type[HouseForm]] = {
    Fields.NONE: EmptyForm,
    Fields.HEADS: HeadsForm,
    Fields.REASON: ReasonForm,
    Fields.TITLE: TitleForm,
    Fields.PRESENT: PresentForm,
    Fields.VOTE: VoteForm,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A step with its form."""

    step: Step
    form: HouseForm
    is_open: bool


@never_cache
@require_http_methods(["GET", "POST"])
def assembly(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one sitting; a post names one act and calls its use case."""
    return _sitting(request, find_assembly(slug, number), "assembly")


@never_cache
@require_http_methods(["GET", "POST"])
def run(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the same sitting to those who run it, on one screen: agenda, floor with the next step, tonight."""
    return _sitting(request, find_assembly(slug, number), "run")


def _sitting(request: HttpRequest, found: Found, frame: str) -> HttpResponse:
    """Show a sitting in one of its frames; an act brings back to the frame in which it was done."""
    slug, number = found.assembly.commune.slug, found.assembly.number
    person = person_of(request.user)
    if request.method != "POST":
        page = assembly_page(found, person)
        if frame == "run" and not page.may_run:
            raise _not_yours(page)
        return _show(request, found, page, frame)
    if frame == "run" and not (person and may_run(person, found.assembly)):
        raise _not_yours(assembly_page(found, person))
    act = request.POST.get("act", "")
    deed = DEEDS.get(act)
    if deed is None or person is None:
        raise NotAllowed(
            _("This is for those who run the sitting tonight."), _("Nothing was changed."), _("Sign in first.")
        )
    form = deed.form(request.POST, auto_id=_ids(act, request.POST.get("option", "")))
    refusal: ConfedError | None = None
    if form.is_valid():
        try:
            deed.do(person, found.assembly, form.cleaned_data)
        except ConfedError as stopped:
            refusal = stopped
        else:
            return redirect(frame, slug, number)
    found = find_assembly(slug, number)
    page = assembly_page(found, person)
    return _show(request, found, page, frame, act, form, refusal, status=refusal.status if refusal else 400)


def _not_yours(page: AssemblyPage) -> NotAllowed:
    return NotAllowed(
        _("Only tonight’s facilitators. They are: %(names)s.") % {"names": ", ".join(page.facilitators) or "–"},
        _("Nothing was changed."),
        _("What everybody sees stands on the page of the assembly."),
    )


def _ids(act: str, option: str = "") -> str:
    return f"{act}-{option}-%s" if option else f"{act}-%s"


def _show(
    request: HttpRequest,
    found: Found,
    page: AssemblyPage,
    frame: str,
    act: str = "",
    form: HouseForm | None = None,
    refusal: ConfedError | None = None,
    status: int = 200,
) -> HttpResponse:
    def asked(step: Step) -> Asked:
        sent = form if form is not None and step.act == act else None
        initial: dict[str, object] = {"target": step.target}
        if page.is_open:
            initial |= {"voters": page.here, "youth": page.youth, "observers": page.observers}
        fresh = FORMS[step.fields](auto_id=_ids(step.act), initial=initial)
        return Asked(step, sent or fresh, sent is not None)

    def answer_form(kind: type[HouseForm], of: str, option: str, mine: int | None = None) -> HouseForm:
        if form is not None and act == of and form.data.get("option") == option:
            return form
        return kind(auto_id=_ids(of, option), initial={"option": option, "target": page.ballot, "number": mine})

    steps, board = page.steps, page.board
    context: dict[str, object] = {
        "page": page,
        "refusal": refusal,
        "agree": _("Counts agree"),
        "differ": _("Counts differ"),
        "loose": page.loose,
        "rivals": rivals_for(page.id, steps.first.target)
        if steps and steps.first and steps.first.fields == Fields.VOTE
        else (),
        "first": asked(steps.first) if steps and steps.first else None,
        "waiting": steps.waiting if steps else None,
        "others": [asked(step) for step in steps.others] if steps else [],
        "send": answer_form(SendForm, Act.SEND, board.now.option) if board and board.now else None,
        "mend": [(one, answer_form(SendForm, Act.SEND, one.option, one.mine)) for one in board.answers if one.may_mend]
        if board and board.is_teller
        else [],
        "settle": [(one, answer_form(SettleForm, Act.SETTLE, one.option)) for one in board.answers if one.is_different]
        if board and board.is_console
        else [],
    }
    if frame == "run":
        context["tonight"] = tonight(page, found.assembly)
        context["tonight_task"] = TaskForm(
            auto_id="task-%s", initial=new_line(page.running.position if page.running else 0)
        )
    return render(request, f"assemblies/{frame}.html", context, status=status)
