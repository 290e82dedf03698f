"""Asking the council of an inner commune for the recall of a delegate it sent to the council above."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.domain.durations import parse_duration
from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Commune
from assemblies.models.tree import has_communes_below, zone_of
from assemblies.queries.charter import charter_on
from confed.kernel import clock, effects, journal
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case
from delegates.domain.petitions import MOST_LETTERS, Ground, is_barred, vote_from
from delegates.domain.stages import DelegateStage
from delegates.models import Delegate, Petition
from mandates import rules, signals
from mandates.domain.stages import ItemStage, Purpose
from mandates.models import CouncilItem, CouncilRecall
from mandates.services.item import publish_item

LIVE = (AssemblyStage.QUORATE, AssemblyStage.INQUORATE)
UNCHANGED = gettext_lazy("Nothing was changed.")


@use_case
def ask_recall(*, actor: Actor, delegate: Delegate, ground: str, statement: str = "") -> CouncilItem:
    """Put the recall of a delegate before the council that sent them, as an item that binds at once (rulebook, recall).

    Its communes say what their voices say on it, like on any item. A second one on the same ground finds the first.
    Raises NotAllowed, BadInput, RuleStops (not a delegate any more, sent by people and not by a council, barred).
    """
    delegate = Delegate.objects.select_related("entry", "delegation__commune", "delegation__council").get(
        pk=delegate.pk
    )
    commune = Commune.objects.select_for_update().get(pk=delegate.delegation.commune_id)
    rules.may_ask_recall(actor, commune).require()
    why = _ground(ground)
    said = statement.strip()
    if len(said) > MOST_LETTERS:
        raise BadInput(_("This text is too long: at most %(most)s letters.") % {"most": MOST_LETTERS}, UNCHANGED)
    _require_sent_by_council(delegate, commune)
    before = CouncilRecall.objects.filter(delegate__entry=delegate.entry_id, item__council=commune, ground=why)
    asked = before.order_by("-pk").select_related("item").first()
    if asked is not None and asked.delegate_id == delegate.pk and asked.item.stage != ItemStage.SETTLED:
        return asked.item
    if asked is not None and is_barred(asked.barred_until, clock.today(zone_of(commune))):
        raise RuleStops(
            _("The council voted on this ground, and %(name)s stayed.") % {"name": delegate.entry.name},
            UNCHANGED,
            _("The same ground may be brought again after %(day)s; another ground now.")
            % {"day": asked.barred_until.isoformat() if asked.barred_until else ""},
            rule=_("A ground on which somebody stayed is barred for the days that the charter says."),
        )
    return _publish(actor, delegate, commune, why, said)


def _publish(actor: Actor, delegate: Delegate, commune: Commune, why: Ground, said: str) -> CouncilItem:
    delegation, now = delegate.delegation, clock.now()
    word = dict(Petition.Why.choices)[why]
    with translation.override(commune.language or translation.get_language()):
        title = _("Recall of our delegate to the council of %(council)s, seat %(seat)s") % {
            "council": delegation.council.name,
            "seat": delegate.seat,
        }
        ends = _("The mandate of this delegate ends at once if the council says so. Ground: %(ground)s.")
        body = ends % {"ground": word} + (f"\n\n{said}" if said else "")
    item = publish_item(actor=effects.ACTOR, council=commune, title=title[:200], body=body, purpose=Purpose.INSTRUCT)
    sits = Assembly.objects.filter(commune=delegation.council_id, stage__in=LIVE).exists()
    charter = charter_on(commune, clock.today(zone_of(commune)))
    notice = parse_duration(charter["notice.recall_live" if sits else "notice.recall"])
    asked = CouncilRecall.objects.create(
        item=item, delegate=delegate, ground=why, not_before=vote_from(now, notice.minutes)
    )
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.RECALL_ASKED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={"commune": commune.name, "item": item.number, "ground": str(why)},
        personal={"name": delegate.entry.name},
    )
    effects.put(key=f"recall:{asked.pk}/asked", kind="mandates.suspend_for_recall", args={"delegation": delegation.pk})
    ping(f"commune-{commune.pk}")
    return item


def _ground(ground: str) -> Ground:
    if ground not in set(Ground):
        raise BadInput(_("There is no such ground."), UNCHANGED, _("Choose one of those on the page."))
    return Ground(ground)


def _require_sent_by_council(delegate: Delegate, commune: Commune) -> None:
    if delegate.stage != DelegateStage.ACTIVE:
        raise RuleStops(
            _("%(name)s does not carry the word of %(commune)s any more, or not yet.")
            % {"name": delegate.entry.name, "commune": commune.name},
            UNCHANGED,
            _("Look at who carries it now."),
            rule=_("A recall ends a mandate that is running."),
        )
    if not has_communes_below(commune):
        raise RuleStops(
            _("%(commune)s has people on its roll; they recall by a petition.") % {"commune": commune.name},
            UNCHANGED,
            _("File a petition on the page of the commune."),
        )
