"""From counts to a result: the domain decides, the result is written, proposal and decision follow it."""

from collections.abc import Mapping
from datetime import datetime

from assemblies import signals
from assemblies.domain.majority import Outcome, Rule, Tally, decide
from assemblies.domain.stages import PROPOSAL_MOVES, DecisionStage, ProposalAct, ProposalStage
from assemblies.models import Decision, Proposal, Result, TextVersion
from assemblies.queries.sentences import needed_after
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step

_ACTS = {Outcome.ADOPTED: ProposalAct.ADOPT, Outcome.REJECTED: ProposalAct.REJECT, Outcome.TIED: ProposalAct.TIE}
_FACTS: dict[Outcome, Fact] = {
    Outcome.ADOPTED: signals.DECISION_MADE,
    Outcome.REJECTED: signals.DECISION_REJECTED,
    Outcome.TIED: signals.DECISION_TIED,
}
_FEW_FACTS: dict[Outcome, Fact] = {
    Outcome.ADOPTED: signals.DECISION_MADE_BY_FEW,
    Outcome.REJECTED: signals.DECISION_REJECTED_BY_FEW,
    Outcome.TIED: signals.DECISION_TIED_BY_FEW,
}


def write_result(
    *,
    rule: Mapping[str, str],
    tally: Tally,
    text_version: TextVersion,
    at: datetime,
    supersedes: Result | None = None,
    reason: str = "",
    outcome: Outcome | None = None,
    more: Mapping[str, object] | None = None,
) -> Result:
    """Write what was counted and what it decided under the frozen rule; never over an older result.

    A vote on rival texts hands in its own outcome, and with `more` what else is kept beside the counts.
    """
    return Result.objects.create(
        supersedes=supersedes,
        text_version=text_version,
        outcome=outcome or decide(Rule.from_values(rule), tally),
        counts={**counts_kept(tally), **(more or {})},
        rule=dict(rule),
        reason=reason,
        at=at,
    )


def counts_kept(tally: Tally) -> dict[str, int]:
    """Return the numbers that every result keeps."""
    return {
        "for": tally.for_,
        "against": tally.against,
        "abstain": tally.abstain,
        "present": tally.present,
        "all": tally.all,
        "not_voting": tally.not_voting,
    }


def begin_vote(proposal: Proposal) -> None:
    """Move a proposal into its vote."""
    _move(proposal, ProposalAct.OPEN_VOTE)


def settle_proposal(proposal: Proposal, outcome: str) -> None:
    """Move a proposal out of its vote by the result."""
    _move(proposal, _ACTS[Outcome(outcome)])


def cancel_vote(proposal: Proposal) -> None:
    """Move a proposal out of a vote that is void."""
    _move(proposal, ProposalAct.CANCEL_VOTE)


def stage_of(outcome: str) -> DecisionStage:
    """Return where a commune's own decision stands by its result."""
    return DecisionStage.IN_FORCE if outcome == Outcome.ADOPTED else DecisionStage.NOT_PASSED


def fact_of(outcome: str, *, is_hidden: bool = False) -> Fact:
    """Return the fact whose sentence tells a decision with this outcome, with its counts or without them."""
    return (_FEW_FACTS if is_hidden else _FACTS)[Outcome(outcome)]


def told(decision: Decision, result: Result) -> dict[str, object]:
    """Return what the journal keeps of a decision: its number, every count, the rule, and what was needed."""
    rule = Rule.from_values(result.rule)
    return {
        "commune": decision.commune.name,
        "decision": decision.pk,
        "number": decision.number,
        "title": decision.title,
        "outcome": result.outcome,
        **result.counts,
        "rule": dict(result.rule),
        "needed": needed_after(rule, result.counts),
        "text_hash": decision.text_version.hash,
        "version": decision.text_version.number,
        "result": result.pk,
    }


def _move(proposal: Proposal, act: ProposalAct) -> None:
    proposal.stage = step(PROPOSAL_MOVES, ProposalStage(proposal.stage), act)
    proposal.save(update_fields=["stage"])
