"""What members of a roll bring about together: how many are needed, and for which day."""

from datetime import date

from assemblies.domain.charter import NONE
from assemblies.domain.notice import first_day
from assemblies.domain.shares import ceil_of, parse_share
from assemblies.domain.stages import ProposalStage, RequestKind

# Whose share of the roll brings about what; a council's item is asked for like one of the agenda.
SHARE_OF = {
    RequestKind.AGENDA: "request.agenda",
    RequestKind.SEND_UP: "request.agenda",
    RequestKind.ASSEMBLY: "request.assembly",
}
# Handed in, and neither voted nor withdrawn.
LEFT_OUT = (ProposalStage.SUBMITTED, ProposalStage.RETURNED, ProposalStage.ADMITTED, ProposalStage.POSTPONED)


def people_asked(share: str, roll: int) -> int | None:
    """Return how many of the roll a request needs, at least one; None where the charter has none (Rulebook, requests)."""
    return None if share == NONE else max(1, ceil_of(parse_share(share), roll))


def day_called(wanted: date, today: date, notice: int | None) -> date:
    """Return the day of an assembly that was called: as asked, or the first that keeps the notice (Rulebook, requests)."""
    return max(wanted, first_day(today, notice))
