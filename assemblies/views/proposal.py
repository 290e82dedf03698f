"""The page of a proposal: its text, its changes, what was said; a post names one act and calls its use case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assemblies.forms import EmptyForm, HouseForm
from assemblies.models import Argument, Proposal
from assemblies.queries.find import person_of
from assemblies.queries.proposal_diff import Diff, proposal_diff, version_numbered
from assemblies.queries.proposal_page import ProposalPage, find_proposal, proposal_page
from assemblies.services import admission, argument, drafting, mover
from assemblies.services.proposal import withdraw_proposal
from assemblies.views.proposal_forms import AnswerForm, ArgumentForm, CompareForm, PostponeForm, ReturnForm
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person

Values = Mapping[str, Any]


def _argument(proposal: Proposal, values: Values) -> Argument:
    target = values["target"]
    found = Argument.objects.select_related("proposal").filter(proposal=proposal)
    one = found.filter(pk=int(target)).first() if target.isascii() and target.isdigit() and len(target) < 19 else None
    if one is None:
        raise BadInput(_("There is no such argument here."), _("Nothing was changed."), _("Look at the page again."))
    return one


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: what it asks for, and the use case it calls."""

    form: type[HouseForm]
    do: Callable[[Person, Proposal, Values], object]


DEEDS: dict[str, Deed] = {
    "support": Deed(EmptyForm, lambda who, p, _v: drafting.support_proposal(actor=who, proposal=p)),
    "unsupport": Deed(EmptyForm, lambda who, p, _v: drafting.withdraw_support(actor=who, proposal=p)),
    "submit": Deed(EmptyForm, lambda who, p, _v: drafting.submit_proposal(actor=who, proposal=p)),
    "admit": Deed(EmptyForm, lambda who, p, _v: admission.admit_proposal(actor=who, proposal=p)),
    "return": Deed(ReturnForm, lambda who, p, v: admission.return_proposal(actor=who, proposal=p, reason=v["reason"])),
    "appeal": Deed(EmptyForm, lambda who, p, _v: admission.appeal_proposal(actor=who, proposal=p)),
    "withdraw": Deed(EmptyForm, lambda who, p, _v: withdraw_proposal(actor=who, proposal=p)),
    "take_over": Deed(EmptyForm, lambda who, p, _v: mover.take_over(actor=who, proposal=p)),
    "postpone": Deed(PostponeForm, lambda who, p, v: mover.postpone_proposal(actor=who, proposal=p, **v)),
    "say": Deed(
        ArgumentForm, lambda who, p, v: argument.say_argument(actor=who, proposal=p, side=v["side"], said=v["said"])
    ),
    "unsay": Deed(EmptyForm, lambda who, p, v: argument.withdraw_argument(actor=who, argument=_argument(p, v))),
    "answer": Deed(
        AnswerForm,
        lambda who, p, v: argument.answer_question(actor=who, argument=_argument(p, v), answer=v["answer"]),
    ),
}
# After these acts the reader stands again where they spoke.
_AT_ARGUMENTS = {"say", "unsay", "answer"}


@never_cache
@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    """Show one proposal; a post names one act and calls its use case."""
    found = find_proposal(code)
    person = person_of(request.user)
    if request.method != "POST":
        return _show(request, proposal_page(found, person))
    act = request.POST.get("act", "")
    deed = DEEDS.get(act)
    if deed is None or person is None:
        raise NotAllowed(_("This is for members of the commune."), _("Nothing was changed."), _("Sign in first."))
    form = deed.form(request.POST, auto_id=f"{act}-%s")
    refusal: ConfedError | None = None
    if form.is_valid():
        try:
            deed.do(person, found, form.cleaned_data)
        except ConfedError as stopped:
            refusal = stopped
        else:
            answer = redirect("proposal", code)
            if act in _AT_ARGUMENTS:
                answer["Location"] += "#arguments"
            return answer
    page = proposal_page(find_proposal(code), person)
    return _show(request, page, act=act, form=form, refusal=refusal, status=refusal.status if refusal else 400)


@never_cache
@require_safe
def proposal_version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show one version of the words."""
    page = proposal_page(find_proposal(code), person_of(request.user))
    if not page.is_readable:
        return _show(request, page)
    return _show(request, page, shown=version_numbered(page.versions, number))


@never_cache
@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Go to the comparison of two chosen versions; unsaid, of the last two."""
    form = CompareForm(request.GET)
    if form.is_valid():
        return redirect("proposal_diff", code, form.cleaned_data["old"], form.cleaned_data["new"])
    page = proposal_page(find_proposal(code), person_of(request.user))
    last = page.text.number if page.versions else 1
    return redirect("proposal_diff", code, max(1, last - 1), last)


@never_cache
@require_safe
def difference(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """Show what changed from one version to another; asked the other way round, it is turned."""
    if old > new:
        return redirect("proposal_diff", code, new, old)
    page = proposal_page(find_proposal(code), person_of(request.user))
    if not page.is_readable:
        return _show(request, page)
    return _show(request, page, diff=proposal_diff(page.versions, old, new))


def _show(
    request: HttpRequest,
    page: ProposalPage,
    *,
    act: str = "",
    form: HouseForm | None = None,
    refusal: ConfedError | None = None,
    status: int = 200,
    **more: Diff | object,
) -> HttpResponse:
    def asked(kind: type[HouseForm], name: str, **how: Any) -> HouseForm:
        return form if form is not None and act == name else kind(auto_id=f"{name}-%s", **how)

    target = form.data.get("target", "") if form is not None and act == "answer" else ""
    context = {
        "page": page,
        "refusal": refusal,
        "act": act,
        "open_question": int(target) if target.isdecimal() else 0,
        "say_form": asked(ArgumentForm, "say", sides=page.acts.sides),
        "return_form": asked(ReturnForm, "return"),
        "postpone_form": asked(PostponeForm, "postpone"),
        "answer_form": asked(AnswerForm, "answer"),
        **more,
    }
    return render(request, "assemblies/proposal.html", context, status=status)
