"""From names to a vote: a petition is handed in, cured or given up, and comes onto the agenda with its notice."""

from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from assemblies.domain.durations import parse_duration
from assemblies.domain.stages import AssemblyStage, ProposalKind
from assemblies.models import AgendaItem, Assembly
from assemblies.models.tree import zone_of
from assemblies.queries.charter import charter_on
from assemblies.services.agenda import put_on_agenda
from assemblies.services.proposal import draft_proposal
from confed.kernel import clock, effects
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case
from delegates import rules, signals
from delegates.domain.petitions import CURE, vote_from
from delegates.domain.stages import (
    AWAITING_VOTE,
    OPEN_FOR_NAMES,
    PETITION_MOVES,
    PetitionAct,
    PetitionStage,
)
from delegates.models import Petition
from delegates.queries.petitions import valid_names
from delegates.services.petition import END, held_petition
from delegates.services.petition_end import end_petition, enter, ids

LIVE = (AssemblyStage.QUORATE, AssemblyStage.INQUORATE)


@use_case
def validate_petition(*, actor: Actor, petition: Petition) -> Petition:
    """Hand a petition in: with enough valid names the commune must vote, in secret, after the notice (rulebook, recall).

    Repeatable. Names after this are not taken. Announces PETITION_VALIDATED. Raises NotAllowed, RuleStops (too few).
    """
    petition = held_petition(petition)
    rules.may_validate(actor, petition).require()
    if petition.stage in AWAITING_VOTE:
        return petition
    names = valid_names(petition)
    if petition.stage in OPEN_FOR_NAMES and names < petition.needed:
        raise RuleStops(
            _("%(names)s names stand; %(missing)s more are needed.")
            % {"names": names, "missing": petition.needed - names},
            _("The names stay, and more can be added."),
            _("Ask more members to sign, by phone or on a sheet."),
        )
    return _validate(actor, petition, names)


@use_case
def end_collecting(*, actor: Actor, petition_id: int) -> Petition:
    """End the time for names: enough make the petition valid, too few have 48 hours more, once; its effect.

    Rulebook, recall. Repeatable: what was handed in or ended before stays as it is.
    """
    petition = held_petition(Petition(pk=petition_id))
    if petition.stage not in OPEN_FOR_NAMES or clock.now() < petition.ends_at:
        return petition
    names = valid_names(petition)
    if names >= petition.needed:
        return _validate(actor, petition, names)
    stage = step(PETITION_MOVES, PetitionStage(petition.stage), PetitionAct.FALL_SHORT)
    if stage == PetitionStage.INSUFFICIENT:
        end_petition(actor, petition, stage, reason=_("too few names"))
        return petition
    petition.stage, petition.ends_at = stage, petition.ends_at + CURE
    petition.save(update_fields=["stage", "ends_at"])
    enter(actor, petition, signals.PETITION_CURE, {"names": names, "needed": petition.needed})
    effects.put(
        key=f"petition:{petition.pk}/cure", kind=END, args={"petition": petition.pk}, not_before=petition.ends_at
    )
    return petition


@use_case
def list_recalls(*, actor: Actor, assembly_id: int) -> None:
    """Put every valid petition of a commune on the sitting that was planned, or on the one after a closed sitting.

    Rulebook, recall. Repeatable: a petition stands on one agenda once.
    """
    commune = Assembly.objects.get(pk=assembly_id).commune_id
    for petition in Petition.objects.filter(commune=commune, stage__in=AWAITING_VOTE).order_by("pk"):
        give_notice(actor, held_petition(petition))


def give_notice(actor: Actor, petition: Petition) -> Assembly | None:
    """Put a valid petition on the first sitting planned after its notice, a special one or not; None without one."""
    coming = (
        Assembly.objects.filter(
            commune=petition.commune_id, stage=AssemblyStage.PLANNED, planned_at__gte=petition.not_before
        )
        .select_related("commune")
        .order_by("planned_at", "pk")
        .first()
    )
    if coming is None:
        return None
    known = AgendaItem.objects.filter(proposal=petition.proposal, assembly=coming)
    if known.exists() and petition.stage != PetitionStage.VALIDATED:
        return coming
    put_on_agenda(effects.ACTOR, coming, proposal=petition.proposal)
    petition.stage = step(PETITION_MOVES, PetitionStage(petition.stage), PetitionAct.NOTICE)
    petition.save(update_fields=["stage"])
    enter(
        actor,
        petition,
        signals.PETITION_NOTICED,
        {"number": coming.number, "not_before": _local(petition)},
        f"assembly:{coming.pk}",
    )
    return coming


def _validate(actor: Actor, petition: Petition, names: int) -> Petition:
    stage = step(PETITION_MOVES, PetitionStage(petition.stage), PetitionAct.VALIDATE)
    commune, now = petition.commune, clock.now()
    delegation = petition.delegate.delegation
    values = charter_on(commune, clock.today(zone_of(commune)))
    sits = Assembly.objects.filter(commune=delegation.council_id, stage__in=LIVE).exists()
    notice = parse_duration(values["notice.recall_live" if sits else "notice.recall"])
    petition.validated_at = now
    petition.not_before = vote_from(now, notice.minutes)
    with translation.override(commune.language or translation.get_language()):
        title = _("Recall of our delegate to the council of %(council)s, seat %(seat)s") % {
            "council": delegation.council.name,
            "seat": petition.delegate.seat,
        }
        body = _("The mandate of this delegate ends at once if the assembly says so. Petition %(code)s.") % {
            "code": petition.code
        }
    # The words name the seat, not the person: names stand in the petition alone.
    petition.proposal = draft_proposal(
        actor=effects.ACTOR,
        commune=commune,
        title=title[:200],
        body=body,
        kind=ProposalKind.RECALL,
        origin_key=f"petition:{petition.code}",
    )
    petition.stage = stage
    petition.save(update_fields=["stage", "validated_at", "not_before", "proposal"])
    enter(actor, petition, signals.PETITION_VALIDATED, {"names": names, "needed": petition.needed})
    effects.announce(signals.PETITION_VALIDATED, **ids(petition))
    give_notice(actor, petition)
    return petition


def _local(petition: Petition) -> str:
    moment = (petition.not_before or clock.now()).astimezone(ZoneInfo(zone_of(petition.commune)))
    return moment.isoformat(timespec="minutes")
