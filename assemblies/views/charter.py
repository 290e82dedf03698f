"""The charter of a commune in sentences, with a box to try a rule."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assemblies.forms import TrialForm
from assemblies.models.tree import has_communes_below
from assemblies.queries.charter_page import charter_page
from assemblies.queries.charter_trial import try_rule
from assemblies.queries.find import find_commune, person_of
from assemblies.rules import may_draft


@require_safe
def charter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rules in force; numbers in the address are tried on the rule of decisions."""
    commune = find_commune(slug)
    council = has_communes_below(commune)
    page = charter_page(commune, council)
    form = TrialForm(request.GET if "present" in request.GET else None, auto_id="try-%s")
    trial = None
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        trial = try_rule(
            commune,
            council=council,
            everybody=page.everybody,
            present=values["present"],
            yes=values["yes"],
            no=values["no"],
        )
    person = person_of(request.user)
    proposes = person is not None and not council and bool(may_draft(person, commune))
    context = {"page": page, "form": form, "trial": trial, "proposes": proposes}
    return render(request, "assemblies/charter.html", context)
