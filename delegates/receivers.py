"""What the delegates do when something happened below: a report is owed, and comes to the next assembly."""

from typing import Any

from assemblies import signals as below
from confed.kernel import effects
from delegates.services.owed import OWE, list_reports, owe_report, owe_reports

effects.subscribe(below.ASSEMBLY_CLOSED, "delegates.owe_reports")
effects.subscribe(below.ASSEMBLY_CLOSED, "delegates.list_again")
effects.subscribe(below.ASSEMBLY_PLANNED, "delegates.list_reports")


@effects.handler("delegates.owe_reports")
def _owe_reports(args: dict[str, Any]) -> None:
    owe_reports(actor=effects.ACTOR, assembly_id=args["assembly"])


@effects.handler(OWE)
def _owe_report(args: dict[str, Any]) -> None:
    owe_report(actor=effects.ACTOR, assembly_id=args["assembly"], delegation_id=args["delegation"])


@effects.handler("delegates.list_reports")
def _list_reports(args: dict[str, Any]) -> None:
    list_reports(actor=effects.ACTOR, assembly_id=args["assembly"])


@effects.handler("delegates.list_again")
def _list_again(args: dict[str, Any]) -> None:
    list_reports(actor=effects.ACTOR, assembly_id=args["assembly"])
