"""Finds the figures of a commune's own: its roll, its proposals, the votes on them and what their minutes say."""

from collections.abc import Mapping
from typing import Any

from assemblies.models import Argument, Ballot, Commune, Decision, Proposal, Result, RollEntry, TextVersion
from assemblies.models.tree import zone_of
from assemblies.queries.charter import charter_on
from assemblies.queries.receipts import Found, check_receipt, codes_list, printed
from assemblies.queries.supporters import supporters_asked, supports_of
from confed.kernel import clock
from confed.rehearsal.queries.company import Company
from confed.rehearsal.queries.things import ballot_of, correction_of, minutes_of

SIDES = ("for", "against", "abstain")


def roll_figures(commune: Commune) -> dict[str, Any]:
    """Return how many stand on a commune's roll, and how many of them have a vote."""
    running = RollEntry.objects.running().filter(commune=commune)
    return {"on_roll": running.count(), "with_vote": running.filter(may_vote=True).count()}


def proposal_figures(company: Company, name: str, receipts: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Return every figure known of a proposal and of the newest vote on it; `receipts` are those the voters keep."""
    proposal = company.proposal(name)
    figures: dict[str, Any] = {"stage": proposal.stage, **_way(proposal)}
    ballot = ballot_of(proposal)
    if ballot is None:
        return figures
    kept = receipts.get(ballot.code, {})
    return figures | _vote(company, ballot) | _list(ballot, kept.values()) | _minutes(ballot)


def _way(proposal: Proposal) -> dict[str, Any]:
    today = clock.today(zone_of(proposal.commune))
    text = TextVersion.objects.filter(proposal=proposal).latest("number")
    of_charter = charter_on(proposal.commune, today)["proposal.supporters"]
    return {
        "version": text.number,
        "supporters": supports_of(proposal).count(),
        "supporters_needed": supporters_asked(proposal, text.hash, of_charter, today).needed,
        "arguments": Argument.objects.filter(proposal=proposal, withdrawn_at=None).count(),
    }


def _vote(company: Company, ballot: Ballot) -> dict[str, Any]:
    figures: dict[str, Any] = {"method": ballot.method, "electors": ballot.snapshot.count_vote}
    result = ballot.result
    if result is None:
        return figures
    decision = Decision.objects.select_related("proposal").filter(result=result).first()
    names = {company.proposal(name).pk: name for name in company.names()}
    was = result.supersedes
    return {
        **figures,
        "counts": _three(result.counts),
        "decided": result.outcome,
        "decision": decision.stage if decision else None,
        "texts": {names[text["proposal"]]: _three(text) for text in result.counts.get("texts", [])},
        "passes": names.get(decision.proposal_id) if decision and result.outcome == "adopted" else None,
        "results": results_kept(result),
        "was": _three(was.counts) if was else None,
        "was_decided": was.outcome if was else None,
    }


def _list(ballot: Ballot, codes: Any) -> dict[str, Any]:
    """Return what anybody finds on the public list, and how many of the receipts are on it."""
    shown = codes_list(ballot)
    if not shown.is_published:
        return {}
    checks = [check_receipt(ballot, printed(code)) for code in codes]
    figures: dict[str, Any] = {
        "codes": len(shown.codes),
        "receipts": sum(check.found is Found.LISTED for check in checks),
        "beside": any(check.choice for check in checks),
    }
    if shown.texts:
        figures["recounted"] = _three(shown.texts[0])
    return figures


def _minutes(ballot: Ballot) -> dict[str, Any]:
    minutes, line = minutes_of(ballot), correction_of(ballot)
    return {"minutes": minutes.stage if minutes else None, "correction": line.stage if line else None}


def results_kept(result: Result | None) -> int:
    """Return how many results stand one behind the other: a recomputation keeps the old one."""
    number = 0
    while result is not None:
        number, result = number + 1, result.supersedes
    return number


def _three(counts: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(counts[side] for side in SIDES)
