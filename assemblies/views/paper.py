"""A secretary enters an assembly held on paper: the form, what it would mean, then the act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.forms import PaperForm
from assemblies.queries.find import person_of
from assemblies.queries.paper_page import PaperPage, Preview, find_proposal, paper_page, preview_of
from assemblies.services.paper import enter_paper_assembly
from confed.kernel.errors import ConfedError, NotAllowed


@never_cache
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Ask for the sheet; show what it would mean; enter it. The same sheet twice enters once."""
    proposal = find_proposal(slug, code)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(
            _("A secretary of %(commune)s enters this.") % {"commune": proposal.commune.name},
            _("Nothing was changed."),
            _("Sign in first."),
        )
    page = paper_page(proposal, person)
    form = PaperForm(
        request.POST or None, needs_witnesses=page.needs_witnesses, initial={"version": page.version, "call": 1}
    )
    refusal: ConfedError | None = None
    preview: Preview | None = None
    if request.method == "POST" and form.is_valid():
        sheet = form.sheet()
        try:
            if request.POST.get("act") == "enter":
                enter_paper_assembly(actor=person, commune=proposal.commune, proposal=proposal, **sheet)
                messages.success(request, _thanks(page))
                return redirect("answered", slug, code)
            if request.POST.get("act") != "change":
                preview = preview_of(page, proposal.commune, sheet)
        except ConfedError as stopped:
            refusal = stopped
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"page": page, "form": form, "preview": preview, "refusal": refusal}
    return render(request, "assemblies/paper.html", context, status=status)


def _thanks(page: PaperPage) -> str:
    if page.is_answer:
        return _("The answer of %(commune)s is in.") % {"commune": page.commune}
    return _("The assembly of %(commune)s is entered.") % {"commune": page.commune}
