"""The vote on a recall: how it is held, the hearing, and what its result does at once."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.domain.majority import Outcome, Rule
from assemblies.domain.quorum import is_quorate, people_needed
from assemblies.domain.stages import AssemblyStage, BallotStage
from assemblies.models import AgendaItem, Assembly, Attendance, Ballot, Decision, Proposal
from assemblies.models.tree import zone_of
from assemblies.queries.charter import charter_on
from assemblies.rules import may_run
from assemblies.services.above import Terms
from assemblies.services.attendance import quorum_base, share_or_none
from confed.kernel import clock, effects
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case
from delegates import rules, signals
from delegates.domain.petitions import barred_until, is_lapsed
from delegates.domain.stages import AWAITING_VOTE, PETITION_MOVES, DelegateStage, PetitionAct, PetitionStage
from delegates.models import Petition
from delegates.queries.petitions import petition_of_proposal
from delegates.services.leaving import leave_seat
from delegates.services.petition import held_petition
from delegates.services.petition_end import close, end_petition, enter, ids
from delegates.services.validation import give_notice

SAFE = gettext_lazy("Nothing was changed.")
SECRET = (Ballot.Method.SECRET, Ballot.Method.SLIPS)


@use_case
def hear_delegate(*, actor: Actor, petition: Petition, assembly: Assembly) -> Petition:
    """Write down that the person concerned spoke, last, before the vote (rulebook, recall). Repeatable."""
    petition = held_petition(petition)
    assembly = Assembly.objects.select_related("commune").get(pk=assembly.pk)
    may_run(actor, assembly).require()
    refuse_concerned(actor, petition)
    if assembly.commune_id != petition.commune_id or assembly.stage != AssemblyStage.QUORATE:
        raise RuleStops(_("Who is recalled is heard in an open assembly of the commune, with its quorum."), SAFE)
    if petition.stage == PetitionStage.HEARD:
        return petition
    petition.stage = step(PETITION_MOVES, PetitionStage(petition.stage), PetitionAct.HEAR)
    petition.save(update_fields=["stage"])
    enter(actor, petition, signals.DELEGATE_HEARD, {}, f"assembly:{assembly.pk}")
    return petition


def recall_terms(actor: Actor, proposal: Proposal, assembly: Assembly, method: str) -> Terms:
    """Return how a vote on a recall is held: in secret, by its own quorum and rule, the person concerned aside.

    The receipt shows presence only (rulebook, recall). Raises RuleStops before the notice is over, for a petition that
    is over, by hands or names; NotAllowed where the person concerned would chair.
    """
    petition = held_petition(petition_of_proposal(proposal))
    refuse_concerned(actor, petition)
    if petition.stage not in AWAITING_VOTE or petition.delegate.stage == DelegateStage.ENDED:
        raise RuleStops(_("This petition is over, so nothing is left to vote on."), SAFE, _("Take up the next item."))
    if method not in SECRET:
        raise RuleStops(
            _("A recall is voted on in secret."),
            SAFE,
            _("Open the vote by phone in secret, or on paper slips."),
            rule=_("Nobody is to fear for their vote on a person."),
        )
    _refuse_before_notice(petition, assembly)
    values = charter_on(petition.commune, assembly.held_on or clock.today(zone_of(petition.commune)))
    roll = assembly.roll_count or quorum_base(petition.commune)[0]
    return Terms(
        rule=Rule.from_values({"threshold": values["rule.recall.threshold"], "base": values["rule.recall.base"]}),
        needed=people_needed(share_or_none(values["quorum.recall"]), roll),
        stand_aside=frozenset({petition.delegate.entry_id}),
        question=proposal.title,
        about_persons=True,
    )


def announce_recall(actor: Actor, decision: Decision) -> None:
    """Do what a vote on a recall decided, in the act that announced it; no delay, no grace (rulebook, recall).

    Recalled: place and credentials end, the next alternate has the same mandates, or the seat is empty. Kept: the same
    ground is barred. A count that was corrected may still end a mandate, it never gives one back.
    Announces RECALL_ANNOUNCED with its outcome.
    """
    petition = held_petition(petition_of_proposal(decision.proposal))
    refuse_concerned(actor, petition)
    if petition.stage not in (*AWAITING_VOTE, PetitionStage.KEPT):
        return
    recalled = decision.result.outcome == Outcome.ADOPTED
    if petition.stage == PetitionStage.KEPT and (not recalled or petition.delegate.stage == DelegateStage.ENDED):
        return
    act = PetitionAct.RECALL if recalled else PetitionAct.KEEP
    stage = step(PETITION_MOVES, PetitionStage(petition.stage), act)
    scope = f"assembly:{decision.assembly_id}"
    if recalled:
        close(petition, stage)
        enter(actor, petition, signals.RECALL_ANNOUNCED, {"number": decision.number}, scope)
        leave_seat(actor, petition.delegate, reason=_("recalled by decision %(number)s") % {"number": decision.number})
    else:
        values = charter_on(petition.commune, decision.decided_on)
        until = barred_until(decision.decided_on, int(values["recall.bar_days"]))
        close(petition, stage, barred_until=until)
        enter(actor, petition, signals.RECALL_KEPT, {"number": decision.number, "until": until.isoformat()}, scope)
    effects.announce(signals.RECALL_ANNOUNCED, outcome=str(stage), **ids(petition))


@use_case
def follow_sitting(*, actor: Actor, assembly_id: int, only_paper: bool = False) -> None:
    """After a sitting: a recall that lacked its quorum waits for the next, and lapses the second time (rulebook, recall).

    Repeatable: what was counted for a sitting is counted once, since its effect is done once.
    """
    assembly = Assembly.objects.select_related("commune").get(pk=assembly_id)
    if only_paper and assembly.entered_at is None:  # one that is open counts when it is closed
        return
    items = AgendaItem.objects.filter(assembly=assembly, proposal__isnull=False).values("proposal")
    for row in Petition.objects.filter(proposal__in=items, stage__in=AWAITING_VOTE).order_by("pk"):
        petition = held_petition(row)
        voted = Ballot.objects.filter(assembly=assembly, proposal=petition.proposal, stage=BallotStage.ANNOUNCED)
        if not voted.exists() and _lacked_quorum(assembly):
            petition.misses += 1
            petition.save(update_fields=["misses"])
            if is_lapsed(petition.misses):
                stage = step(PETITION_MOVES, PetitionStage(petition.stage), PetitionAct.LAPSE)
                end_petition(actor, petition, stage, reason=_("its vote lacked the quorum twice"))
                continue
        give_notice(actor, petition)


def refuse_concerned(actor: Actor, petition: Petition) -> None:
    """Refuse an act of the chair to the person whom the vote is about."""
    if rules.is_concerned(actor, petition):
        raise NotAllowed(
            _("This vote is about you, so you neither chair it nor vote in it."),
            SAFE,
            _("Let another facilitator run this item; you speak last."),
        )


def _refuse_before_notice(petition: Petition, assembly: Assembly) -> None:
    zone = ZoneInfo(zone_of(petition.commune))
    moment = clock.now()
    if assembly.entered_at is not None and assembly.held_on is not None:  # entered from paper: the day that it was held
        moment = min(moment, clock.day_end(assembly.held_on, str(zone)) - timedelta(minutes=1))
    if petition.not_before is not None and moment < petition.not_before:
        raise RuleStops(
            _("Notice of this vote runs until %(moment)s.")
            % {"moment": petition.not_before.astimezone(zone).strftime("%Y-%m-%d %H:%M")},
            _("The petition stays valid."),
            _("Open the vote after that, or at the next sitting."),
            rule=_("Between a valid petition and its vote lies the notice that the charter says."),
        )


def _lacked_quorum(assembly: Assembly) -> bool:
    most = Attendance.objects.filter(assembly=assembly).aggregate(most=Max("voters"))["most"] or 0
    values = charter_on(assembly.commune, assembly.held_on or clock.today(zone_of(assembly.commune)))
    needed = people_needed(share_or_none(values["quorum.recall"]), assembly.roll_count or 0)
    return not is_quorate(most, max(needed, assembly.needed or 0))
