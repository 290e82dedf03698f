"""Other ways of an approval: a council in which no delegation objects, and one that falls with its corrected count."""

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.minutes import MINUTES_MOVES, PENDING, MinutesAct, MinutesStage
from assemblies.domain.notice import approves_minutes
from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Decision, Minutes, MinutesLine
from assemblies.models.tree import has_communes_below
from assemblies.queries.next_assembly import planned_for
from assemblies.services.agenda import put_on_agenda
from assemblies.services.attendance import enter_here
from assemblies.services.inputs import UNCHANGED
from assemblies.services.minutes import TAKER, enter_minutes, held_minutes, seal
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case


@use_case
def approve_council_minutes(*, actor: Actor, minutes: Minutes, sitting: Assembly) -> Minutes:
    """Approve the minutes of a council in a later quorate sitting of it, where no delegation objects (Rulebook, minutes).

    Who objects asks for a correction instead, and the approval waits for its answer. Repeatable; locks the minutes.
    Raises NotAllowed, RuleStops.
    """
    minutes = held_minutes(minutes)
    rules.may_run(actor, sitting).require()
    if minutes.sitting_id == sitting.pk:
        return minutes
    _require_council(minutes, sitting)
    if minutes.stage not in (MinutesStage.DRAFT, MinutesStage.CORRECTED) or _is_pending(minutes):
        raise RuleStops(
            _("These minutes are not ready: they are being written, or a correction is not answered."),
            safe=UNCHANGED,
            do=_("Answer each correction first."),
        )
    minutes.sitting = sitting
    minutes.save(update_fields=["sitting"])
    number = minutes.assembly.number
    enter_here(actor, sitting, signals.NO_DELEGATION_OBJECTED, {"number": number})
    return seal(actor, minutes, signals.MINUTES_APPROVED_BY_COUNCIL, {"sitting": sitting.number})


def reopen_minutes(actor: Actor, minutes: Minutes, decision: Decision) -> None:
    """Lay minutes open again whose approving decision did not pass after all; called by the act that holds them.

    What was sealed is named by its fingerprint in the journal; the next ordinary sitting decides anew (Rulebook, minutes).
    """
    fallen = minutes.fingerprint
    minutes.stage = step(MINUTES_MOVES, MinutesStage(minutes.stage), MinutesAct.REOPEN)
    minutes.approved_at, minutes.decision, minutes.fingerprint = None, None, ""
    minutes.save(update_fields=["stage", "approved_at", "decision", "fingerprint"])
    told = {"decision": decision.number, "fingerprint": fallen}
    enter_minutes(actor, minutes, signals.MINUTES_REOPENED, told)
    following = planned_for(decision.proposal)
    if following is not None:
        put_on_agenda(TAKER, following, proposal=decision.proposal)
    ping(f"assembly-{minutes.assembly_id}", f"commune-{minutes.assembly.commune_id}")


def _require_council(minutes: Minutes, sitting: Assembly) -> None:
    commune = minutes.assembly.commune
    if not has_communes_below(commune):
        raise RuleStops(
            _("An assembly of people approves minutes by a vote."), safe=UNCHANGED, do=_("Put them on its agenda.")
        )
    sitting = Assembly.objects.get(pk=sitting.pk)
    is_later = sitting.commune_id == commune.pk and sitting.number > minutes.assembly.number
    if not is_later or sitting.stage != AssemblyStage.QUORATE or not approves_minutes(sitting.kind):
        raise RuleStops(
            _("The minutes of a council are approved in a later ordinary sitting of it that has its quorum."),
            safe=UNCHANGED,
            do=_("Open that sitting first."),
        )


def _is_pending(minutes: Minutes) -> bool:
    return MinutesLine.objects.filter(minutes=minutes, stage__in=PENDING).exists()
