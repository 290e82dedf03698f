"""Planning an assembly, and bringing a matter before a commune."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.domain.stages import AssemblyKind
from assemblies.forms import MatterForm, MeetingForm
from assemblies.models.tree import zone_of
from assemblies.queries.find import find_commune, person_of
from assemblies.queries.next_assembly import next_assembly_of
from assemblies.queries.notice import Notice
from assemblies.queries.plan_page import notice_sentences, short_notice
from assemblies.rules import may_bring_up, may_draft, may_plan
from assemblies.services.agenda import list_item
from assemblies.services.assembly import plan_assembly
from assemblies.services.proposal import draft_proposal
from confed.kernel.errors import ConfedError, NotAllowed


@never_cache
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask when and where the next assembly meets, and plan it."""
    commune = find_commune(slug)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_plan(person, commune).require()
    form = MeetingForm(request.POST or None)
    refusal: ConfedError | None = None
    short: Notice | None = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        wanted = {"kind": values["kind"] or AssemblyKind.ORDINARY, "told_on": values["told_on"]}
        planned_at = form.moment(zone_of(commune))
        short = short_notice(commune, planned_at, **wanted)
        if short is None or values["anyway"]:
            try:
                found = plan_assembly(
                    actor=person, commune=commune, planned_at=planned_at, place=values["place"], **wanted
                )
            except ConfedError as stopped:
                refusal = stopped
            else:
                messages.success(request, _("Assembly %(number)s is planned.") % {"number": found.number})
                return redirect("assembly", slug, found.number)
    status = refusal.status if refusal else 400 if form.errors else 409 if short else 200
    context = {
        "commune": commune,
        "form": form,
        "refusal": refusal,
        "zone": zone_of(commune),
        "short": short,
        "asks": notice_sentences(commune),
    }
    return render(request, "assemblies/plan.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def matter(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a proposal; those who plan the sittings put it on the next agenda with it."""
    commune = find_commune(slug)
    person = person_of(request.user)
    if person is None:
        raise NotAllowed(_("Sign in first."), _("Nothing was changed."))
    may_draft(person, commune).require()
    if not may_bring_up(person, commune):
        return redirect("proposal_new", slug)
    upcoming = next_assembly_of(commune)
    form = MatterForm(request.POST or None)
    refusal: ConfedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            proposal = draft_proposal(actor=person, commune=commune, **form.cleaned_data)
            if upcoming and may_plan(person, commune):
                list_item(actor=person, assembly=upcoming, proposal=proposal)
        except ConfedError as stopped:
            refusal = stopped
        else:
            messages.success(request, _("“%(title)s” is before us now.") % {"title": proposal.title})
            return redirect("commune", slug)
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"commune": commune, "form": form, "refusal": refusal, "upcoming": upcoming}
    return render(request, "assemblies/matter.html", context, status=status)
