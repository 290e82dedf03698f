"""A member proposes to change one rule of the commune's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.forms.charter import RuleForm
from assemblies.models.tree import has_communes_below
from assemblies.queries.charter_change import rule_page
from assemblies.queries.find import find_commune, person_of
from assemblies.rules import may_draft
from assemblies.services.charter_change import propose_charter_change
from confed.kernel.errors import ConfedError, NotAllowed, NotThere


@never_cache
@require_http_methods(["GET", "POST"])
def charter_change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask for the new value of one rule, and keep a draft that says it as a sentence."""
    commune, person = find_commune(slug), person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_draft(person, commune).require()
    if has_communes_below(commune):
        raise NotThere(
            _("The rules of a council are changed by its communes together, not by a proposal of one."),
            do=_("Bring the change before the council as an item."),
        )
    page = rule_page(commune, number)
    form = RuleForm(request.POST or None, page=page)
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_charter_change(
                actor=person, commune=commune, values=form.values(), reason=form.cleaned_data["reason"]
            )
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("Your draft is kept. Others on the roll can read and support it now."))
            return redirect("proposal", made.code)
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"commune": commune, "page": page, "form": form, "refusal": refusal}
    return render(request, "assemblies/charter_change.html", context, status=status)
