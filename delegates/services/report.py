"""Report-backs given by the delegates, and taken or contested by an assembly of the commune."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assemblies.models import Assembly
from assemblies.models.tree import zone_of
from assemblies.services.inputs import said_words
from confed.kernel import clock, effects, journal
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from delegates import rules, signals
from delegates.domain.reports import contest_until
from delegates.domain.stages import REPORT_MOVES, ReportAct, ReportStage
from delegates.models import Delegate, ReportBack
from delegates.queries.report_find import carried_by

MOST_LETTERS = 20_000


@use_case
def give_report(*, actor: Actor, report: ReportBack, words: str) -> ReportBack:
    """Keep what the delegates heard, in their own words; changeable until an assembly takes it (rulebook, report-back).

    Who carried the voice at that sitting gives it, in a seat or not any more; who runs the commune writes it down for
    delegates without a phone. Raises NotAllowed, BadInput, IllegalStep.
    """
    report = _held(report)
    people = carried_by(report)
    rules.may_give_report(actor, report, people).require()
    said = words.strip()
    if not said or len(said) > MOST_LETTERS:
        raise BadInput(
            _("A report needs words, and not more than a paper holds."),
            _("Nothing was changed."),
            _("Write what you heard in the council, in a few sentences."),
        )
    giver = _giver(actor, people)
    report.stage = step(REPORT_MOVES, ReportStage(report.stage), ReportAct.GIVE)
    report.words, report.given_by, report.given_at = said, giver, clock.now()
    report.save(update_fields=["stage", "words", "given_by", "given_at"])
    _enter(actor, report, signals.REPORT_GIVEN, f"commune:{report.delegation.commune_id}", name=giver.entry.name)
    return report


@use_case
def receive_report(*, actor: Actor, report: ReportBack, assembly: Assembly, answer: str = "") -> ReportBack:
    """An open assembly of the commune with its quorum takes the report, with its words if it has any.

    Rulebook, report-back. Repeatable. Raises NotAllowed, RuleStops (another commune, no quorum).
    """
    report, assembly = _held(report), _sitting(assembly)
    rules.may_take_report(actor, report, assembly).require()
    if report.stage == ReportStage.RECEIVED and report.received_in_id == assembly.pk:
        return report
    report.stage = step(REPORT_MOVES, ReportStage(report.stage), ReportAct.RECEIVE)
    _settle(report, assembly, answer, [])
    _enter(actor, report, signals.REPORT_RECEIVED, f"assembly:{assembly.pk}")
    return report


@use_case
def contest_report(
    *, actor: Actor, report: ReportBack, assembly: Assembly, items: Sequence[int], reason: str
) -> ReportBack:
    """An open assembly with its quorum contests items of the report, with a reason; it is open again then.

    Rulebook, report-back. A report that was taken is contested within 14 days. Raises NotAllowed, BadInput, RuleStops.
    """
    report, assembly = _held(report), _sitting(assembly)
    rules.may_take_report(actor, report, assembly).require()
    numbers = sorted(set(items))
    if not numbers or min(numbers) < 1 or not reason.strip():
        raise BadInput(
            _("Say which items are contested, and why."),
            _("Nothing was changed."),
            _("Tick the items and write the reason in a sentence."),
        )
    if report.stage == ReportStage.RECEIVED and report.received_at is not None:
        zone = ZoneInfo(zone_of(report.delegation.commune))
        last = contest_until(report.received_at.astimezone(zone).date())
        if clock.today(str(zone)) > last:
            raise RuleStops(
                _("This report was taken, and could be contested until %(day)s.") % {"day": last.isoformat()},
                _("It stands as it was taken."),
                _("Bring the matter before the assembly as a proposal of its own."),
            )
    report.stage = step(REPORT_MOVES, ReportStage(report.stage), ReportAct.CONTEST)
    _settle(report, assembly, reason, numbers)
    _enter(
        actor, report, signals.REPORT_CONTESTED, f"assembly:{assembly.pk}", {"items": numbers, "reason": reason.strip()}
    )
    effects.announce(signals.REPORT_CONTESTED, report=report.pk, assembly=assembly.pk)
    return report


def _held(report: ReportBack) -> ReportBack:
    held = ReportBack.objects.select_for_update(of=("self",))
    return held.select_related("delegation__commune", "delegation__council", "assembly").get(pk=report.pk)


def _sitting(assembly: Assembly) -> Assembly:
    return Assembly.objects.select_for_update(of=("self",)).select_related("commune").get(pk=assembly.pk)


def _giver(actor: Actor, people: Sequence[Delegate]) -> Delegate:
    """Return the delegate who speaks: the one who acts, else the first who carried the voice."""
    mine = (one for one in people if isinstance(actor, Person) and one.entry.person_id == actor.pk)
    return next(mine, people[0])


def _settle(report: ReportBack, assembly: Assembly, answer: str, contested: list[int]) -> None:
    report.received_in, report.received_at = assembly, clock.now()
    report.answer, report.contested = said_words(answer, most=MOST_LETTERS), contested
    report.save(update_fields=["stage", "received_in", "received_at", "answer", "contested"])
    ping(f"assembly-{assembly.pk}")


def _enter(
    actor: Actor, report: ReportBack, fact: Fact, scope: str, more: dict[str, object] | None = None, name: str = ""
) -> None:
    sent, sitting = report.delegation, report.assembly
    journal.enter(
        chain_id=sent.commune.chain_id,
        fact=fact,
        actor=actor,
        scope=scope,
        payload={
            "council": sent.council.name,
            "number": sitting.number,
            "held_on": sitting.held_on.isoformat() if sitting.held_on else None,
            **(more or {}),
        },
        personal={"name": name} if name else None,
    )
    ping(f"commune-{sent.commune_id}")
