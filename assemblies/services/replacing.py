"""What follows from a decision: it replaces the one its proposal named, and admits what an appeal was about."""

from assemblies import rules, signals
from assemblies.domain.majority import Rule
from assemblies.domain.proposals import at_least
from assemblies.domain.stages import DECISION_MOVES, DecisionAct, DecisionStage
from assemblies.models import Decision, Proposal
from assemblies.queries.charter import ordinary_rule
from assemblies.services.above import tell_above
from assemblies.services.admission import follow_appeal
from assemblies.services.locks import locked
from assemblies.services.minutes_effects import settle_minutes_later
from confed.kernel import effects, journal
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case


@use_case
def replace_decision(*, actor: Actor, decision: Decision) -> Decision | None:
    """Let a decision in force replace the one it names; where it does not pass after all, that one is in force again.

    Returns the decision that was moved. Repeatable; locks it. Raises NotAllowed.
    """
    if not rules.may_settle(actor, decision.commune):
        rules.may_run(actor, decision.commune).require()
    return follow_naming(actor, decision)


def follow_decision(actor: Actor, decision: Decision) -> None:
    """Do what follows from a decision; called by the act that made it, put it in force or corrected it."""
    follow_appeal(actor, decision)
    follow_naming(actor, decision)
    settle_minutes_later(decision)
    tell_above(actor, decision)


def follow_naming(actor: Actor, decision: Decision) -> Decision | None:
    """Move the decision that this one names; called by acts that were allowed."""
    if decision.replaces is None:
        return None
    old = locked(decision.replaces)
    if decision.stage == DecisionStage.IN_FORCE and old.stage == DecisionStage.IN_FORCE:
        act, fact = DecisionAct.REPLACE, signals.DECISION_REPLACED
    elif old.stage == DecisionStage.REPLACED and not _is_replaced(old):
        act, fact = DecisionAct.RESTORE, signals.DECISION_RESTORED
    else:
        return None
    old.stage = step(DECISION_MOVES, DecisionStage(old.stage), act)
    old.save(update_fields=["stage"])
    journal.enter(
        chain_id=old.commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"commune:{old.commune_id}",
        payload={
            "commune": old.commune.name,
            "number": old.number,
            "title": old.title,
            "by": decision.number,
            "by_title": decision.title,
        },
    )
    if act == DecisionAct.REPLACE:
        effects.announce(signals.DECISION_REPLACED, decision=old.pk, by=decision.pk)
    ping(f"decision-{old.pk}", f"commune-{old.commune_id}")
    return old


def rule_of_vote(values: dict[str, str], *proposals: Proposal) -> Rule:
    """Return the rule under which these texts are voted on: the charter's, and at least that of a decision they replace."""
    rule = ordinary_rule(values)
    for proposal in proposals:
        if proposal.replaces is not None:
            rule = at_least(rule, Rule.from_values(proposal.replaces.result.rule))
    return rule


def _is_replaced(old: Decision) -> bool:
    stands = (DecisionStage.IN_FORCE, DecisionStage.REPLACED)
    return Decision.objects.filter(replaces=old, stage__in=stands).exists()
