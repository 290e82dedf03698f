"""Who holds which task: everybody reads it, a secretary gives and ends by decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models import Commune
from assemblies.queries.find import find_commune, person_of
from assemblies.queries.roles_page import bearer_of, decision_numbered, role_with, roles_page
from assemblies.services.role import end_role, give_role
from assemblies.views.fresh import again, may_go_on
from assemblies.views.role_forms import EndRoleForm, GiveRoleForm
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person


@never_cache
@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest, slug: str) -> HttpResponse:
    """List the tasks; a post gives one or ends one, after a fresh sign-in."""
    commune = find_commune(slug)
    person = person_of(request.user)
    give = GiveRoleForm(request.POST if request.POST.get("act") == "give" else None)
    refusal: ConfedError | None = None
    if request.method == "POST":
        if person is None:
            raise NotAllowed(_("Only a secretary of this commune gives roles."), _("Nothing was changed."))
        if not may_go_on(request, commune):
            return again(request)
        try:
            said = _act(request, commune, person, give)
        except ConfedError as stopped:
            refusal = stopped
        else:
            if said:
                messages.success(request, said)
                return redirect("roles", slug)
    page = roles_page(commune, person)
    status = refusal.status if refusal else 400 if give.errors else 200
    asks = bool(page.may_give) and not may_go_on(request, commune)
    context = {"page": page, "give": give, "refusal": refusal, "asks_again": asks}
    return render(request, "assemblies/roles.html", context, status=status)


def _act(request: HttpRequest, commune: Commune, person: Person, give: GiveRoleForm) -> str:
    """Do what was asked; the sentence to say, or nothing where the form has faults."""
    act = request.POST.get("act", "")
    if act == "give":
        # Who may give nothing at all learns nothing about the roll from the answers of this form.
        roles_page(commune, person).may_give.require()
        if not give.is_valid():
            return ""
        sent = give.cleaned_data
        role = give_role(
            actor=person,
            commune=commune,
            person=bearer_of(commune, sent["who"]),
            kind=sent["kind"],
            until=sent["until"],
            decision=decision_numbered(commune, sent["decision"]),
        )
        return _("%(name)s has this task now.") % {"name": role.person}
    if act == "end":
        form = EndRoleForm(request.POST)
        if not form.is_valid():
            raise BadInput(_("The number of a decision is a number."), _("Nothing was changed."))
        role = role_with(commune, form.cleaned_data["role"])
        decision = decision_numbered(commune, form.cleaned_data["decision"])
        ended = end_role(actor=person, role=role, decision=decision)
        return _("%(name)s no longer has this task.") % {"name": ended.person}
    raise BadInput(_("This page does not know that act."), _("Nothing was changed."))
