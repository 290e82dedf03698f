"""A council's vote on its way back down: opened in one transaction for every base commune below."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from assemblies.models import Assembly, Commune, Decision
from assemblies.queries.agenda import open_items
from assemblies.queries.charter import charter_on, zone_of
from assemblies.services.agenda import list_item
from assemblies.services.proposal import draft_proposal
from confed.kernel import clock, effects, journal
from confed.kernel.effects import NewEffect
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from mandates import signals
from mandates.domain.stages import RATIFICATION_MOVES, Ask, Basis, RatificationAct, RatificationStage, VoiceKind
from mandates.domain.window import closes_on
from mandates.models import Cascade, CouncilVote, Ratification, Voice
from mandates.queries.sittings import next_planned
from mandates.queries.weights import BaseCommune, base_below

RULE_PREFIX = "ratify."
BATCH = 1000


@use_case
def open_cascade(*, actor: Actor, vote: CouncilVote, decision: Decision, voices: Sequence[Voice]) -> Cascade:
    """Send a provisional decision down to every base commune below, at any depth, in one transaction.

    Rulebook, ratification. Freezes the communes, their place in the tree, their voters, the rule, and the window, whose
    day 0 is today: a council may have sat for days, or have counted again after weeks (rulebook, window). Under
    `ratify.ask = outstanding` a binding voice is already its commune's answer; every other commune is asked by an
    effect of its own. One entry in the council's journal.
    """
    council = Commune.objects.get(pk=decision.commune_id)
    charter = charter_on(council, decision.decided_on)
    rule = {key.removeprefix(RULE_PREFIX): value for key, value in charter.items() if key.startswith(RULE_PREFIX)}
    zone = zone_of(council)
    now, today = clock.now(), clock.today(zone)
    cascade = Cascade.objects.create(
        decision=decision,
        council_vote=vote,
        opens_on=today,
        closes_on=closes_on(today, int(rule["days"])),
        rule=rule,
    )
    spoken = {voice.delegation.commune_id: voice for voice in voices}
    bases = base_below(council)
    asked: list[int] = []
    for start in range(0, len(bases), BATCH):  # a batch is let go before the next is made
        rows = [
            _unit(cascade, base, spoken.get(base.id), rule["ask"] == Ask.OUTSTANDING)
            for base in bases[start : start + BATCH]
        ]
        for row in rows:
            if row.basis:
                row.received_at = now
            else:
                asked.append(row.commune_id)
        Ratification.objects.bulk_create(rows)
    entry = journal.enter(
        chain_id=council.chain_id,
        fact=signals.CASCADE_OPENED,
        actor=actor,
        scope=f"assembly:{decision.assembly_id}",
        payload={
            "decision": decision.number,
            "title": decision.title,
            "communes": len(bases),
            "asked": len(asked),
            "opens_on": cascade.opens_on.isoformat(),
            "closes_on": cascade.closes_on.isoformat(),
            "rule": rule,
            "text_hash": decision.text_version.hash,
        },
    )
    effects.put(
        key=f"cascade:{cascade.pk}/close",
        kind="mandates.close_cascade",
        args={"cascade": cascade.pk},
        not_before=clock.day_end(cascade.closes_on, zone),
    )
    effects.put_many(
        NewEffect(
            key=f"cascade:{cascade.pk}/commune:{commune}/ask",
            kind="mandates.ask_commune",
            args={"cascade": cascade.pk, "commune": commune, "entry": entry.hash},
            not_before=now,
        )
        for commune in asked
    )
    ping(f"decision-{decision.pk}")
    return cascade


def _unit(cascade: Cascade, base: BaseCommune, voice: Voice | None, binding_answers: bool) -> Ratification:
    """One commune's row; a binding voice fills it where the charter asks only the outstanding."""
    row = Ratification(
        cascade=cascade,
        commune_id=base.id,
        path=list(base.path),
        members=base.voters,
        council_choice=voice.choice if voice else "",
        council_kind=voice.kind if voice else "",
    )
    decision = voice.mandate.decision if voice and voice.mandate else None
    if binding_answers and voice is not None and decision is not None and voice.kind == VoiceKind.BINDING:
        counts = decision.result.counts
        row.stage, row.basis = RatificationStage(voice.choice), Basis.MANDATE
        row.decision, row.voted_on = decision, decision.decided_on
        row.count_for, row.count_against, row.count_abstain = counts["for"], counts["against"], counts["abstain"]
        row.present = counts["present"]
    return row


