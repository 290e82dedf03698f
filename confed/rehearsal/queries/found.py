"""Finds the figures a rehearsal can expect, from the same queries as the pages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from assemblies.models import Attendance, Commune, Decision, Result
from confed.rehearsal.domain.figures import Expect
from confed.rehearsal.queries.company import Company
from confed.rehearsal.queries.found_commune import proposal_figures, results_kept, roll_figures
from confed.rehearsal.queries.found_recall import carrier_figures, petition_figures
from confed.rehearsal.queries.found_voice import hands_raised, suspended_hours, voice_figures
from confed.rehearsal.queries.things import (
    NotFound,
    answer_of,
    cascade_of,
    last_decision,
    last_sitting,
    mandate_of,
    vote_of,
)
from mandates.domain.counts import Counts
from mandates.domain.ratification import Answer, Standing
from mandates.domain.tiers import larger_side
from mandates.models import Cascade, CouncilItem, Mandate, Ratification
from mandates.queries.standing import standing

ORDER = (Answer.FOR, Answer.AGAINST, Answer.ABSTAIN, Answer.SILENT)
OUT = ("opened", "asked", "meeting_set", "voting")


def found_figures(
    company: Company, expect: Expect, receipts: Mapping[str, Mapping[str, int]] = MappingProxyType({})
) -> dict[str, Any]:
    """Return every figure known of what an expectation speaks of; `receipts` are the codes that voters keep."""
    if expect.proposal is not None:
        return proposal_figures(company, expect.proposal, receipts)
    if expect.petition is not None:
        return petition_figures(company, expect.petition)
    if expect.item is None:
        commune = company.commune(expect.commune or "")
        return _sitting_figures(commune) | roll_figures(commune) | carrier_figures(commune)
    if expect.commune is None:
        return _item_figures(company, company.item(expect.item))
    commune = company.commune(expect.commune)
    if company.is_inner(expect.commune):
        return _council_figures(company.item(expect.item, expect.commune))
    figures = _sitting_figures(commune)
    figures |= _mandate_figures(commune, company.title(expect.item))
    figures |= voice_figures(commune, company.title(expect.item))
    return figures | _answer_figures(company.item(expect.item), commune)


def _item_figures(company: Company, item: CouncilItem) -> dict[str, Any]:
    figures = _council_figures(item)
    cascade = cascade_of(item)
    if cascade is not None:
        figures |= _standing_figures(company, cascade)
    return figures


def _council_figures(item: CouncilItem) -> dict[str, Any]:
    vote = vote_of(item)
    if vote is None:
        return {}
    figures: dict[str, Any] = {
        "vote_stage": vote.stage,
        "hands": hands_raised(vote),
        "suspended_hours": suspended_hours(vote),
    }
    if vote.result is None:
        return figures
    counts, was = vote.result.counts, vote.result.supersedes
    decision = Decision.objects.filter(result=vote.result).first()
    tendency = _units(counts, "tendency")
    return figures | {
        "decision": decision.stage if decision else None,
        "results": results_kept(vote.result),
        "was_decided": was.outcome if was else None,
        "voices": counts["present"],
        "binding": _units(counts, "binding"),
        "indicative": _units(counts, "indicative"),
        "tendency": tendency,
        "percent": Counts(*tendency).percent_for,
        "send_back": counts["send_back"],
        "not_voting": counts["not_voting"],
        "void": counts["void"],
        "council": vote.result.outcome,
    }


def _units(counts: dict[str, Any], name: str) -> tuple[int, int, int]:
    units = counts[name]["units"]
    return units["for"], units["against"], units["abstain"]


def _standing_figures(company: Company, cascade: Cascade) -> dict[str, Any]:
    stands = standing(cascade).standing
    counts, diverged = _three(stands.counts), _with_late(stands)
    return {
        "interim": None if stands.is_final else counts,
        "final": counts if stands.is_final else None,
        "outstanding": stands.outstanding,
        "can_change": stands.can_change,
        "silent": stands.silent,
        "converted": stands.converted,
        "late": stands.late,
        "inquorate": stands.inquorate,
        "expressed": stands.expressed,
        "needed_expressed": stands.needed_expressed,
        "outcome": stands.outcome.value,
        "decision": cascade.decision.stage,
        "reversed": stands.reversed,
        "came_home": tuple(sum(row.get(answer, 0) for row in diverged.values()) for answer in ORDER),
        "divergence": {choice.value: tuple(row.get(answer, 0) for answer in ORDER) for choice, row in diverged.items()},
        "governs": stands.method.value,
        "flat": _three(stands.flat.counts),
        "flat_outcome": stands.flat.outcome.value,
        "tiered": _three(stands.tiered.counts),
        "tiered_outcome": stands.tiered.outcome.value,
        "tiers": _tiers(company, stands),
        "members": _three(stands.members.counts),
        "members_percent": stands.members.counts.percent_for,
        "members_outcome": stands.members.outcome.value,
        "double_outcome": stands.double.value,
        "inversion": [method.value for method in stands.inversion],
    }


def _with_late(stands: Standing) -> dict[Any, dict[Answer, int]]:
    """Return the divergence with late and inquorate communes among the silent: that is how they count."""
    quiet = (Answer.SILENT, Answer.LATE, Answer.INQUORATE)
    return {
        choice: {**row, Answer.SILENT: sum(row.get(answer, 0) for answer in quiet)}
        for choice, row in stands.divergence.items()
    }


def _tiers(company: Company, stands: Standing) -> dict[str, str]:
    """Return what every inner commune says by the larger side of its children."""
    keys = {company.commune(key).pk: key for key in company.script.tree.places if company.is_inner(key)}
    return {keys[path[-1]]: str(larger_side(counts) or "none") for path, counts in stands.districts.items() if path}


def _three(counts: Counts) -> tuple[int, int, int]:
    return counts.for_, counts.against, counts.abstain


def _sitting_figures(commune: Commune) -> dict[str, Any]:
    sitting = last_sitting(commune)
    if sitting is None:
        return {}
    present = Attendance.objects.filter(assembly=sitting).order_by("pk").last()
    decision = last_decision(commune)
    figures: dict[str, Any] = {
        "call": sitting.call,
        "needed": sitting.needed,
        "quorate": present is not None and present.voters >= max(1, sitting.needed or 0),
        "voters": present.voters if present else 0,
        "youth": present.youth if present else 0,
    }
    if decision is not None:
        figures |= {"counts": _result_counts(decision.result), "decided": decision.result.outcome}
    return figures


def _mandate_figures(commune: Commune, title: str) -> dict[str, Any]:
    try:
        mandate: Mandate = mandate_of(commune, title)
    except NotFound:
        return {}
    figures: dict[str, Any] = {"mandate": mandate.stage, "position": mandate.position or None}
    if mandate.decision is not None:
        figures["counts"] = _result_counts(mandate.decision.result)
    return figures


def _answer_figures(item: CouncilItem, commune: Commune) -> dict[str, Any]:
    try:
        row: Ratification = answer_of(item, commune)
    except NotFound:
        return {}
    figures: dict[str, Any] = {"answer": "waiting" if row.stage in OUT else row.stage, "basis": row.basis or "none"}
    if row.count_for is not None:
        figures["counts"] = (row.count_for, row.count_against or 0, row.count_abstain or 0)
    return figures


def _result_counts(result: Result) -> tuple[int, int, int]:
    return result.counts["for"], result.counts["against"], result.counts["abstain"]
