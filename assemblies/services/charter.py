"""Charters: dated versions of a commune's rules, adopted before the sittings they hold for."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.charter import TEMPLATES, Problem, ProblemCode, problems
from assemblies.models import Assembly, Charter, Commune, Decision
from assemblies.models.tree import zone_of
from assemblies.services.inputs import UNCHANGED, refuse
from assemblies.services.locks import locked
from confed.kernel import clock, journal
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

MISTAKES = {
    ProblemCode.UNKNOWN_KEY: _("“%(key)s” is not a key of a charter."),
    ProblemCode.NOT_TEXT: _("“%(key)s”: “%(value)s” must be written as text."),
    ProblemCode.NOT_A_SHARE: _("“%(key)s”: “%(value)s” is not a share; write it as %(allowed)s."),
    ProblemCode.NOT_A_THRESHOLD: _("“%(key)s”: “%(value)s” is not a majority; write it as %(allowed)s."),
    ProblemCode.NOT_A_COUNT: _("“%(key)s”: “%(value)s” is not a count from %(allowed)s."),
    ProblemCode.NOT_A_DURATION: _("“%(key)s”: “%(value)s” is not a span of time such as %(allowed)s."),
    ProblemCode.NOT_AN_OPTION: _("“%(key)s”: “%(value)s” is not one of %(allowed)s."),
    ProblemCode.SECOND_CALL_NOT_LOWER: _("“%(key)s”: a second call must need fewer than the first, %(allowed)s."),
    ProblemCode.OUTSTANDING_NEEDS_BASE_COMMUNES: _(
        "“%(key)s”: only communes of people may be asked in this way; where communes stand between, write %(allowed)s."
    ),
}


@use_case
def adopt_charter(
    *, actor: Actor, commune: Commune, values: Mapping[str, str], template: str = "", from_on: date | None = None
) -> Charter:
    """State a new version of the commune's rules; a running sitting keeps the one it was opened under.

    Values stand over those of the template, both over what the commune inherits. Locks the commune (version).
    Raises NotAllowed, BadInput for a key or value, RuleStops where the day is not after the last sitting opened.
    """
    commune = locked(commune)
    rules.may_keep_roll(actor, commune).require()
    stated = stated_values(values, template, children_are_base=not _has_grandchildren(commune))
    today = clock.today(zone_of(commune))
    opened = last_opened(commune)
    earliest = opened + timedelta(days=1) if opened else None
    day = from_on or (max(today, earliest) if earliest else today)
    if earliest and day < earliest:
        raise RuleStops(
            _("A sitting was opened under the present charter on %(day)s.") % {"day": opened},
            safe=UNCHANGED,
            do=_("Let the new charter hold from a later day."),
            rule=_("A running process keeps the charter it began under."),
        )
    last = Charter.objects.filter(commune=commune).aggregate(day=Max("from_on"))
    if last["day"] and day < last["day"]:
        raise RuleStops(
            _("A version of this charter holds from %(day)s already.") % {"day": last["day"]},
            safe=UNCHANGED,
            do=_("Let the new version hold from that day or later."),
        )
    return write_charter(actor, commune, stated, from_on=day, template=template)


def last_opened(commune: Commune) -> date | None:
    """Return the day of the last sitting that was opened here or below; it keeps the charter it began under."""
    opened: date | None = (
        Assembly.objects.filter(
            commune__in=commune.descendants(include_self=True).values("pk"), opened_at__isnull=False
        )
        .aggregate(last=Max("held_on"))
        .get("last")
    )
    return opened


def write_charter(
    actor: Actor,
    commune: Commune,
    stated: Mapping[str, str],
    *,
    from_on: date,
    template: str = "",
    decision: Decision | None = None,
) -> Charter:
    """Write the next version of a charter and enter it; called by acts that were allowed and hold the commune."""
    last = Charter.objects.filter(commune=commune).aggregate(number=Max("version"), day=Max("from_on"))
    day = max(from_on, last["day"]) if last["day"] else from_on
    charter = Charter.objects.create(
        commune=commune,
        version=(last["number"] or 0) + 1,
        from_on=day,
        template=template,
        values=dict(stated),
        decision=decision,
    )
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.CHARTER_ADOPTED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "commune": commune.name,
            "version": charter.version,
            "from_on": day.isoformat(),
            "template": template,
            "values": dict(sorted(stated.items())),
            **({"decision": decision.number} if decision else {}),
        },
    )
    ping(f"commune-{commune.pk}")
    return charter


def stated_values(values: Mapping[str, str], template: str, *, children_are_base: bool) -> dict[str, str]:
    """Return what a new version states: the template's values and these over them; refuse what no charter can say."""
    if template and template not in TEMPLATES:
        raise refuse(_("There is no charter template “%(name)s”.") % {"name": template})
    stated = {**TEMPLATES.get(template, {}), **values}
    found = problems(stated, children_are_base=children_are_base)
    if found:
        raise BadInput(" ".join(mistake(problem) for problem in found), safe=UNCHANGED)
    return stated


def mistake(problem: Problem) -> str:
    """Return the sentence of one mistake in a charter."""
    given = {"key": problem.key, "value": problem.value, "allowed": ", ".join(problem.allowed)}
    return str(MISTAKES[problem.code]) % given


def _has_grandchildren(commune: Commune) -> bool:
    return bool(Commune.objects.filter(parent__parent=commune, left_on=None).exists())
