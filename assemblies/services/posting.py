"""Minutes that no sitting could approve: posted by two scrutineers, approved when nobody asked more for 14 days."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.minutes import PENDING, MinutesStage, may_be_posted, posted_until
from assemblies.models import Minutes, MinutesLine
from assemblies.models.tree import zone_of
from assemblies.queries.minutes_ways import was_later_sitting
from assemblies.services.inputs import UNCHANGED
from assemblies.services.minutes import enter_minutes, held_minutes, seal
from confed.kernel import clock, effects
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case

POSTED = "minutes.posted"


@use_case
def post_minutes(*, actor: Actor, minutes: Minutes, second: Person) -> Minutes:
    """Post a draft that no sitting could approve within 60 days; after 14 days it is approved.

    Two tellers of the commune do it as its scrutineers. A correction asked meanwhile takes it down again.
    Repeatable; locks the minutes. Raises NotAllowed, RuleStops.
    """
    minutes = held_minutes(minutes)
    commune = minutes.assembly.commune
    scrutineers = {one.pk for one in (actor, second) if isinstance(one, Person) and _is_scrutineer(one, minutes)}
    if len(scrutineers) != 2:
        raise NotAllowed(_("Two tellers of the commune post minutes, as its scrutineers."), safe=UNCHANGED)
    if minutes.posted_at is not None:
        return minutes
    today = clock.today(zone_of(commune))
    closed_on = minutes.assembly.held_on
    was_sitting = was_later_sitting(minutes.assembly)
    if closed_on is None or not may_be_posted(closed_on, today, was_sitting=was_sitting):
        raise RuleStops(
            _("The next assembly approves these minutes; they are posted only if none could for 60 days."),
            safe=UNCHANGED,
            do=_("Put them on the agenda of the next assembly."),
        )
    _require_settled(minutes)
    minutes.posted_at = clock.now()
    minutes.save(update_fields=["posted_at"])
    until = posted_until(today)
    enter_minutes(
        actor,
        minutes,
        signals.MINUTES_POSTED,
        {"until": until.isoformat()},
        {"teller_1": str(actor), "teller_2": str(second)},
    )
    effects.put(
        key=f"minutes/posted:{minutes.pk}:{int(minutes.posted_at.timestamp())}",
        kind=POSTED,
        args={"minutes": minutes.pk, "posted_at": minutes.posted_at.astimezone(UTC).isoformat()},
        not_before=clock.day_end(until, zone_of(commune)),
    )
    return minutes


@use_case
def approve_posted(*, actor: Actor, minutes_id: int, posted_at: str) -> None:
    """Approve posted minutes when their days are over, unless they were taken down meanwhile. Repeatable."""
    minutes = held_minutes(Minutes.objects.get(pk=minutes_id))
    if minutes.posted_at != datetime.fromisoformat(posted_at):
        return
    if minutes.stage in (MinutesStage.DRAFT, MinutesStage.CORRECTED):
        seal(actor, minutes, signals.MINUTES_APPROVED_BY_POSTING, {})


def _is_scrutineer(person: Person, minutes: Minutes) -> bool:
    return rules.held_by(person, minutes.assembly.commune).has(rules.TELLER)


def _require_settled(minutes: Minutes) -> None:
    is_open = minutes.stage in (MinutesStage.DRAFT, MinutesStage.CORRECTED)
    if not is_open or MinutesLine.objects.filter(minutes=minutes, stage__in=PENDING).exists():
        raise RuleStops(
            _("These minutes are not ready: they are being written, or a correction is not answered."),
            safe=UNCHANGED,
            do=_("Answer each correction first."),
        )
