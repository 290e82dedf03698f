"""Those who run a council enter that its communes decided on more days for a ratification."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models import Decision
from assemblies.queries.find import person_of
from confed.kernel.errors import ConfedError, NotAllowed
from mandates.forms import MoreDaysForm
from mandates.queries.decision_page import find_decision
from mandates.queries.more_days_page import find_cascade, more_days_page
from mandates.rules import may_publish
from mandates.services.extension import extend_cascade


@never_cache
@require_http_methods(["GET", "POST"])
def more_days(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Tick the decisions and say how many days; a majority of the communes asked extends the window once."""
    found = find_decision(slug, number)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("The last day is as it was."))
    may_publish(person, found.commune).require()
    cascade = find_cascade(found)
    page = more_days_page(cascade)
    form = MoreDaysForm(
        request.POST or None, decisions=[one.id for one in page.decisions], initial={"days": page.longest}
    )
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            extended = extend_cascade(
                actor=person,
                cascade=cascade,
                decisions=list(Decision.objects.filter(pk__in=form.cleaned_data["decisions"])),
                days=form.cleaned_data["days"],
            )
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(
                request,
                _("Votes count until the end of %(day)s now.") % {"day": date_format(extended.closes_on, "j F Y")},
            )
            return redirect("decision", slug, number)
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"page": page, "form": form, "ticked": form.ticked, "refusal": refusal}
    return render(request, "mandates/more_days.html", context, status=status)
