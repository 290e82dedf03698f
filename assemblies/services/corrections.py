"""Corrections of minutes: asked by those who were there, answered by the taker, in the end voted on by the assembly."""

from collections.abc import Mapping

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.minutes import (
    CORRECTION_MOVES,
    LOCKED,
    MINUTES_MOVES,
    OPEN_FOR_CORRECTIONS,
    CorrectionAct,
    CorrectionStage,
    MinutesAct,
    MinutesStage,
)
from assemblies.domain.stages import DecisionStage
from assemblies.models import AgendaItem, Assembly, Decision, Minutes, MinutesLine
from assemblies.models.tree import has_communes_below
from assemblies.queries.agenda import ABOUT_MINUTES
from assemblies.services.approval import reopen_minutes
from assemblies.services.ballot import correct_result
from assemblies.services.inputs import UNCHANGED, refuse, said_words, whole_numbers, words
from assemblies.services.minutes import (
    MOST_LETTERS,
    approve_minutes,
    ask_assembly,
    enter_minutes,
    held_minutes,
    minutes_asked,
)
from confed.kernel import clock
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

COUNTS = ("for", "against", "abstain")


@use_case
def ask_correction(
    *,
    actor: Actor,
    assembly: Assembly,
    text: str,
    was: str = "",
    item: AgendaItem | None = None,
    decision: Decision | None = None,
    counts: Mapping[str, int] | None = None,
    act_key: str | None = None,
) -> MinutesLine:
    """Ask for other words, or for other numbers of a vote with the reason as `text`; what stands is not touched.

    Whoever was there may ask, before the approval and after it. Repeatable by `act_key`; locks the minutes.
    Raises NotAllowed, BadInput, RuleStops while the minutes are being written.
    """
    minutes = Minutes.objects.filter(assembly=assembly).first()
    if minutes is None or minutes.stage not in OPEN_FOR_CORRECTIONS:
        raise RuleStops(
            _("These minutes are still being written."), safe=UNCHANGED, do=_("Ask when they are laid open.")
        )
    minutes = held_minutes(minutes)
    rules.was_there(actor, minutes.assembly).require()
    entry = rules.entry_there(actor, minutes.assembly) if isinstance(actor, Person) else None
    if entry is None:
        raise NotAllowed(_("Only people who were there ask for corrections."), safe=UNCHANGED)
    if act_key and (known := MinutesLine.objects.filter(act_key=act_key).first()):
        return known
    said = words(text, _("Write how it should read, or why the count is wrong."), most=MOST_LETTERS)
    if (item is not None and item.assembly_id != assembly.pk) or (
        decision is not None and decision.assembly_id != assembly.pk
    ):
        raise refuse(_("This belongs to the minutes of another sitting."))
    if (decision is None) != (counts is None):
        raise refuse(_("A corrected count names the vote and three numbers."))
    if counts is not None:
        whole_numbers(**{name: counts.get(name) for name in COUNTS})
    line = MinutesLine.objects.create(
        minutes=minutes, item=item, kind=MinutesLine.Kind.CORRECTION, words=said, was=said_words(was, most=MOST_LETTERS),
        at=clock.now(), act_key=act_key or None, stage=CorrectionStage.ASKED, asked_by=entry, decision=decision,
        counts={name: counts[name] for name in COUNTS} if counts else None,
    )  # fmt: skip
    if minutes.posted_at is not None and not minutes.approved_at:
        minutes.posted_at = None  # it hangs out anew once this is answered
        minutes.save(update_fields=["posted_at"])
    enter_minutes(actor, minutes, signals.CORRECTION_ASKED, {"line": line.pk}, {"name": str(entry)})
    ping(f"assembly-{assembly.pk}")
    return line


@use_case
def answer_correction(*, actor: Actor, correction: MinutesLine, accept: bool, answer: str = "") -> MinutesLine:
    """Accept a correction, or answer why the text stays; both the old words and the new ones are kept.

    An accepted count becomes a new result, and every level is told. Repeatable in the same sense; locks the minutes.
    Raises NotAllowed, BadInput where a refusal has no reason, and what `correct_result` raises.
    """
    minutes, line = _held(correction)
    rules.may_take_minutes(actor, minutes.assembly).require()
    act = CorrectionAct.ACCEPT if accept else CorrectionAct.ANSWER
    if line.stage == (CorrectionStage.ACCEPTED if accept else CorrectionStage.ANSWERED):
        return line
    stage = step(CORRECTION_MOVES, CorrectionStage(line.stage), act)
    why = (
        said_words(answer, most=MOST_LETTERS)
        if accept
        else words(answer, _("Say why the text stays."), most=MOST_LETTERS)
    )
    if accept:
        _correct_count(actor, line)
    _settle(line, stage, why)
    fact = signals.CORRECTION_ACCEPTED if accept else signals.CORRECTION_ANSWERED
    enter_minutes(actor, minutes, fact, {"line": line.pk}, {"name": str(line.asked_by)})
    if accept:
        _move(minutes, MinutesAct.CORRECT)
    ping(f"assembly-{minutes.assembly_id}")
    return line


