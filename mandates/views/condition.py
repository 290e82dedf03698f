"""A commune writes down what its assembly said with its no: “yes, if …”."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.queries.find import person_of
from confed.kernel.errors import ConfedError, NotAllowed
from mandates.forms import ConditionForm
from mandates.queries.condition_page import condition_page, find_answer
from mandates.rules import may_keep_condition
from mandates.services.condition import keep_condition


@never_cache
@require_http_methods(["GET", "POST"])
def condition(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Keep the words beside the answer; everybody reads them on the page of the decision."""
    row, person = find_answer(slug, code), person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_keep_condition(person, row.commune).require()
    form = ConditionForm(request.POST or None, initial={"words": row.counter_words})
    refusal: ConfedError | None = None
    page = condition_page(row)
    if request.method == "POST" and form.is_valid():
        try:
            keep_condition(actor=person, cascade=row.cascade, commune=row.commune, words=form.cleaned_data["words"])
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(
                request, _("The words stand beside the answer of %(commune)s.") % {"commune": page.commune}
            )
            return redirect("decision", page.council_slug, page.number)
    status = refusal.status if refusal else 400 if form.errors else 200
    return render(request, "mandates/condition.html", {"page": page, "form": form, "refusal": refusal}, status=status)