@use_case
def ask_commune(*, actor: Actor, cascade_id: int, commune_id: int, entry: str) -> Ratification:
    """Bring the question to one commune: its next assembly gets the item; effect of the opening (rulebook, ratification).

    Repeatable. `entry` is the hash of the opening entry in the council's journal.
    """
    row = (
        Ratification.objects.select_for_update(of=("self",))
        .select_related("commune", "cascade__decision__commune", "cascade__decision__text_version")
        .get(cascade_id=cascade_id, commune_id=commune_id)
    )
    if row.proposal_id is not None or row.stage != RatificationStage.OPENED:
        return row
    decision, commune = row.cascade.decision, row.commune
    key = f"cascade:{cascade_id}/commune:{commune_id}"
    row.proposal = draft_proposal(
        actor=actor,
        commune=commune,
        title=decision.title,
        body=decision.text_version.body,
        kind="ratification",
        origin_key=key,
        version=decision.text_version.number,
    )
    row.stage = step(RATIFICATION_MOVES, RatificationStage(row.stage), RatificationAct.ASK)
    row.asked_at = clock.now()
    coming = next_planned(commune)
    if coming is not None:
        list_item(actor=actor, assembly=coming, proposal=row.proposal, origin_key=f"{key}/agenda")
        _set_meeting(row, coming)
    row.save(update_fields=["proposal", "stage", "asked_at", "meets_on"])
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.COMMUNE_ASKED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "council": decision.commune.name,
            "decision": decision.number,
            "title": decision.title,
            "closes_on": row.cascade.closes_on.isoformat(),
            "text_hash": decision.text_version.hash,
            "because": entry,
        },
    )
    effects.announce(signals.COMMUNE_ASKED, cascade=cascade_id, commune=commune_id)
    ping(f"decision-{decision.pk}", f"commune-{commune.pk}")
    return row


def _set_meeting(row: Ratification, assembly: Assembly) -> None:
    if (RatificationStage(row.stage), RatificationAct.SET_MEETING) not in RATIFICATION_MOVES:
        return
    row.stage = step(RATIFICATION_MOVES, RatificationStage(row.stage), RatificationAct.SET_MEETING)
    row.meets_on = assembly.planned_at.astimezone(ZoneInfo(zone_of(row.commune))).date()


@use_case
def note_meeting(*, actor: Actor, assembly_id: int) -> None:
    """Note that a commune has set the date on which it answers; effect of planning a sitting (rulebook, ratification).

    A sitting planned for a later day moves nothing while the question stands on the agenda of an earlier one.
    """
    assembly = Assembly.objects.select_related("commune").get(pk=assembly_id)
    for row in _open_rows(commune=assembly.commune, proposal__isnull=False):
        earlier = open_items().filter(proposal=row.proposal_id, assembly__planned_at__lt=assembly.planned_at)
        if earlier.exclude(assembly=assembly).exists():
            continue
        _set_meeting(row, assembly)
        row.save(update_fields=["stage", "meets_on"])
        ping(f"decision-{row.cascade.decision_id}")


@use_case
def note_vote_open(*, actor: Actor, proposal_id: int) -> None:
    """Note that a commune is voting on its answer; effect of opening its ballot (rulebook, ratification)."""
    _move_open_rows(RatificationAct.OPEN_VOTE, proposal=proposal_id)


@use_case
def note_inquorate(*, actor: Actor, proposal_id: int) -> None:
    """Note that a commune met without its quorum: its answer is still out (rulebook, ratification)."""
    _move_open_rows(RatificationAct.MISS_QUORUM, proposal=proposal_id)


def _move_open_rows(act: RatificationAct, **which: object) -> None:
    for row in _open_rows(**which):
        # News may arrive after the answer itself: then it is no news any more.
        if (RatificationStage(row.stage), act) in RATIFICATION_MOVES:
            row.stage = step(RATIFICATION_MOVES, RatificationStage(row.stage), act)
            row.save(update_fields=["stage"])
            ping(f"decision-{row.cascade.decision_id}")


def _open_rows(**which: object) -> list[Ratification]:
    return list(
        Ratification.objects.select_for_update(of=("self",))
        .filter(cascade__stage="open", **which)
        .select_related("cascade", "commune")
    )
