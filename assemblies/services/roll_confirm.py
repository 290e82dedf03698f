"""A table that was looked at is entered on the roll, and taken back while no vote rests on it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.roll_columns import Column, Meaning
from assemblies.domain.roll_fates import ADULT, Fate, Plan, Planned
from assemblies.domain.roll_import import IMPORT_MOVES, KEPT, ImportAct, ImportStage
from assemblies.models import Commune, Elector, RollEntry, RollImport
from assemblies.models.tree import zone_of
from assemblies.queries.roll_plan import plan_of
from assemblies.services.locks import locked
from assemblies.services.roll import BATCH, require_room_for_people
from assemblies.services.roll_import import FORGET, UNTOUCHED, held, keep_rows, locked_import
from confed.kernel import clock, effects, journal
from confed.kernel.errors import RuleStops
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

WORDS = ("name", "card", "mail", "standing")
FIELDS = [*WORDS, "joined_on", "may_speak", "may_vote"]


@use_case
def confirm_import(*, actor: Actor, roll_import: RollImport, new: int, changed: int) -> RollImport:
    """Enter every row that need not be looked at: so many new names, so many changes, nobody removed.

    All of them or none; rows that wait stay to be looked at, in an import of their own. The numbers are those the
    secretary saw: where the roll changed meanwhile it is refused. A second confirmation does nothing. Locks commune and
    import, writes one journal entry. (Rulebook, Roll import)
    """
    commune = locked(roll_import.commune)
    rules.may_keep_roll(actor, commune).require()
    roll_import = locked_import(roll_import)
    if roll_import.stage == ImportStage.CONFIRMED:
        return roll_import
    roll_import = held(roll_import)
    require_room_for_people(commune)
    plan = plan_of(roll_import)
    if (plan.count(Fate.NEW), plan.count(Fate.CHANGED)) != (new, changed):
        raise RuleStops(
            _("The roll or the table changed since you looked at it."),
            safe=UNTOUCHED,
            do=_("Look at the numbers again, then import."),
        )
    if not new and not changed:
        raise RuleStops(_("No row would change the roll."), safe=UNTOUCHED)
    made = _enter(commune, plan)
    before = _change(plan)
    _settle(roll_import, made, before)
    _keep_waiting(actor, roll_import, plan)
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.ROLL_IMPORTED,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={
            "commune": commune.name,
            "entered": new,
            "with_vote": sum(entry.may_vote for entry in made),
            "changed": changed,
            "rights": [
                {"entry": int(pk), "was": was["standing"][0], "now": was["standing"][1]}
                for pk, was in before.items()
                if "standing" in was
            ],
        },
    )
    ping(f"commune-{commune.pk}")
    return roll_import


@use_case
def undo_import(*, actor: Actor, roll_import: RollImport) -> RollImport:
    """Take an import back within a day, while no vote was opened on a roll that holds one of its entries.

    Entries it made end and lose their words; what it changed reads as before, unless it was changed again since. A
    second undoing does nothing. Locks commune and import, writes one journal entry. (Rulebook, Roll import)
    """
    commune = locked(roll_import.commune)
    rules.may_keep_roll(actor, commune).require()
    roll_import = locked_import(roll_import)
    if roll_import.stage == ImportStage.UNDONE:
        return roll_import
    stage = step(IMPORT_MOVES, ImportStage(roll_import.stage), ImportAct.UNDO)
    if roll_import.expires_at <= clock.now():
        raise RuleStops(
            _("An import can be undone for 24 hours, and they are over."),
            safe=UNTOUCHED,
            do=_("End single entries on the roll."),
        )
    touched = [*roll_import.made, *(int(pk) for pk in roll_import.before)]
    if is_in_snapshot(roll_import, touched):
        raise RuleStops(
            _("A vote was opened on this roll since the import, so it cannot be undone."),
            safe=UNTOUCHED,
            do=_("End single entries on the roll; they count no more in later votes."),
            rule=_("A vote keeps the roll it was opened with."),
        )
    ended = _end(roll_import.made, clock.today(zone_of(commune)))
    restored = _restore(roll_import.before)
    roll_import.stage, roll_import.before = stage, {}
    roll_import.save(update_fields=["stage", "before"])
    journal.enter(
        chain_id=commune.chain_id,
        fact=signals.ROLL_IMPORT_UNDONE,
        actor=actor,
        scope=f"commune:{commune.pk}",
        payload={"commune": commune.name, "entered": ended, "changed": restored},
    )
    ping(f"commune-{commune.pk}")
    return roll_import


def is_in_snapshot(roll_import: RollImport, entries: list[int]) -> bool:
    """Say whether a roll frozen since the import holds one of these entries."""
    frozen = Elector.objects.filter(snapshot__taken_at__gte=roll_import.confirmed_at)
    return any(frozen.filter(entry__in=entries[at : at + BATCH]).exists() for at in range(0, len(entries), BATCH))


def _enter(commune: Commune, plan: Plan) -> list[RollEntry]:
    today = clock.today(zone_of(commune))
    rows = [
        RollEntry(
            commune=commune,
            name=planned.row.name,
            mail=planned.mail,
            card=planned.card,
            standing=planned.standing,
            may_vote=planned.may_vote,
            joined_on=planned.since or today,
        )
        for planned in plan.of(Fate.NEW)
    ]
    return RollEntry.objects.bulk_create(rows, batch_size=BATCH)


def _change(plan: Plan) -> dict[str, dict[str, list[object]]]:
    """Write what changed; return the old and the new words, for undoing."""
    by_entry = {planned.entry: planned for planned in plan.of(Fate.CHANGED)}
    before: dict[str, dict[str, list[object]]] = {}
    found = [
        entry
        for at in range(0, len(by_entry), BATCH)
        for entry in RollEntry.objects.filter(pk__in=list(by_entry)[at : at + BATCH])
    ]
    for entry in found:
        new = _new_values(by_entry[entry.pk])
        before[str(entry.pk)] = {name: [_kept(getattr(entry, name)), _kept(value)] for name, value in new.items()}
        for name, value in new.items():
            setattr(entry, name, value)
    RollEntry.objects.bulk_update(found, FIELDS, batch_size=BATCH)
    return before


def _new_values(planned: Planned) -> dict[str, object]:
    """What the table says otherwise; another standing brings or takes the vote."""
    new = dict(planned.changes)
    if "standing" in new:
        new |= {"may_speak": True, "may_vote": planned.may_vote and new["standing"] == ADULT}
    return new


def _settle(roll_import: RollImport, made: list[RollEntry], before: dict[str, dict[str, list[object]]]) -> None:
    moment = clock.now()
    roll_import.stage = step(IMPORT_MOVES, ImportStage(roll_import.stage), ImportAct.CONFIRM)
    roll_import.count_new, roll_import.count_changed = len(made), len(before)
    roll_import.made, roll_import.before = [entry.pk for entry in made], before
    roll_import.confirmed_at, roll_import.expires_at = moment, moment + KEPT
    roll_import.rows = []
    roll_import.save()
    effects.put(
        key=f"roll-import:{roll_import.pk}/confirmed",
        kind=FORGET,
        args={"roll_import": roll_import.pk},
        not_before=roll_import.expires_at,
    )


def _keep_waiting(actor: Actor, roll_import: RollImport, plan: Plan) -> None:
    waiting = [planned.row for planned in plan.of(Fate.WAITS)]
    if waiting:
        columns = [Column(heading, Meaning(meaning)) for heading, meaning in roll_import.columns]
        keep_rows(roll_import.commune, actor, roll_import.source, columns, waiting, roll_import.phones)


def _end(made: list[int], today: date) -> int:
    """End what was entered, and empty its words: nobody had agreed that they stand here."""
    ended = 0
    for at in range(0, len(made), BATCH):
        running = RollEntry.objects.running().filter(pk__in=made[at : at + BATCH])
        ended += running.update(ended_on=today, name="", mail="", card="", may_vote=False, may_speak=False)
    return ended


def _restore(before: dict[str, dict[str, list[object]]]) -> int:
    ids = [int(pk) for pk in before]
    found = [
        entry
        for at in range(0, len(ids), BATCH)
        for entry in RollEntry.objects.running().filter(pk__in=ids[at : at + BATCH])
    ]
    cards = [str(was["card"][0]) for was in before.values() if "card" in was]
    others = RollEntry.objects.running().filter(commune__in={entry.commune_id for entry in found}).exclude(pk__in=ids)
    given_since = set(others.filter(card__in=cards).values_list("card", flat=True)) if cards else set()
    for entry in found:
        for name, (old, new) in before[str(entry.pk)].items():
            if _kept(getattr(entry, name)) == new and not (name == "card" and old in given_since):
                setattr(entry, name, date.fromisoformat(str(old)) if name == "joined_on" else old)
    RollEntry.objects.bulk_update(found, FIELDS, batch_size=BATCH)
    return len(found)


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
