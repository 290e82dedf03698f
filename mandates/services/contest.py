"""A commune contests what its delegate declared: its voice is indicative then, and a counted vote is counted anew."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Attendance
from assemblies.queries.charter import zone_of
from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import rules, signals
from mandates.domain.council import CouncilOutcome
from mandates.domain.stages import MANDATE_MOVES, CouncilVoteStage, MandateAct, MandateStage, VoiceKind
from mandates.domain.window import CONTEST_DAYS, closes_on, is_late
from mandates.models import CouncilVote, Declaration, Mandate, Voice
from mandates.services.recount import count_again
from mandates.services.voting import held_vote, hold_voices
from mandates.services.withdrawn import withdraw_answer

CONTESTABLE = (MandateStage.GRANTED, MandateStage.DEGRADED, MandateStage.EXERCISED, MandateStage.UNUSED)


@use_case
def contest_declaration(*, actor: Actor, declaration: Declaration, assembly: Assembly) -> Declaration:
    """Enter that the commune's assembly contests a line declared untouched, within 14 days (rulebook, red lines).

    From then on the voice is indicative on that version; the council hears of it by an effect. Repeatable.
    Raises NotAllowed, RuleStops (declared touched, after the window, a sitting that could not decide).
    """
    mandate = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("giver", "item__proposal")
        .get(pk=declaration.mandate_id)
    )
    declared = Declaration.objects.select_for_update(of=("self",)).select_related("text_version").get(pk=declaration.pk)
    rules.may_contest(actor, mandate).require()
    if declared.contested_at is not None:
        return declared
    if declared.touched:
        raise RuleStops(
            _("This line was declared touched; there is nothing to contest."), _("What was declared stands.")
        )
    held_on = _day_of(assembly, mandate)
    zone = ZoneInfo(zone_of(mandate.giver))
    declared_on = declared.at.astimezone(zone).date()
    last = closes_on(declared_on, CONTEST_DAYS)
    if held_on < declared_on:
        raise RuleStops(
            _("That assembly was held before the declaration was made."),
            _("Nothing was contested."),
            _("Choose the sitting in which it was decided."),
        )
    if is_late(held_on, last):
        raise RuleStops(
            _("A declaration is contested within %(days)s days; this one until the end of %(last)s.")
            % {"days": CONTEST_DAYS, "last": last.isoformat()},
            _("What was declared and counted stands."),
            _("Contest it in the report of your delegates, or recall them."),
        )
    declared.contested_at, declared.contested_in = clock.now(), assembly
    declared.save(update_fields=["contested_at", "contested_in"])
    if mandate.stage in CONTESTABLE:
        mandate.stage = step(MANDATE_MOVES, MandateStage(mandate.stage), MandateAct.CONTEST)
        mandate.save(update_fields=["stage"])
    entry = journal.enter(
        chain_id=mandate.giver.chain_id,
        fact=signals.DECLARATION_CONTESTED,
        actor=actor,
        scope=f"assembly:{assembly.pk}",
        payload={
            "item": mandate.item.number,
            "title": mandate.item.proposal.title,
            "version": declared.text_version.number,
            "line": declared.line + 1,
            "words": mandate.red_lines[declared.line],
        },
    )
    effects.put_many(
        [
            NewEffect(
                key=f"declaration:{declared.pk}/contested",
                kind="mandates.hear_contest",
                args={"declaration": declared.pk, "entry": entry.hash},
                not_before=clock.now(),
            )
        ]
    )
    ping(f"commune-{mandate.giver_id}")
    return declared


def _day_of(assembly: Assembly, mandate: Mandate) -> date:
    """Return the day of a sitting of the commune that could decide."""
    if assembly.commune_id != mandate.giver_id or assembly.held_on is None or not _could_decide(assembly):
        raise RuleStops(
            _("Only an assembly of %(commune)s that has its quorum contests a declaration.")
            % {"commune": mandate.giver.name},
            _("Nothing was contested."),
            _("Choose the sitting in which it was decided."),
        )
    return assembly.held_on


def _could_decide(assembly: Assembly) -> bool:
    if assembly.stage == AssemblyStage.QUORATE:
        return True
    last = Attendance.objects.filter(assembly=assembly).order_by("at", "pk").last()
    return assembly.stage == AssemblyStage.CLOSED and last is not None and last.voters >= (assembly.needed or 0)


@use_case
def hear_contest(*, actor: Actor, declaration_id: int, entry: str) -> list[CouncilVote]:
    """Make the voice indicative in every vote on that version, and count anew what was counted; effect of the contest.

    Rulebook, red lines. The earlier result stays; a commune whose vote had answered a ratification is asked itself.
    `entry` is the hash of the contest in the commune's journal.
    """
    declared = Declaration.objects.select_related("mandate__giver").get(pk=declaration_id)
    votes = CouncilVote.objects.filter(
        pk__in=Voice.objects.filter(mandate=declared.mandate_id, kind=VoiceKind.BINDING).values("vote"),
        text_version=declared.text_version_id,
    ).exclude(stage=CouncilVoteStage.CANCELLED)
    return [_turn_voice(actor, vote, declared.mandate, entry) for vote in votes.order_by("pk")]


def _turn_voice(actor: Actor, vote: CouncilVote, mandate: Mandate, entry: str) -> CouncilVote:
    vote = held_vote(vote)
    hold_voices(vote)
    voice = Voice.objects.filter(vote=vote, mandate=mandate, kind=VoiceKind.BINDING).first()
    if voice is None:
        return vote
    voice.kind = VoiceKind.INDICATIVE
    voice.save(update_fields=["kind"])
    journal.enter(
        chain_id=vote.assembly.commune.chain_id,
        fact=signals.VOICE_CONTESTED,
        actor=actor,
        scope=f"assembly:{vote.assembly_id}",
        payload={
            "item": vote.item.number,
            "title": vote.item.proposal.title,
            "commune": mandate.giver.name,
            "because": entry,
        },
    )
    ping(f"council-vote-{vote.code}", f"assembly-{vote.assembly_id}")
    if vote.result is None or vote.result.outcome == CouncilOutcome.INQUORATE or vote.stage == CouncilVoteStage.OPEN:
        return vote  # not counted, or about to be counted again
    reason = _("%(commune)s contests what its delegate declared") % {"commune": mandate.giver.name}
    vote = count_again(actor, vote, reason)
    withdraw_answer(actor=actor, vote=vote, voice=voice, reason=reason, entry=entry)
    return vote
