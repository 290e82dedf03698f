"""What the assemblies owe after an act: words of a member table forgotten, votes closed in time, emptied urns scrubbed."""

from typing import Any

from assemblies.services.closing import CLOSE_DUE, SCRUB, close_due
from assemblies.services.roll_import import FORGET, forget_import
from assemblies.services.scrub import scrub_files
from confed.kernel import effects


@effects.handler(FORGET)
def _forget_import(args: dict[str, Any]) -> None:
    forget_import(actor=effects.ACTOR, roll_import_id=args["roll_import"])


@effects.handler(CLOSE_DUE)
def _close_due(args: dict[str, Any]) -> None:
    close_due(actor=effects.ACTOR, ballot_id=args["ballot"])


@effects.handler(SCRUB)
def _scrub(args: dict[str, Any]) -> None:
    scrub_files(actor=effects.ACTOR, thorough=args["thorough"])
