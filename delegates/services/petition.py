"""Petitions for a recall: filed on a base that is frozen then, and answered by the person concerned."""

from typing import TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.models import Commune, RollEntry
from assemblies.models.tree import has_communes_below, zone_of
from assemblies.queries.charter import charter_on
from assemblies.services.attendance import share_or_none
from assemblies.services.inputs import said_words
from assemblies.services.snapshot import freeze_roll
from confed.kernel import clock, effects
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import JournalEntry, Person
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case
from delegates import rules, signals
from delegates.domain.petitions import MOST_LETTERS, Ground, collecting_until, is_barred, names_needed
from delegates.domain.stages import OPEN_FOR_NAMES, RUNNING_PETITION, DelegateStage, DelegationStage
from delegates.models import Delegate, Petition
from delegates.services.petition_end import enter, ids
from delegates.services.signing import MOST_NUMBER, write_name

END = "delegates.petition_ends"
UNCHANGED = gettext_lazy("Nothing was changed.")


class Paper(TypedDict, total=False):
    """The paper that a name stands on, and who compared it with the roll."""

    sheet: str
    checked_by: Person


@use_case
def file_petition(
    *,
    actor: Actor,
    delegate: Delegate,
    ground: str,
    statement: str = "",
    act: JournalEntry | None = None,
    filer: RollEntry | None = None,
    sheet: str = "",
) -> Petition:
    """Ask the commune to vote on recalling one of its delegates; the roll is frozen now as the base (rulebook, recall).

    Who files signs too. A second petition on the same ground joins the running one: its filer signs that.
    `filer` is somebody without a phone, for whom a teller or who runs the commune writes it down; `sheet` is the number
    of the paper that they signed.
    Announces PETITION_FILED. Raises NotAllowed (another commune), BadInput, RuleStops (not a delegate any more, the
    ground is barred, names are closed).
    """
    delegate = _carrying(delegate)
    commune = Commune.objects.select_for_update().get(pk=delegate.delegation.commune_id)
    entry = _filer(actor, delegate, commune, filer)
    paper = _paper(actor, sheet) if filer is not None else {}
    why = _ground(ground)
    known = (
        Petition.objects.select_for_update(of=("self",))
        .select_related("commune", "delegate__entry")
        .filter(delegate=delegate, ground=why, ended_at=None)
        .first()
    )
    if known is not None:
        return _join(known, entry, paper)
    _refuse_barred(delegate, why, commune)
    said = _words(statement)
    zone, now = zone_of(commune), clock.now()
    today = clock.today(zone)
    snapshot = freeze_roll(commune)
    petition = Petition.objects.create(
        delegate=delegate,
        commune=commune,
        snapshot=snapshot,
        filed_by=entry,
        act=act,
        ground=why,
        statement=said,
        needed=names_needed(share_or_none(charter_on(commune, today)["recall.petition"]), snapshot.count_vote),
        filed_at=now,
        ends_at=clock.day_end(collecting_until(today), zone),
    )
    write_name(petition, entry, **paper)
    enter(
        actor,
        petition,
        signals.PETITION_FILED,
        {
            "ground": str(why),
            "needed": petition.needed,
            "roll": snapshot.count_vote,
            "roll_hash": snapshot.hash,
            "act": act.hash if act else None,
        },
    )
    effects.put(
        key=f"petition:{petition.pk}/end", kind=END, args={"petition": petition.pk}, not_before=petition.ends_at
    )
    effects.announce(signals.PETITION_FILED, **ids(petition))
    return petition


@use_case
def answer_petition(*, actor: Actor, petition: Petition, words: str) -> Petition:
    """Keep what the person concerned answers, at the same length as the petition; until the vote (rulebook, recall).

    Raises NotAllowed, BadInput, RuleStops once the petition is over.
    """
    petition = held_petition(petition)
    if not rules.is_concerned(actor, petition):
        raise NotAllowed(_("Only the person concerned answers a petition."), UNCHANGED)
    if petition.stage not in RUNNING_PETITION:
        raise RuleStops(_("This petition is over, so it is not answered any more."), UNCHANGED)
    first = not petition.answer
    petition.answer = _words(words)
    petition.save(update_fields=["answer"])
    if first and petition.answer:
        enter(actor, petition, signals.PETITION_ANSWERED, {})
    return petition


