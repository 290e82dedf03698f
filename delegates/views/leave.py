"""A delegate gives the word back: what follows, then why, then it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.queries.find import find_commune, person_of
from confed.kernel.errors import ConfedError, NotAllowed
from delegates.forms import ReasonForm
from delegates.queries.delegation_page import find_delegate
from delegates.queries.leave_page import leave_page
from delegates.rules import may_resign
from delegates.services.leaving import resign_delegate


@never_cache
@require_http_methods(["GET", "POST"])
def delegation_leave(request: HttpRequest, slug: str, delegate: int) -> HttpResponse:
    """Say what follows and ask why; a post leaves the seat, or the line of alternates."""
    found, person = find_delegate(find_commune(slug), delegate), person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_resign(person, found).require()
    form = ReasonForm(request.POST or None)
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            following = resign_delegate(actor=person, delegate=found, reason=form.cleaned_data["reason"])
        except ConfedError as stopped:
            refusal = stopped
        else:
            said = _("You gave the word back.")
            if following is not None:
                said += " " + _("%(name)s has the seat now, with the same mandates.") % {"name": following.entry.name}
            messages.success(request, said)
            return redirect("commune", slug)
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"page": leave_page(found), "form": form, "refusal": refusal}
    return render(request, "delegates/delegation_leave.html", context, status=status)
