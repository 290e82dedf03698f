"""One report-back by its address, who carried the voice there, and the sitting that may take it."""

from django.utils.translation import gettext as _

from assemblies.models import Assembly
from confed.kernel.errors import NotThere
from delegates.models import Delegate, ReportBack
from delegates.queries.reports import OPEN, held_there, report_rows


def find_report(slug: str, council: str, number: int) -> ReportBack:
    """Return the report of a commune on one sitting of its council, an open one first; or NotThere (one query)."""
    found = sorted(
        report_rows()
        .select_related("received_in", "given_by__entry")
        .filter(delegation__commune__slug=slug, delegation__council__slug=council, assembly__number=number),
        key=lambda report: report.stage not in OPEN,
    )
    if not found:
        raise NotThere(
            _("No report is owed on this sitting."), do=_("Look at the page of the commune for those that are.")
        )
    return found[0]


def carried_by(report: ReportBack) -> list[Delegate]:
    """Return who held a credential of this delegation at the sitting, in the order of the seats (one query)."""
    held = (
        held_there()
        .filter(delegation=report.delegation_id, assembly=report.assembly_id)
        .select_related("delegate__entry")
        .order_by("seat", "from_at", "pk")
    )
    return list({credential.delegate_id: credential.delegate for credential in held}.values())


def open_sitting_of(commune_id: int) -> Assembly | None:
    """Return the sitting of this commune that is open and has its quorum (one query)."""
    return Assembly.objects.filter(commune=commune_id, stage="quorate").order_by("opened_at").first()
