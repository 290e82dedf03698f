"""Report-backs as they fall due: one for each delegation after a sitting, and on the commune's next agenda."""

from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Commune
from assemblies.models.tree import zone_of
from assemblies.queries.charter import charter_on
from assemblies.services.agenda import put_on_agenda
from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from delegates import signals
from delegates.domain.reports import due_on
from delegates.models import Credential, Delegation, ReportBack
from delegates.queries.reports import open_reports

OWE = "delegates.owe_report"
TITLE_LETTERS = 200


@use_case
def owe_reports(*, actor: Actor, assembly_id: int) -> None:
    """Owe a report for every delegation that held a credential at a closed sitting; its effect (rulebook, report-back)."""
    sent = Credential.objects.filter(assembly=assembly_id).order_by("delegation").values_list("delegation", flat=True)
    effects.put_many(
        NewEffect(
            key=f"report:{assembly_id}/delegation:{delegation}",
            kind=OWE,
            args={"assembly": assembly_id, "delegation": delegation},
        )
        for delegation in sent.distinct()
    )


@use_case
def owe_report(*, actor: Actor, assembly_id: int, delegation_id: int) -> ReportBack:
    """Write down that one delegation owes its report, and put it on the next agenda (rulebook, report-back).

    Days are counted in the sending commune, by its charter. Repeatable: what is owed already stands. A delegation that
    has ended owes it all the same.
    """
    delegation = (
        Delegation.objects.select_for_update(of=("self",)).select_related("commune", "council").get(pk=delegation_id)
    )
    known = ReportBack.objects.filter(delegation=delegation, assembly=assembly_id).first()
    if known is not None:
        return known
    sitting = Assembly.objects.get(pk=assembly_id)
    commune = delegation.commune
    closed_on = (sitting.closed_at or clock.now()).astimezone(ZoneInfo(zone_of(commune))).date()
    report = ReportBack.objects.create(
        delegation=delegation,
        assembly=sitting,
        due_on=due_on(closed_on, int(charter_on(commune, closed_on)["report.days"])),
    )
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.REPORT_OWED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "council": delegation.council.name,
            "number": sitting.number,
            "held_on": (sitting.held_on or closed_on).isoformat(),
            "due_on": report.due_on.isoformat(),
        },
    )
    effects.announce(signals.REPORT_OWED, report=report.pk)
    coming = _next_planned(commune)
    if coming is not None:
        _list(actor, coming, report)
    ping(f"commune-{commune.pk}")
    return report


@use_case
def list_reports(*, actor: Actor, assembly_id: int) -> None:
    """Put every open report on a sitting that was planned, or on the one after a sitting that was closed.

    Rulebook, report-back. Repeatable: a report stands on one agenda once.
    """
    told = Assembly.objects.select_related("commune").get(pk=assembly_id)
    coming = told if told.stage != AssemblyStage.CLOSED else _next_planned(told.commune)
    if coming is None:
        return
    for report in open_reports(told.commune):
        _list(actor, coming, report)


def _next_planned(commune: Commune) -> Assembly | None:
    return Assembly.objects.filter(commune=commune, stage=AssemblyStage.PLANNED).order_by("planned_at", "pk").first()


def _list(actor: Actor, coming: Assembly, report: ReportBack) -> None:
    coming = Assembly.objects.select_for_update(of=("self",)).select_related("commune").get(pk=coming.pk)
    if coming.stage != AssemblyStage.CLOSED:
        put_on_agenda(
            actor,
            coming,
            title=_title(coming.commune, report),
            origin_key=f"report:{report.pk}/assembly:{coming.pk}",
        )


def _title(commune: Commune, report: ReportBack) -> str:
    with translation.override(commune.language or translation.get_language()):
        words = _("Report-back: sitting %(number)s of the council of %(council)s") % {
            "number": report.assembly.number,
            "council": report.delegation.council.name,
        }
    return words[:TITLE_LETTERS]
