"""The page of a report-back: the same for delegates, their commune and a sheet of paper."""

from typing import cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models import Assembly
from assemblies.queries.find import person_of
from confed.kernel.errors import BadInput, ConfedError, NotAllowed, RuleStops
from confed.kernel.models import Person
from confed.kernel.qr import qr_path
from delegates.models import ReportBack
from delegates.queries.report_find import find_report
from delegates.services.report import contest_report, give_report, receive_report
from mandates.queries.report_page import ReportPage, report_page
from mandates.views.report_forms import ContestForm, GiveForm, TakeForm

FORMS = {"give": GiveForm, "take": TakeForm, "contest": ContestForm}


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, slug: str, council: str, number: int) -> HttpResponse:
    """Show what the commune said beside what was voted; delegates give it, an assembly takes or contests it."""
    found = find_report(slug, council, number)
    person = person_of(request.user)
    page = report_page(found, person)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    forms = _forms(request, page, act)
    refusal: ConfedError | None = None
    if request.method == "POST":
        if person is None:
            raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
        if act not in FORMS:
            raise BadInput(_("There is no such act on a report."), _("Nothing was changed."))
        try:
            if forms[act].is_valid():
                messages.success(request, _done(person, found, page.sitting, act, forms[act]))
                return redirect("report", slug, council, number)
        except ConfedError as stopped:
            refusal = stopped
    address = request.build_absolute_uri(reverse("report", args=[slug, council, number]))
    size, ink = qr_path(address)
    status = refusal.status if refusal else 400 if act and forms[act].errors else 200
    context = {"page": page, "forms": forms, "refusal": refusal, "address": address, "size": size, "ink": ink}
    return render(request, "mandates/report.html", context, status=status)


def _forms(request: HttpRequest, page: ReportPage, act: str) -> dict[str, Form]:
    """The three forms; the one that was sent is filled with what was sent."""

    def sent(name: str) -> object:
        return request.POST if act == name else None

    return {
        "give": GiveForm(sent("give"), initial={"words": page.words}),
        "take": TakeForm(sent("take")),
        "contest": ContestForm(
            sent("contest"), items=[(row.number, f"{row.number}. {row.title}") for row in page.rows]
        ),
    }


def _done(person: Person, found: ReportBack, sitting: Assembly | None, act: str, form: Form) -> str:
    """Do what was sent, and say that it is done."""
    if act == "give":
        give_report(actor=person, report=found, words=form.cleaned_data["words"])
        return _("The report is given. The next assembly takes it.")
    if sitting is None:
        raise RuleStops(
            _("No assembly of the commune is open with its quorum."),
            _("Nothing was changed."),
            _("An assembly takes the report while it sits."),
        )
    if act == "take":
        receive_report(actor=person, report=found, assembly=sitting, answer=form.cleaned_data["answer"])
        return _("The assembly took the report.")
    values = cast(dict[str, object], form.cleaned_data)
    contest_report(actor=person, report=found, assembly=sitting, **values)  # type: ignore[arg-type]
    return _("The assembly contests the report. The delegates answer.")
