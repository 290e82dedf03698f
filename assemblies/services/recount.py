"""Counts of fewer than five, which are not printed: read by two tellers, and the journal says so."""

from django.utils.translation import gettext_lazy as _

from assemblies import signals
from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot
from assemblies.services.attendance import enter_here
from assemblies.services.bundle import require_tellers
from assemblies.services.count import held_ballot
from assemblies.services.inputs import UNCHANGED
from assemblies.services.urn import sealed_counts
from confed.kernel.errors import RuleStops
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case


@use_case
def read_sealed_counts(*, actor: Actor, ballot: Ballot, second: Person) -> list[dict[str, int]]:
    """Return the counts of each text of a secret vote in which fewer than five took part, for a recount by two tellers.

    The journal names both. Raises NotAllowed, RuleStops where the counts were printed or are not announced yet.
    """
    ballot = held_ballot(ballot)
    require_tellers(actor, second, ballot)
    if not ballot.sealed_counts or ballot.stage != BallotStage.ANNOUNCED:
        raise RuleStops(_("There are no sealed counts of an announced vote here."), safe=UNCHANGED)
    names = {"teller_1": str(actor), "teller_2": str(second)}
    enter_here(actor, ballot.assembly, signals.COUNTS_READ, {"question": ballot.question}, names)
    return sealed_counts(ballot)
