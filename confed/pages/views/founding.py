"""The first page of an empty place, and communes founded under another."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.queries.find import find_commune, person_of
from assemblies.rules import may_found
from assemblies.services.commune import found_below, found_instance
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.pages.forms import BelowForm, FoundingForm
from confed.pages.queries.founding import is_open_for_founding, ways_to_decide

_NEXT = {
    "commune": gettext_lazy("%(commune)s begins. Next: write the roll, one name a line."),
    "confederation": gettext_lazy("%(commune)s begins. Next: found its communes, one by one."),
}


@require_http_methods(["GET", "POST"])
def founding(request: HttpRequest) -> HttpResponse:
    """Found the first commune and sign its founder in."""
    if not is_open_for_founding():
        raise NotAllowed(
            _("Somebody began here already."),
            safe=_("Nothing was changed."),
            do=_("A secretary of the commune above founds communes under it."),
        )
    ways = ways_to_decide()
    form = FoundingForm(request.POST or None, initial={"template": ways[0].name, "zone": "UTC"})
    if request.method == "POST" and form.is_valid():
        try:
            commune, person = found_instance(**form.founding())
        except BadInput as refusal:
            form.add_error(None, f"{refusal.happened} {refusal.do}".strip())
        else:
            login(request, person)
            messages.success(request, _NEXT[form.cleaned_data["begins"]] % {"commune": commune.name})
            return redirect("commune", commune.slug)
    status = 400 if form.errors else 200
    return render(request, "pages/founding.html", {"form": form, "ways": ways}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def commune_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Found a commune under this one."""
    parent = find_commune(slug)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_found(person, parent).require()
    form = BelowForm(request.POST or None)
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            commune = found_below(actor=person, parent=parent, **form.cleaned_data)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("%(commune)s is founded.") % {"commune": commune.name})
            return redirect("commune", commune.slug)
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"commune": parent, "form": form, "refusal": refusal}
    return render(request, "pages/commune_new.html", context, status=status)
