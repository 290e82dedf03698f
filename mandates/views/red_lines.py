"""Red lines on a text that moved: the delegate declares, the commune contests, everybody reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.queries.find import find_commune, person_of
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person
from mandates.forms import ContestForm, LineForm, first_problem
from mandates.models import Mandate
from mandates.queries.draft_page import find_mandate
from mandates.queries.red_lines_page import red_lines_page
from mandates.rules import may_contest
from mandates.services.contest import contest_declaration
from mandates.services.declaration import declare_line


@never_cache
@require_http_methods(["GET", "POST"])
def red_lines(request: HttpRequest, slug: str, council: str, number: int) -> HttpResponse:
    """Show the red lines to everybody; a post declares on one, or contests it."""
    mandate = find_mandate(find_commune(slug), council, number)
    person = person_of(request.user)
    refusal: ConfedError | None = None
    if request.method == "POST":
        if person is None:
            raise NotAllowed(_("Sign in first."), _("Nothing was declared."))
        try:
            said = _act(request, person, mandate)
        except NotAllowed:
            raise
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, said)
            return redirect("red_lines", slug, council, number)
    context = {"page": red_lines_page(mandate, person), "refusal": refusal}
    return render(request, "mandates/red_lines.html", context, status=refusal.status if refusal else 200)


def _act(request: HttpRequest, person: Person, mandate: Mandate) -> str:
    """Do what was asked and return the sentence to say."""
    if request.POST.get("act") == "contest":
        may_contest(person, mandate).require()
        contest = ContestForm(request.POST, mandate=mandate)
        if not contest.is_valid():
            raise BadInput(first_problem(contest), _("Nothing was contested."))
        contest_declaration(actor=person, **contest.cleaned_data)
        return _("It is contested. The voice is indicative on this version, and the council is told.")
    form = LineForm(request.POST)
    if not form.is_valid():
        raise BadInput(first_problem(form), _("Nothing was declared."))
    said = form.cleaned_data
    declare_line(
        actor=person,
        mandate=mandate,
        version=said["version"],
        line=said["line"],
        touched=said["touched"] == "yes",
    )
    return _("Declared. Your commune reads it at once.")
