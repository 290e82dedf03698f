"""From what was counted to the result of a vote, and what follows for the texts it was on."""

from dataclasses import dataclass

from assemblies import signals
from assemblies.domain.majority import Outcome, Rule
from assemblies.domain.rivals import Choice, choose
from assemblies.models import Ballot, Decision, Proposal, Result, TextVersion
from assemblies.services.attendance import enter_here
from assemblies.services.counted import Counted
from assemblies.services.opening import rivals_of
from assemblies.services.results import counts_kept, fact_of, settle_proposal, told, write_result
from confed.kernel import clock
from confed.kernel.person import Actor


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a vote and the text that it decided on: the one that passed, else the first."""

    result: Result
    choice: Choice
    proposal: Proposal
    text_version: TextVersion
    is_hidden: bool


def write_verdict(ballot: Ballot, counted: Counted) -> Verdict:
    """Write the result of a vote under its frozen rule, and move its proposals on.

    Of rival texts the counts of the leading one stand first, those of all beside them. Where so few voted in secret
    that numbers would tell who, the result has none: zeros, and how many voted.
    """
    tallies = counted.tallies(ballot)
    choice = choose(Rule.from_values(ballot.rule), tallies)
    proposals = rivals_of(ballot)
    texts = _texts(ballot)
    more: dict[str, object] = {}
    if choice.run_off:
        more["run_off"] = [proposals[at].pk for at in choice.run_off]
    lead = tallies[choice.leading]
    if counted.is_hidden:
        more |= {"for": 0, "against": 0, "abstain": 0, "hidden": 1, "people": counted.people}
    elif len(tallies) > 1:
        more["texts"] = [
            {"title": proposal.title, "proposal": proposal.pk, "outcome": each, **counts_kept(tally)}
            for proposal, tally, each in zip(proposals, tallies, choice.each, strict=True)
        ]
    result = write_result(
        rule=ballot.rule,
        tally=lead,
        text_version=texts[choice.leading],
        at=clock.now(),
        outcome=choice.outcome,
        more=more,
    )
    for at, proposal in enumerate(proposals):
        settle_proposal(proposal, _outcome_at(choice, at))
    return Verdict(result, choice, proposals[choice.leading], texts[choice.leading], counted.is_hidden)


def enter_verdict(actor: Actor, ballot: Ballot, decision: Decision, verdict: Verdict) -> None:
    """Enter a decision in the journal with every count that is printed; of rival texts each one first."""
    result = verdict.result
    for text in result.counts.get("texts", []):
        enter_here(actor, ballot.assembly, signals.TEXT_COUNTED, {**text, "question": ballot.question})
    entered = told(decision, result)
    if verdict.choice.run_off:
        titles = [f"“{ballot.texts[at]['title']}”" for at in verdict.choice.run_off]
        enter_here(actor, ballot.assembly, signals.RUN_OFF_DUE, {**entered, "equal": titles})
        return
    if verdict.is_hidden:
        for name in ("for", "against", "abstain", "needed", "not_voting"):
            del entered[name]
    enter_here(actor, ballot.assembly, fact_of(result.outcome, is_hidden=verdict.is_hidden), entered)


def _outcome_at(choice: Choice, at: int) -> Outcome:
    if at == choice.winner or at in choice.run_off:
        return choice.outcome
    return Outcome.REJECTED if choice.each[at] == Outcome.ADOPTED else choice.each[at]


def _texts(ballot: Ballot) -> list[TextVersion]:
    if not ballot.texts:
        return [ballot.text_version]
    found = TextVersion.objects.in_bulk([text["text"] for text in ballot.texts])
    return [found[text["text"]] for text in ballot.texts]
