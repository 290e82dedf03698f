"""Report-backs that are open, and those of one commune, one sitting or one person."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from assemblies.models import Commune
from confed.kernel.models import Person
from delegates.domain.reports import is_overdue
from delegates.domain.stages import ReportStage
from delegates.models import Credential, ReportBack

OPEN = (ReportStage.DUE, ReportStage.GIVEN, ReportStage.CONTESTED)


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report-back that no assembly has taken yet."""

    commune: str
    slug: str
    council: str
    council_slug: str
    number: int
    held_on: date | None
    due_on: date
    stage: str
    overdue: bool

    @property
    def shown_stage(self) -> str:
        """The stage as its stamp says it."""
        return "overdue" if self.overdue else self.stage


def held_there() -> QuerySet[Credential]:
    """Credentials of the sitting itself; a seat that changed hands after its end brings no duty to report on it."""
    return Credential.objects.exclude(from_at__gt=F("assembly__closed_at"))


def report_rows() -> QuerySet[ReportBack]:
    """Reports with what their lines need, the oldest due first."""
    rows = ReportBack.objects.select_related("delegation__commune", "delegation__council", "assembly")
    return rows.order_by("due_on", "pk")


def open_reports(commune: Commune) -> list[ReportBack]:
    """Return what delegations of this commune owe it, ended ones too, the oldest first (one query)."""
    return list(report_rows().filter(delegation__commune=commune, stage__in=OPEN))


def open_report_rows(commune: Commune, today: date) -> tuple[OpenReport, ...]:
    """Return the open report-backs of a commune as its page shows them on this day of its own (one query)."""
    return tuple(row_of(report, today) for report in open_reports(commune))


def all_report_rows(commune: Commune, today: date) -> tuple[OpenReport, ...]:
    """Return every report-back of a commune, the newest first (one query)."""
    rows = report_rows().filter(delegation__commune=commune).order_by("-assembly__held_on", "-pk")
    return tuple(row_of(report, today) for report in rows)


def reports_owed_by(person: Person) -> list[ReportBack]:
    """Return the reports this person has still to give: who carried the voice there, even without a seat (one query)."""
    carried = held_there().filter(
        delegate__entry__person=person, delegation=OuterRef("delegation"), assembly=OuterRef("assembly")
    )
    return list(report_rows().filter(Exists(carried), stage__in=(ReportStage.DUE, ReportStage.CONTESTED)))


def row_of(report: ReportBack, today: date) -> OpenReport:
    """Return a report as a line of a page, on this day of its commune."""
    sent = report.delegation
    return OpenReport(
        commune=sent.commune.name,
        slug=sent.commune.slug,
        council=sent.council.name,
        council_slug=sent.council.slug,
        number=report.assembly.number,
        held_on=report.assembly.held_on,
        due_on=report.due_on,
        stage=report.stage,
        overdue=is_overdue(ReportStage(report.stage), report.due_on, today),
    )
