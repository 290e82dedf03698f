"""A change of a commune's own rules: proposed by its people, voted on by its own rule, and in force the day after."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils import translation
from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.durations import parse_duration
from assemblies.domain.majority import Rule
from assemblies.domain.quorum import people_needed
from assemblies.domain.stages import DecisionStage, ProposalKind
from assemblies.models import AgendaItem, Assembly, Charter, CharterChange, Commune, Decision, Proposal
from assemblies.queries.charter import charter_on, zone_of
from assemblies.queries.charter_change import rule_with, sentence_of
from assemblies.services.above import Terms
from assemblies.services.attendance import quorum_base, share_or_none
from assemblies.services.charter import last_opened, stated_values, write_charter
from assemblies.services.drafting import write_draft
from assemblies.services.inputs import UNCHANGED, refuse
from confed.kernel import clock
from confed.kernel.errors import RuleStops
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case

LONGEST = 200


@use_case
def propose_charter_change(*, actor: Actor, commune: Commune, values: Mapping[str, str], reason: str = "") -> Proposal:
    """Draft a change of one rule of the commune's own charter, read as the sentence of today and the new one.

    From there it goes the way of every draft; adopted, it is a new version (rulebook, changing the charter).
    Raises NotAllowed, BadInput for a value that no charter can say, RuleStops for a council or where nothing changes.
    """
    rule = rule_with(set(values))
    if rule is None:
        raise refuse(_("Change one rule of the commune’s own at a time."))
    today = charter_on(commune, clock.today(zone_of(commune)))
    changed = {key: value.strip() for key, value in values.items() if value.strip() != today[key]}
    if not changed:
        raise RuleStops(_("That is what the rule says today."), safe=UNCHANGED, do=_("Write another value."))
    stated_values({**_stated(commune), **changed}, "", children_are_base=True)
    with translation.override(commune.language or translation.get_language()):
        old, new = sentence_of(rule, today), sentence_of(rule, {**today, **changed})
        title = _("Rule %(number)s: %(value)s, not %(was)s") % {
            "number": new.number,
            "value": new.value,
            "was": old.value,
        }
        if new.value == old.value:  # what differs stands in the words around it
            title = _("Rule %(number)s: %(sentence)s") % {"number": new.number, "sentence": new.text}
        body = _("Today: %(old)s\n\nProposed: %(new)s") % {"old": old.text, "new": new.text}
    said = f"{body}\n\n{reason.strip()}" if reason.strip() else body
    proposal = write_draft(actor=actor, commune=commune, title=title[:LONGEST], body=said)
    proposal.kind = ProposalKind.CHARTER
    proposal.save(update_fields=["kind"])
    CharterChange.objects.create(proposal=proposal, values=changed)
    return proposal


def change_terms(actor: Actor, proposal: Proposal, assembly: Assembly, method: str) -> Terms:
    """Return how a vote on a change is held: by its own quorum and rule, after its own notice.

    Rulebook, changing the charter. Raises RuleStops before the notice is over, and where the change would contradict
    what was adopted since.
    """
    commune = proposal.commune
    zone = zone_of(commune)
    day = assembly.held_on or clock.today(zone)
    values = charter_on(commune, day)
    _refuse_before_notice(proposal, values["notice.charter"], zone, assembly)
    stated_values({**_stated(commune), **_change_of(proposal)}, "", children_are_base=True)
    roll = assembly.roll_count or quorum_base(commune)[0]
    return Terms(
        rule=Rule.from_values({"threshold": values["rule.charter.threshold"], "base": values["rule.charter.base"]}),
        needed=people_needed(share_or_none(values["quorum.charter"]), roll),
        question=proposal.title,
    )


def adopt_change(actor: Actor, decision: Decision) -> None:
    """Write the version that a decision adopted, in force from the day after; in the act that announced it.

    Rulebook, changing the charter. Where its count is corrected and it did not pass after all, a further version
    states again what stood before.
    """
    adopted = decision.stage == DecisionStage.IN_FORCE
    last = Charter.objects.filter(commune=decision.commune_id).order_by("-version").first()
    known = Charter.objects.filter(decision=decision).order_by("-version").first()
    if known is None and adopted:
        stated = {**_stated(decision.commune), **_change_of(decision.proposal)}
    elif known is not None and not adopted and known == last:
        before = Charter.objects.filter(commune=decision.commune_id, version__lt=known.version)
        stated = dict(before.order_by("-version").values_list("values", flat=True).first() or {})
        if stated == known.values:
            return
    else:
        return
    day = max(decision.decided_on, last_opened(decision.commune) or decision.decided_on)
    write_charter(actor, decision.commune, stated, from_on=day + timedelta(days=1), decision=decision)


def _stated(commune: Commune) -> dict[str, str]:
    """What the newest version of the commune's own charter states."""
    newest = Charter.objects.filter(commune=commune).order_by("-version").values_list("values", flat=True).first()
    return dict(newest or {})


def _change_of(proposal: Proposal) -> dict[str, str]:
    values: dict[str, str] = CharterChange.objects.get(proposal=proposal).values
    return values


def _refuse_before_notice(proposal: Proposal, notice: str, zone: str, assembly: Assembly) -> None:
    listed = AgendaItem.objects.filter(proposal=proposal).aggregate(first=Min("listed_at"))["first"]
    if notice == NONE or listed is None or assembly.entered_at is not None:
        return
    first = listed.astimezone(ZoneInfo(zone)).date()
    until = first + timedelta(minutes=parse_duration(notice).minutes)
    if (assembly.held_on or clock.today(zone)) < until:
        raise RuleStops(
            _("Notice of a change of the rules runs until %(day)s.") % {"day": until.isoformat()},
            safe=UNCHANGED,
            do=_("Talk about it now; vote on it at a sitting from that day on."),
            rule=_("A change of the charter stands on the agenda as long as the charter says before it is voted on."),
        )
