"""The first page of an empty place."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assemblies.services.commune import found_instance
from confed.kernel.errors import BadInput, NotAllowed
from confed.pages.forms import FoundingForm
from confed.pages.queries.founding import is_open_for_founding, ways_to_decide


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
            commune, person = found_instance(**form.cleaned_data)
        except BadInput as refusal:
            form.add_error(None, f"{refusal.happened} {refusal.do}".strip())
        else:
            login(request, person)
            messages.success(
                request,
                _(
                    "%(commune)s begins. Next: write the roll, one name a line; then plan the first assembly. "
                    "If communes will meet here, found them one by one under it."
                )
                % {"commune": commune.name},
            )
            return redirect("commune", commune.slug)
    status = 400 if form.errors else 200
    return render(request, "pages/founding.html", {"form": form, "ways": ways}, status=status)
