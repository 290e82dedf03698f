"""One counted vote as the minutes tell it: of an assembly in people, of a council in voices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assemblies.domain.majority import Base, Outcome, Rule
from assemblies.domain.stages import DecisionStage
from assemblies.models import Commune, Decision
from assemblies.queries.labels import decision_label
from assemblies.queries.sentences import needed_after, outcome_sentence, reckoning


@dataclass(frozen=True, slots=True)
class MinutesVote:
    """One counted vote: the words voted on, the numbers, and the reckoning in one sentence."""

    decision: str
    title: str
    body: str
    version: int
    count_for: int
    count_against: int
    count_abstain: int
    present: int
    on_roll: int
    needed: int
    threshold: str
    base: Base
    outcome: str
    stage: DecisionStage
    reckoning: str
    number: int = 0


def minutes_vote(decision: Decision, commune: Commune) -> MinutesVote:
    """Tell the newest result of a decision (its result and text version come with it)."""
    result = decision.result
    rule = Rule.from_values(result.rule)
    counts = _people(result.counts)
    words = (
        reckoning(counts, rule, result.outcome)
        if counts is result.counts
        else _of_council(result.counts, result.outcome)
    )
    return MinutesVote(
        decision=decision_label(commune.name, decision.number, is_root=commune.parent_id is None),
        title=decision.title,
        body=decision.text_version.body,
        version=decision.text_version.number,
        count_for=counts["for"],
        count_against=counts["against"],
        count_abstain=counts["abstain"],
        present=counts["present"],
        on_roll=counts["all"],
        needed=needed_after(rule, counts),
        threshold=rule.values()["threshold"],
        base=rule.base,
        outcome=result.outcome,
        stage=DecisionStage(decision.stage),
        reckoning=words,
        number=decision.number,
    )


def _people(counts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the counts of an assembly as they are; of a council, the votes that count, by the weight they carry."""
    if "binding" not in counts:
        return counts
    present = counts["present_weight"]
    return {**counts["binding"]["weights"], "present": present, "all": present + counts["absent_weight"]}


def _of_council(counts: Mapping[str, Any], outcome: str) -> str:
    """Keep the votes that count and the tendency apart (indicative votes enter no result)."""
    binding = (
        _("Votes that count: %(for)s for, %(against)s against, %(abstain)s abstain.") % counts["binding"]["weights"]
    )
    tendency = (
        _("Tendency, not a decision: %(for)s for, %(against)s against, %(abstain)s abstain.")
        % counts["tendency"]["units"]
    )
    settled = outcome in {Outcome.ADOPTED, Outcome.REJECTED, Outcome.TIED}
    follows = outcome_sentence(outcome) if settled else _("Provisional: the answers of the communes decide.")
    return f"{binding} {tendency} {follows}"
