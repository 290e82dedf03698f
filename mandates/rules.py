"""Who may publish, cast and close in a council, and why not."""

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from assemblies.models import Assembly, Commune
from assemblies.models.tree import has_communes_below
from assemblies.rules import Held, may_run
from confed.kernel.effects import ACTOR as EFFECTS
from confed.kernel.errors import ALLOWED, Verdict
from confed.kernel.models import Person
from confed.kernel.person import Actor
from delegates.domain.stages import DelegateStage, DelegationStage
from delegates.models import Credential, Delegate
from mandates.domain.stages import CouncilVoteStage, MandateStage
from mandates.models import CouncilVote, Mandate, Voice

NO_VOICE = _("You do not speak for a commune here.")


def may_publish(actor: Actor, council: Commune) -> Verdict:
    """Those who run the council publish its items; an effect relays those of the council above (rulebook, council items)."""
    return ALLOWED if actor == EFFECTS else may_run(actor, council)


def may_publish_in(actor: Actor, commune: Commune) -> Verdict:
    """Those who run it publish items in a commune that is a council: one with communes under it."""
    allowed = may_publish(actor, commune)
    if allowed and not has_communes_below(commune):
        return Verdict(
            False,
            _("%(commune)s has no communes under it, so it is no council. Bring up a matter before its assembly.")
            % {"commune": commune.name},
        )
    return allowed


def may_ask_recall(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """Who runs a council, or carries one of its voices, asks it to recall a delegate it sent up (rulebook, recall)."""
    carries = Delegate.objects.filter(
        delegation__council=commune, delegation__stage=DelegationStage.ACTIVE, stage=DelegateStage.ACTIVE
    )
    if may_run(actor, commune, held):
        return ALLOWED
    if isinstance(actor, Person) and carries.filter(entry__person=actor).exists():
        return ALLOWED
    return Verdict(
        False,
        _("Who carries a voice in the council of %(commune)s, or runs it, asks it for a recall.")
        % {"commune": commune.name},
    )


def may_chair(actor: Actor, assembly: Assembly) -> Verdict:
    """Those who run this sitting open, record by hand and close its votes (rulebook, council votes)."""
    return may_run(actor, assembly)


def may_draft(actor: Actor, mandate: Mandate) -> Verdict:
    """The commune prepares its own mandate; the delegate never drafts alone (rulebook, mandates)."""
    if mandate.stage not in (MandateStage.REQUESTED, MandateStage.DRAFTED):
        return Verdict(False, _("This mandate was granted by the assembly; only the assembly changes it."))
    return may_run(actor, mandate.giver)


def may_suspend(actor: Actor, assembly: Assembly) -> Verdict:
    """The chair of the sitting, or the effect of a petition to recall (rulebook, suspension)."""
    return ALLOWED if actor == EFFECTS else may_chair(actor, assembly)


def may_ask_recount(actor: Actor, vote: CouncilVote) -> Verdict:
    """The chair, or whoever carries one of its voices (rulebook, recount)."""
    voices = Voice.objects.filter(vote=vote).values("delegation")
    if isinstance(actor, Person) and (
        Credential.objects.filter(
            assembly=vote.assembly_id, to_at=None, delegation__in=voices, delegate__entry__person=actor
        ).exists()
    ):
        return ALLOWED
    if may_chair(actor, vote.assembly):
        return ALLOWED
    return Verdict(False, _("Only who carries one of its voices, or the chair, asks for a recount."))


def may_contest(actor: Actor, mandate: Mandate) -> Verdict:
    """Those who run the commune's sittings enter what its assembly contests (rulebook, red lines)."""
    return may_run(actor, mandate.giver)


def may_keep_condition(actor: Actor, commune: Commune) -> Verdict:
    """Those who run the commune's sittings write down what its assembly said with its no (rulebook, answers)."""
    return may_run(actor, commune)


def may_cast(credential: Credential | None, vote: CouncilVote, now: datetime) -> Verdict:
    """A current credential for this sitting, given before the vote opened, while it is open (rulebook, casting)."""
    if credential is None or credential.assembly_id != vote.assembly_id:
        return Verdict(False, NO_VOICE)
    if credential.to_at is not None and credential.to_at <= now:
        return Verdict(False, _("Your credential for this sitting has ended."))
    return is_open(vote)


def is_open(vote: CouncilVote) -> Verdict:
    """Whether this vote takes voices now, and why not (rulebook, casting)."""
    return {
        CouncilVoteStage.OPEN: ALLOWED,
        CouncilVoteStage.SUSPENDED: Verdict(False, _("This vote stands still for now.")),
        CouncilVoteStage.CLOSED: Verdict(False, _("This vote is closed.")),
        CouncilVoteStage.CANCELLED: Verdict(
            False, _("This vote was cancelled: the version it was about is no longer on the floor.")
        ),
    }[CouncilVoteStage(vote.stage)]


def credentials_of(actor: Actor, vote: CouncilVote) -> QuerySet[Credential]:
    """Return the actor's credentials at the sitting of this vote, the current one first, else the one that ended last."""
    if not isinstance(actor, Person):
        return Credential.objects.none()
    return (
        Credential.objects.filter(assembly_id=vote.assembly_id, delegate__entry__person=actor)
        .select_related("delegation")
        .order_by(F("to_at").desc(nulls_first=True), "pk")
    )


def current_credential(actor: Actor, vote: CouncilVote) -> Credential | None:
    """Return the actor's current credential at the sitting of this vote; else the one that ended last."""
    return credentials_of(actor, vote).select_related("delegation__commune", "delegate").first()
