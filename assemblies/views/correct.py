"""A secretary corrects an announced count: the numbers, what they would mean, then the act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.queries.correct_page import Correction, correct_page, correction_of, find_own_decision
from assemblies.queries.find import person_of
from assemblies.rules import may_correct
from assemblies.services.ballot import correct_result
from assemblies.views.correct_form import CorrectForm
from confed.kernel.errors import ConfedError, NotAllowed


@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask for the right numbers; say what follows; correct. The same numbers twice are corrected once."""
    decision = find_own_decision(slug, number)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_correct(person, decision.commune).require()
    page = correct_page(decision)
    standing = {"count_for": "for", "count_against": "against", "count_abstain": "abstain"}
    initial = {name: page.counts.get(key) for name, key in standing.items()}
    form = CorrectForm(request.POST or None, present=page.present, initial=initial)
    refusal: ConfedError | None = None
    preview: Correction | None = None
    if request.method == "POST" and form.is_valid():
        act = request.POST.get("act")
        try:
            if act == "correct":
                correct_result(actor=person, decision=decision, reason=form.cleaned_data["reason"], **form.counts())
                messages.success(request, _("The count is corrected. The earlier one stays beside it."))
                return redirect("decision", slug, number)
            if act != "change" and page.is_by_hand:
                preview = correction_of(page, **form.counts())
        except ConfedError as stopped:
            refusal = stopped
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"page": page, "form": form, "preview": preview, "refusal": refusal}
    return render(request, "assemblies/correct.html", context, status=status)
