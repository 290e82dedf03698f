"""What stands beside the floor on the run page: minutes used by each item, tonight's decisions and tasks."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assemblies.models import Assembly, MinutesLine
from assemblies.queries.assembly_agenda import Item, Voted
from assemblies.queries.assembly_page import AssemblyPage
from assemblies.queries.written import WrittenLine


@dataclass(frozen=True, slots=True)
class Matter:
    """An item of the agenda with the time it took."""

    item: Item
    note: str


@dataclass(frozen=True, slots=True)
class Tonight:
    """What the sitting did so far."""

    matters: tuple[Matter, ...]
    tasks: tuple[WrittenLine, ...]

    @property
    def decisions(self) -> tuple[Voted, ...]:
        """What was decided tonight, in the order of the agenda."""
        return tuple(vote for matter in self.matters for vote in matter.item.votes)


def tonight(page: AssemblyPage, assembly: Assembly) -> Tonight:
    """Read what the run page shows beside the floor (1 query)."""
    lines = MinutesLine.objects.filter(minutes__assembly=assembly, kind=MinutesLine.Kind.TASK).exclude(words="")
    return Tonight(
        matters=tuple(Matter(item, _note(item, page)) for item in page.items),
        tasks=tuple(WrittenLine(row.pk, row.kind, row.words, row.who, row.due) for row in lines.order_by("pk")),
    )


def _note(item: Item, page: AssemblyPage) -> str:
    if item.started_at is None:
        return item.why
    if item.state != "running":
        return _("done · %(used)s min") % {"used": _used(item.started_at, item.ended_at or page.at)}
    used = {"used": _used(item.started_at, page.at)}
    return _("vote open · %(used)s min") % used if page.ballot else _("now · %(used)s min") % used


def _used(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()) // 60)
