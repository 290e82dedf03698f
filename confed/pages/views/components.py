"""Every component on one page, for those who build; only where debugging is on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from confed.kernel.errors import RuleStops


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show the components with invented content."""
    dots = [*"yyyyyyy", "v", "o", "o", "o", "b", "x"]
    refusal = RuleStops(
        _("You cannot open this vote yet."), _("51 voters are here, 54 are needed."), _("You can go on talking.")
    )
    return render(request, "pages/components.html", {"dots": dots, "refusal": refusal})