def held_petition(petition: Petition) -> Petition:
    """Return a petition as it is now, held until the act is done."""
    return (
        Petition.objects.select_for_update(of=("self",))
        .select_related("commune", "delegate__entry", "delegate__delegation__council", "proposal", "filed_by")
        .get(pk=petition.pk)
    )


def _carrying(delegate: Delegate) -> Delegate:
    delegate = Delegate.objects.select_related("entry", "delegation__commune").get(pk=delegate.pk)
    if delegate.stage != DelegateStage.ACTIVE or delegate.delegation.stage != DelegationStage.ACTIVE:
        raise RuleStops(
            _("%(name)s does not carry the word of %(commune)s any more, or not yet.")
            % {"name": delegate.entry.name, "commune": delegate.delegation.commune.name},
            UNCHANGED,
            _("Look at who carries it now."),
            rule=_("A recall ends a mandate that is running."),
        )
    if has_communes_below(delegate.delegation.commune):
        raise RuleStops(
            _("%(commune)s is a council; it recalls whom it sent by a vote of its own voices.")
            % {"commune": delegate.delegation.commune.name},
            UNCHANGED,
            _("Who carries one of its voices, or runs it, asks for the recall on the page of the commune."),
        )
    return delegate


def _filer(actor: Actor, delegate: Delegate, commune: Commune, filer: RollEntry | None) -> RollEntry:
    entry = filer
    if entry is not None and isinstance(actor, Person) and delegate.entry.person_id == actor.pk:
        raise NotAllowed(_("The petition is about you, so somebody else writes it down."), UNCHANGED)
    if entry is None and isinstance(actor, Person):
        entry = RollEntry.objects.running().filter(commune=commune, person=actor).first()
    elif entry is not None:
        rules.may_write_for(actor, commune).require()
    rules.may_petition(entry, commune).require()
    if entry is None:  # the rule refused it
        raise BadInput(_("Say who files the petition."), UNCHANGED)
    return entry


def _paper(actor: Actor, sheet: str) -> Paper:
    """Return what the paper is that a name stands on; written by a machine it has no number."""
    number = said_words(sheet, most=MOST_NUMBER)
    return {"sheet": number, "checked_by": actor} if isinstance(actor, Person) and number else {}


def _ground(ground: str) -> Ground:
    if ground not in set(Ground):
        raise BadInput(_("There is no such ground."), UNCHANGED, _("Choose one of those on the page."))
    return Ground(ground)


def _words(text: str) -> str:
    said = text.strip()
    if len(said) > MOST_LETTERS:
        raise BadInput(
            _("This text is too long: at most %(most)s letters, for both sides.") % {"most": MOST_LETTERS}, UNCHANGED
        )
    return said


def _join(known: Petition, entry: RollEntry, paper: Paper) -> Petition:
    if known.stage not in OPEN_FOR_NAMES:
        raise RuleStops(
            _("A petition on this ground has its names already; the assembly votes on it."),
            UNCHANGED,
            _("Come to the assembly and vote."),
        )
    write_name(known, entry, **paper)
    return known


def _refuse_barred(delegate: Delegate, ground: Ground, commune: Commune) -> None:
    kept = Petition.objects.filter(
        delegate__entry=delegate.entry_id, commune=commune, ground=ground, barred_until__isnull=False
    )
    last = kept.order_by("-barred_until").values_list("barred_until", flat=True).first()
    if is_barred(last, clock.today(zone_of(commune))):
        raise RuleStops(
            _("The assembly voted on this ground, and %(name)s stayed.") % {"name": delegate.entry.name},
            UNCHANGED,
            _("The same ground may be brought again after %(day)s; another ground now.")
            % {"day": last.isoformat() if last else ""},
            rule=_("A ground on which somebody stayed is barred for the days that the charter says."),
        )
