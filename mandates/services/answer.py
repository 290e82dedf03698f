"""A commune's answer to its council: recorded from its own decision, whenever and however it comes."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from assemblies.models import Assembly, Commune, Decision
from assemblies.rules import may_enter_paper
from assemblies.services.paper import enter_paper_assembly
from confed.kernel import clock, journal
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import signals
from mandates.domain.answers import answer_of, position_of
from mandates.domain.stages import RATIFICATION_MOVES, Basis, CascadeStage, RatificationAct, RatificationStage
from mandates.domain.window import is_early, is_late
from mandates.models import Cascade, Ratification
from mandates.services.closing import recompute_cascade


@use_case
def enter_answer(
    *,
    actor: Actor,
    cascade: Cascade,
    commune: Commune,
    version: int,
    held_on: date,
    place: str,
    voters: int,
    count_for: int,
    count_against: int,
    count_abstain: int,
    tellers: Sequence[str],
    youth: int = 0,
    observers: int = 0,
    witnesses: Sequence[str] = (),
    call: int = 1,
    counter_words: str = "",
) -> Assembly:
    """Enter the answer that a commune gave on paper to a decision of its council (rulebook, paper communes).

    `version` is the number of the council's text they voted on. `counter_words` keep a “yes, if …”, which
    counts as no. Raises RuleStops (commune outside the frozen base, another version), NotAllowed, BadInput.
    """
    may_enter_paper(actor, commune).require()
    row = Ratification.objects.select_for_update().filter(cascade=cascade, commune=commune).first()
    if row is None:
        raise RuleStops(
            _("%(commune)s is not among the communes that this decision was sent to.") % {"commune": commune.name},
            _("Nothing was entered."),
            _("The communes were fixed when the decision was sent out. Look at the list on its page."),
        )
    asked = cascade.decision.text_version
    if version != asked.number:
        raise RuleStops(
            _("They voted on version %(given)s; the decision is about version %(asked)s.")
            % {"given": version, "asked": asked.number},
            _("Nothing was entered."),
            _("Check the minutes of that assembly. If it voted on another text, it has to vote again."),
        )
    if is_early(held_on, cascade.opens_on):
        raise RuleStops(
            _("The sheet is dated %(held)s; the decision went down on %(opens)s.")
            % {"held": held_on.isoformat(), "opens": cascade.opens_on.isoformat()},
            _("Nothing was entered."),
            _("Look at the date on the sheet. An assembly that was held before answers nothing; let it vote again."),
        )
    if row.basis == Basis.MANDATE:
        raise RuleStops(
            _("The mandate of %(commune)s has already answered: its binding vote in the council counts.")
            % {"commune": commune.name},
            _("Nothing was entered."),
        )
    if row.proposal is None:
        raise RuleStops(
            _("The question has not reached %(commune)s yet.") % {"commune": commune.name},
            _("Nothing was entered."),
            _("Try again in a moment."),
        )
    if counter_words:
        row.counter_words = counter_words
        row.save(update_fields=["counter_words"])
    return enter_paper_assembly(
        actor=actor,
        commune=commune,
        proposal=row.proposal,
        version=version,
        held_on=held_on,
        place=place,
        voters=voters,
        youth=youth,
        observers=observers,
        count_for=count_for,
        count_against=count_against,
        count_abstain=count_abstain,
        tellers=list(tellers),
        witnesses=list(witnesses),
        call=call,
    )


@use_case
def record_answer(*, actor: Actor, decision: Decision) -> Ratification | None:
    """Take a commune's decision as its answer to its council; effect of every decision made (rulebook, ratification).

    The date of the vote counts, not the date it was received. The newest vote inside the window stands; one before it
    answers nothing, one after it is kept as late and changes nothing. Received after the close but voted inside the
    window, it makes a new result. Returns None where the decision answers nothing.
    """
    found = Ratification.objects.filter(proposal_id=decision.proposal_id).values_list("pk", "cascade_id").first()
    if found is None:
        return None
    cascade = Cascade.objects.select_for_update(of=("self",)).select_related("decision__commune").get(pk=found[1])
    row = Ratification.objects.select_for_update(of=("self",)).select_related("commune", "decision").get(pk=found[0])
    if is_early(decision.decided_on, cascade.opens_on):
        _enter_early(actor, cascade, row, decision)
        return row
    late = is_late(decision.decided_on, cascade.closes_on)
    if row.decision_id == decision.pk or _is_older(row, decision, late=late):
        return row
    if late and (RatificationStage(row.stage), RatificationAct.COME_LATE) not in RATIFICATION_MOVES:
        return row  # it had answered inside the window; that answer stands
    act = RatificationAct.COME_LATE if late else answer_of(position_of(decision.result.outcome))
    row.stage = step(RATIFICATION_MOVES, RatificationStage(row.stage), act)
    _keep_counts(row, decision)
    row.save()
    _enter(actor, cascade, row, decision, late)
    if not late and cascade.stage == CascadeStage.CLOSED:
        recompute_cascade(
            actor=actor,
            cascade=cascade,
            reason=_("the vote of %(commune)s was held inside the window and received after it")
            % {"commune": row.commune.name},
        )
    ping(f"decision-{cascade.decision_id}")
    return row


def _is_older(row: Ratification, decision: Decision, *, late: bool) -> bool:
    """The last quorate vote inside the window stands, in whatever order they are received; a late one bars none."""
    known = row.decision
    if row.stage == RatificationStage.LATE and not late:
        return False
    return known is not None and (known.decided_on, known.number) > (decision.decided_on, decision.number)


def _keep_counts(row: Ratification, decision: Decision) -> None:
    counts = decision.result.counts
    row.decision, row.voted_on, row.received_at = decision, decision.decided_on, clock.now()
    row.basis = Basis.PAPER if decision.assembly.entered_at else Basis.ASSEMBLY
    row.count_for, row.count_against, row.count_abstain = counts["for"], counts["against"], counts["abstain"]
    row.present = counts["present"]


def _enter(actor: Actor, cascade: Cascade, row: Ratification, decision: Decision, late: bool) -> None:
    journal.enter(
        chain_id=cascade.decision.commune.chain_id,
        fact=signals.ANSWER_LATE if late else signals.ANSWER_RECEIVED,
        actor=actor,
        scope=f"decision:{cascade.decision_id}",
        payload={
            "decision": cascade.decision.number,
            "commune": row.commune.name,
            "answer": str(row.stage),
            "for": row.count_for,
            "against": row.count_against,
            "abstain": row.count_abstain,
            "present": row.present,
            "voted_on": decision.decided_on.isoformat(),
            "closes_on": cascade.closes_on.isoformat(),
            "basis": str(row.basis),
            "their_decision": decision.number,
        },
    )


def _enter_early(actor: Actor, cascade: Cascade, row: Ratification, decision: Decision) -> None:
    journal.enter(
        chain_id=cascade.decision.commune.chain_id,
        fact=signals.ANSWER_EARLY,
        actor=actor,
        scope=f"decision:{cascade.decision_id}",
        payload={
            "decision": cascade.decision.number,
            "commune": row.commune.name,
            "voted_on": decision.decided_on.isoformat(),
            "opens_on": cascade.opens_on.isoformat(),
        },
    )


@use_case
def correct_answer(*, actor: Actor, decision: Decision) -> None:
    """Carry a corrected count of a commune into the ratification it answered; effect of a correction.

    Rulebook, recomputation.
    """
    found = Ratification.objects.filter(decision=decision).values_list("pk", "cascade_id").first()
    if found is None:
        return
    cascade = Cascade.objects.select_for_update().get(pk=found[1])
    row = Ratification.objects.select_for_update(of=("self",)).select_related("commune").get(pk=found[0])
    counts = decision.result.counts
    row.count_for, row.count_against, row.count_abstain = counts["for"], counts["against"], counts["abstain"]
    row.present = counts["present"]
    if row.stage != RatificationStage.LATE:
        row.stage = step(
            RATIFICATION_MOVES, RatificationStage(row.stage), answer_of(position_of(decision.result.outcome))
        )
    row.save()
    if cascade.stage == CascadeStage.CLOSED and row.stage != RatificationStage.LATE:
        recompute_cascade(
            actor=actor,
            cascade=cascade,
            reason=_("%(commune)s corrected its count: %(why)s")
            % {"commune": row.commune.name, "why": decision.result.reason},
        )
    ping(f"decision-{cascade.decision_id}")