@use_case
def dispute_correction(*, actor: Actor, correction: MinutesLine) -> MinutesLine:
    """Keep to a correction that was answered: the assembly votes on the wording, in its next sitting.

    Whoever asked for it may. Repeatable; locks the minutes. Raises NotAllowed, RuleStops at a council.
    """
    minutes, line = _held(correction)
    if not isinstance(actor, Person) or line.asked_by is None or line.asked_by.person_id != actor.pk:
        raise NotAllowed(_("Only who asked for this correction keeps to it."), safe=UNCHANGED)
    if line.stage == CorrectionStage.DISPUTED:
        return line
    if has_communes_below(minutes.assembly.commune):
        raise RuleStops(
            _("A council votes by voices; its wording is put before it as an item."),
            safe=UNCHANGED,
            do=_("Ask the council's secretary to list it."),
        )
    line.stage = step(CORRECTION_MOVES, CorrectionStage(line.stage), CorrectionAct.DISPUTE)
    line.save(update_fields=["stage"])
    _move(minutes, MinutesAct.CONTEST)
    number = minutes.assembly.number
    ask_assembly(
        minutes,
        origin=f"{ABOUT_MINUTES}{minutes.pk}/{line.pk}",
        title=_t("Wording of the minutes of assembly %(number)s, correction %(line)s")
        % {"number": number, "line": line.pk},
        body=_wording(line),
    )
    enter_minutes(actor, minutes, signals.CORRECTION_DISPUTED, {"line": line.pk}, {"name": str(line.asked_by)})
    ping(f"assembly-{minutes.assembly_id}")
    return line


@use_case
def settle_minutes(*, actor: Actor, decision_id: int) -> None:
    """Carry out what a sitting decided about minutes: their approval, or which wording holds. Repeatable.

    Minutes with a wording still in dispute wait for it; then an approval decided before takes hold. An approval whose
    count was corrected falls where it no longer passes.
    """
    decision = Decision.objects.select_related("proposal", "assembly").get(pk=decision_id)
    asked = minutes_asked(decision.proposal.origin_key or "")
    minutes = held_minutes(Minutes.objects.get(pk=asked[0])) if asked else None
    if minutes is None or asked is None:
        return
    if asked[1] is not None:
        line = MinutesLine.objects.select_for_update(of=("self",)).get(pk=asked[1], minutes=minutes)
        _settle_wording(actor, minutes, line, decision)
        approval = f"{ABOUT_MINUTES}{minutes.pk}"
        found = Decision.objects.filter(proposal__origin_key=approval, stage=DecisionStage.IN_FORCE).last()
    else:
        found = decision if decision.stage == DecisionStage.IN_FORCE else None
    if found is None and minutes.stage in LOCKED and minutes.decision_id == decision.pk:
        reopen_minutes(actor, minutes, decision)
    if found is not None and minutes.stage != MinutesStage.CONTESTED:
        approve_minutes(actor=actor, minutes=minutes, decision=found)


def _settle_wording(actor: Actor, minutes: Minutes, line: MinutesLine, decision: Decision) -> None:
    if line.stage != CorrectionStage.DISPUTED:
        return
    is_upheld = decision.stage == DecisionStage.IN_FORCE
    if is_upheld:
        _correct_count(actor, line)
    act = CorrectionAct.UPHOLD if is_upheld else CorrectionAct.DISMISS
    _settle(line, step(CORRECTION_MOVES, CorrectionStage(line.stage), act), line.answered)
    fact = signals.CORRECTION_UPHELD if is_upheld else signals.CORRECTION_DISMISSED
    enter_minutes(actor, minutes, fact, {"line": line.pk, "decision": decision.number})
    if not MinutesLine.objects.filter(minutes=minutes, stage=CorrectionStage.DISPUTED).exists():
        _move(minutes, MinutesAct.SETTLE)


def _correct_count(actor: Actor, line: MinutesLine) -> None:
    """Recompute a vote whose count was wrong: a new result beside the old one (Rulebook, recomputation)."""
    if line.decision is None or line.counts is None:
        return
    correct_result(
        actor=actor,
        decision=line.decision,
        count_for=line.counts["for"],
        count_against=line.counts["against"],
        count_abstain=line.counts["abstain"],
        reason=line.words[:300],
    )


def _wording(line: MinutesLine) -> str:
    if line.counts is not None:
        counted = _t("%(for)s yes, %(against)s no, %(abstain)s abstain") % line.counts
        return _t("The minutes count %(counted)s. Reason given: %(words)s") % {"counted": counted, "words": line.words}
    if line.was:
        return _t("The minutes say “%(words)s” instead of “%(was)s”.") % {"words": line.words, "was": line.was}
    return _t("The minutes also say “%(words)s”.") % {"words": line.words}


def _settle(line: MinutesLine, stage: CorrectionStage, answer: str) -> None:
    line.stage, line.answered, line.answered_at = stage, answer, clock.now()
    line.save(update_fields=["stage", "answered", "answered_at"])


def _move(minutes: Minutes, act: MinutesAct) -> None:
    minutes.stage = step(MINUTES_MOVES, MinutesStage(minutes.stage), act)
    minutes.save(update_fields=["stage"])


def _held(correction: MinutesLine) -> tuple[Minutes, MinutesLine]:
    minutes = held_minutes(Minutes.objects.get(pk=correction.minutes_id))
    line = MinutesLine.objects.select_for_update(of=("self",)).select_related("asked_by", "decision")
    return minutes, line.get(pk=correction.pk, kind=MinutesLine.Kind.CORRECTION)
