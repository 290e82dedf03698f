"""What an act of a sitting is aimed at: an item by its place, a vote or a proposal by its code."""

from assemblies.domain.stages import AssemblyStage
from assemblies.models import AgendaItem, Assembly, Ballot, Commune, Proposal


def item_at(assembly: Assembly, place: str) -> AgendaItem | None:
    """The item at this place of the agenda."""
    if not (place.isascii() and place.isdigit()):
        return None
    return AgendaItem.objects.select_related("assembly__commune").filter(assembly=assembly, position=int(place)).first()


def ballot_with(assembly: Assembly, code: str) -> Ballot | None:
    """The vote of this sitting with this code."""
    return Ballot.objects.select_related("assembly__commune").filter(assembly=assembly, code=code).first()


def proposal_with(assembly: Assembly, code: str) -> Proposal | None:
    """The proposal of this sitting's commune with this code."""
    return Proposal.objects.filter(commune=assembly.commune, code=code).first()


def sits_now(commune: Commune) -> bool:
    """Say whether a sitting of this commune is open now."""
    here = (AssemblyStage.QUORATE, AssemblyStage.INQUORATE)
    return Assembly.objects.filter(commune=commune, stage__in=here).exists()
