"""A commune writes the terms of its mandate, for its assembly to vote on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.queries.find import find_commune, person_of
from confed.kernel.errors import ConfedError, NotAllowed
from mandates.forms import DraftForm
from mandates.queries.draft_page import draft_page, find_mandate
from mandates.rules import may_draft
from mandates.services.mandate import draft_mandate


@never_cache
@require_http_methods(["GET", "POST"])
def mandate_draft(request: HttpRequest, slug: str, council: str, number: int) -> HttpResponse:
    """Write or change the terms; the same terms twice change nothing."""
    mandate = find_mandate(find_commune(slug), council, number)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_draft(person, mandate).require()
    page = draft_page(mandate)
    form = DraftForm(
        request.POST or None,
        initial={
            "latitude": page.latitude,
            "red_lines": "\n".join(page.red_lines),
            "if_touched": page.if_touched,
            "reasons": page.reasons,
            "expires_on": page.expires_on,
        },
    )
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            draft_mandate(actor=person, mandate=mandate, **form.cleaned_data)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("The terms are written. The assembly votes on them with the question."))
            return redirect("commune_mandates", slug)
    status = refusal.status if refusal else 400 if form.errors else 200
    return render(
        request, "mandates/mandate_draft.html", {"page": page, "form": form, "refusal": refusal}, status=status
    )
