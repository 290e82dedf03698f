"""What a floor above lays down for a vote on its own kind of question, and does at once when the result is announced.

News goes up as an effect and comes a moment later; what may not be late by a moment is done inside the act. A floor
above says here, once, how such a vote is held and what follows in the same transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assemblies.domain.majority import Rule
from assemblies.models import Assembly, Decision, Proposal
from assemblies.services.inputs import UNCHANGED
from confed.kernel.errors import RuleStops
from confed.kernel.person import Actor


@dataclass(frozen=True, slots=True)
class Terms:
    """How a vote is held: its rule (None: as the charter says of every vote), people needed, who stands aside."""

    rule: Rule | None = None
    needed: int = 0
    stand_aside: frozenset[int] = frozenset()  # entries of the roll
    question: str = ""
    about_persons: bool = False


@dataclass(frozen=True, slots=True)
class Follower:
    """What a floor above says of one kind of question."""

    terms: Callable[[Actor, Proposal, Assembly, str], Terms]
    decided: Callable[[Actor, Decision], None]


_followers: dict[str, Follower] = {}


def follow(kind: str, follower: Follower) -> None:
    """Let a floor above lay down the votes on its kind of question; said in its `receivers`."""
    if _followers.setdefault(kind, follower) != follower:
        raise ValueError(f"Two floors follow the kind “{kind}”.")


def terms_of(actor: Actor, proposal: Proposal, assembly: Assembly, method: str) -> Terms:
    """Return how this vote is held; raises what the floor above refuses."""
    follower = _followers.get(proposal.kind)
    return follower.terms(actor, proposal, assembly, method) if follower else Terms()


def refuse_too_few(terms: Terms, present: int) -> None:
    """Refuse a vote for which fewer people are here than its own quorum asks."""
    if present < terms.needed:
        raise RuleStops(
            _("This vote needs %(needed)s people here; %(present)s were counted.")
            % {"needed": terms.needed, "present": present},
            safe=UNCHANGED,
            do=_("Count those present again, or leave the item for the next sitting."),
        )


def tell_above(actor: Actor, decision: Decision) -> None:
    """Let the floor above do at once what follows from a decision, in the transaction of the act."""
    follower = _followers.get(decision.proposal.kind)
    if follower:
        follower.decided(actor, decision)
