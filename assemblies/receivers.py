"""What the assemblies owe after an act: tables forgotten, votes closed in time, urns scrubbed, minutes settled."""

from typing import Any

from assemblies.domain.stages import ProposalKind
from assemblies.services.above import Follower, follow
from assemblies.services.charter_change import adopt_change, change_terms
from assemblies.services.closing import CLOSE_DUE, SCRUB, close_due
from assemblies.services.corrections import settle_minutes
from assemblies.services.minutes import TAKER
from assemblies.services.minutes_effects import MINUTES_DECIDED
from assemblies.services.posting import POSTED, approve_posted
from assemblies.services.roll_import import FORGET, forget_import
from assemblies.services.roll_mend import END_DUE, end_due
from assemblies.services.scrub import scrub_files
from confed.kernel import effects

follow(ProposalKind.CHARTER, Follower(change_terms, adopt_change))


@effects.handler(FORGET)
def _forget_import(args: dict[str, Any]) -> None:
    forget_import(actor=effects.ACTOR, roll_import_id=args["roll_import"])


@effects.handler(CLOSE_DUE)
def _close_due(args: dict[str, Any]) -> None:
    close_due(actor=effects.ACTOR, ballot_id=args["ballot"])


@effects.handler(SCRUB)
def _scrub(args: dict[str, Any]) -> None:
    scrub_files(actor=effects.ACTOR, thorough=args["thorough"])


@effects.handler(MINUTES_DECIDED)
def _minutes_decided(args: dict[str, Any]) -> None:
    settle_minutes(actor=TAKER, decision_id=args["decision"])


@effects.handler(POSTED)
def _minutes_posted(args: dict[str, Any]) -> None:
    approve_posted(actor=TAKER, minutes_id=args["minutes"], posted_at=args["posted_at"])


@effects.handler(END_DUE)
def _end_entry(args: dict[str, Any]) -> None:
    end_due(actor=effects.ACTOR, entry_id=args["entry"], leaves_on=args["leaves_on"])
