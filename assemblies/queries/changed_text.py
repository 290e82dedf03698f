"""Texts of a commune that changed after the notice of a sitting: which words people came for, and which stand now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assemblies.domain.notice import noticed_until
from assemblies.domain.stages import VOTED, ProposalKind
from assemblies.models import AgendaItem, Assembly, TextVersion


@dataclass(frozen=True, slots=True)
class ChangedText:
    """Two versions of a text: the one in the notice, and the one that stands."""

    code: str
    was: int
    now: int


def changed_texts(
    assembly: Assembly, items: Iterable[AgendaItem], versions: Sequence[TextVersion]
) -> dict[int, ChangedText]:
    """Return by proposal what changed after notice, from items with their proposals and all versions in order.

    What came down from a council changes with the council's text, and what was voted is settled (Rulebook, notice).
    """
    found = {}
    for item in items:
        proposal = item.proposal
        if proposal is None or item.listed_at is None or proposal.kind != ProposalKind.TEXT or proposal.stage in VOTED:
            continue
        until = noticed_until(item.listed_at, assembly.planned_at, assembly.notice)
        own = [version for version in versions if version.proposal_id == proposal.pk]
        known = [version for version in own if version.at <= until]
        if known and own[-1].number > known[-1].number:
            found[proposal.pk] = ChangedText(proposal.code, known[-1].number, own[-1].number)
    return found


def changed_at(assembly: Assembly, proposals: Iterable[int]) -> dict[int, ChangedText]:
    """Return by proposal which of these changed after the notice of this sitting (2 queries)."""
    items = list(AgendaItem.objects.filter(assembly=assembly, proposal__in=proposals).select_related("proposal"))
    keys = [item.proposal_id for item in items]
    return changed_texts(assembly, items, list(TextVersion.objects.filter(proposal__in=keys).order_by("number")))
