"""Tasks for one sitting: somebody is found by name or card and gets one; it ends with the sitting."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models import Assembly
from assemblies.models.tree import zone_of
from assemblies.queries.find import person_of
from assemblies.queries.sitting_tasks import KINDS, find_sitting, person_behind, sitting_tasks
from assemblies.rules import held_by, may_give_role
from assemblies.services.role import give_role
from assemblies.views.fresh import again, may_go_on
from confed.kernel import clock
from confed.kernel.errors import BadInput, ConfedError, NotAllowed
from confed.kernel.models import Person


@never_cache
@require_http_methods(["GET", "POST"])
def tasks_of_sitting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show who has a task tonight; a post gives one, and giving it twice gives it once."""
    assembly = find_sitting(slug, number)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    held = held_by(person, assembly.commune)
    verdicts = {kind: may_give_role(person, assembly.commune, kind, held) for kind in KINDS}
    kinds = tuple(str(kind) for kind, verdict in verdicts.items() if verdict)
    if not kinds:
        verdicts[KINDS[0]].require()
    if not may_go_on(request, assembly.commune):
        return again(request)
    refusal: ConfedError | None = None
    if request.method == "POST":
        try:
            name = _give(person, assembly, request.POST.get("kind", ""), request.POST.get("entry", ""))
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("%(name)s has this task at this sitting.") % {"name": name})
            return redirect("sitting_tasks", slug, number)
    words = (request.GET.get("q") or request.POST.get("q") or "").strip()[:100]
    context = {"page": sitting_tasks(assembly, kinds, words), "refusal": refusal}
    return render(request, "assemblies/sitting_tasks.html", context, status=refusal.status if refusal else 200)


def _give(person: Person, assembly: Assembly, kind: str, entry: str) -> str:
    if kind not in {str(one) for one in KINDS} or not entry.isdecimal() or len(entry) > 18:
        raise BadInput(_("Choose somebody and a task."), _("Nothing was changed."))
    bearer = person_behind(assembly.commune, int(entry))
    zone = zone_of(assembly.commune)
    # It ends with the sitting; a sitting that is put off keeps it a day longer than planned.
    until = max(assembly.planned_at.astimezone(ZoneInfo(zone)).date(), clock.today(zone))
    give_role(actor=person, commune=assembly.commune, person=bearer, kind=kind, until=until, assembly=assembly)
    return str(bearer)
