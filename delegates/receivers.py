"""What the delegates do when something happened below: a report is owed, a recall comes onto an agenda and is voted."""

from typing import Any

from assemblies import signals as below
from assemblies.domain.stages import ProposalKind
from assemblies.queries.above import tell
from assemblies.services.above import Follower, follow
from confed.kernel import effects
from delegates.queries.recall_ballot import about_recall
from delegates.services.owed import OWE, list_reports, owe_report, owe_reports
from delegates.services.petition import END
from delegates.services.recall import announce_recall, follow_sitting, recall_terms
from delegates.services.validation import end_collecting, list_recalls

effects.subscribe(below.ASSEMBLY_CLOSED, "delegates.owe_reports")
effects.subscribe(below.ASSEMBLY_CLOSED, "delegates.list_again")
effects.subscribe(below.ASSEMBLY_PLANNED, "delegates.list_reports")
effects.subscribe(below.ASSEMBLY_PLANNED, "delegates.list_recalls")
effects.subscribe(below.ASSEMBLY_CLOSED, "delegates.follow_sitting")
effects.subscribe(below.QUORUM_MISSED, "delegates.follow_paper")
follow(ProposalKind.RECALL, Follower(recall_terms, announce_recall))
tell(ProposalKind.RECALL, about_recall)


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


@effects.handler(END)
def _petition_ends(args: dict[str, Any]) -> None:
    end_collecting(actor=effects.ACTOR, petition_id=args["petition"])


@effects.handler("delegates.list_recalls")
def _list_recalls(args: dict[str, Any]) -> None:
    list_recalls(actor=effects.ACTOR, assembly_id=args["assembly"])


@effects.handler("delegates.follow_sitting")
def _follow_sitting(args: dict[str, Any]) -> None:
    follow_sitting(actor=effects.ACTOR, assembly_id=args["assembly"])


@effects.handler("delegates.follow_paper")
def _follow_paper(args: dict[str, Any]) -> None:
    follow_sitting(actor=effects.ACTOR, assembly_id=args["assembly"], only_paper=True)
