"""What the assemblies owe after an act: votes closed in time, emptied urns scrubbed."""

from typing import Any

from assemblies.services.closing import CLOSE_DUE, SCRUB, close_due
from assemblies.services.scrub import scrub_files
from confed.kernel import effects


@effects.handler(CLOSE_DUE)
def _close_due(args: dict[str, Any]) -> None:
    close_due(actor=effects.ACTOR, ballot_id=args["ballot"])


@effects.handler(SCRUB)
def _scrub(args: dict[str, Any]) -> None:
    scrub_files(actor=effects.ACTOR, thorough=args["thorough"])
