"""Minutes: lines written live, laid open for corrections, approved by a later sitting and sealed."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.minutes import (
    HOLDS,
    LOCKED,
    MINUTES_MOVES,
    MinutesAct,
    MinutesStage,
    fingerprint_of,
)
from assemblies.domain.stages import AssemblyStage, DecisionStage
from assemblies.models import AgendaItem, Assembly, Decision, Minutes, MinutesLine
from assemblies.models.tree import has_communes_below
from assemblies.queries.agenda import ABOUT_MINUTES
from assemblies.queries.next_assembly import planned_for
from assemblies.services.agenda import put_on_agenda
from assemblies.services.inputs import UNCHANGED, refuse, said_words, words
from assemblies.services.locks import locked
from assemblies.services.proposal import draft_proposal
from confed.kernel import clock, journal
from confed.kernel.errors import IllegalStep, RuleStops
from confed.kernel.journal import Fact
from confed.kernel.lifecycle import step
from confed.kernel.person import Actor, Machine
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

MOST_LETTERS = 5_000
MOST_WHO = 200
TAKER = Machine(rules.MINUTES_MACHINE)


class LineChanged(RuleStops):
    """Somebody changed the line since it was read; both wordings are kept until one is chosen."""

    def __init__(self, line: MinutesLine) -> None:
        """Carry the line as it stands now."""
        super().__init__(
            _("Someone changed this line."),
            safe=_("Nothing was lost: both wordings stand below."),
            do=_("Keep theirs, or keep yours."),
        )
        self.line = line


@use_case
def write_line(
    *,
    actor: Actor,
    assembly: Assembly,
    text: str,
    kind: str = MinutesLine.Kind.SAID,
    item: AgendaItem | None = None,
    who: str = "",
    due: date | None = None,
    line: MinutesLine | None = None,
    version: int = 0,
    act_key: str | None = None,
) -> MinutesLine:
    """Write what was said or a task somebody took on, or change a line that was read at this version.

    Repeatable by `act_key`. The words a change replaces are kept beside it; an emptied line is struck, not deleted.
    Locks the sitting. Raises NotAllowed, BadInput, LineChanged, RuleStops once the minutes are laid open.
    """
    assembly = _held(assembly)
    rules.may_take_minutes(actor, assembly).require()
    minutes = minutes_for(assembly)
    if act_key and (known := MinutesLine.objects.filter(act_key=act_key).first()):
        return known
    if minutes.stage != MinutesStage.RUNNING:
        raise RuleStops(
            _("These minutes are laid open; their lines stand."), safe=UNCHANGED, do=_("Ask for a correction instead.")
        )
    if kind not in (MinutesLine.Kind.SAID, MinutesLine.Kind.TASK):
        raise refuse(_("A line says what was said, or a task."))
    if item is not None and item.assembly_id != assembly.pk:
        raise refuse(_("This item stands on another agenda."))
    is_task = kind == MinutesLine.Kind.TASK
    name = said_words(who, most=MOST_WHO) if is_task else ""
    if line is None:
        said = words(text, _("Write what was said, or what is to be done."), most=MOST_LETTERS)
        line = MinutesLine.objects.create(
            minutes=minutes, item=item, kind=kind, words=said, who=name, due=due if is_task else None,
            at=clock.now(), act_key=act_key or None,
        )  # fmt: skip
    else:
        line = MinutesLine.objects.select_for_update().get(pk=line.pk)
        if line.minutes_id != minutes.pk or line.kind != kind:
            raise refuse(_("There is no such line in these minutes."), _("Look at the minutes again."))
        said = said_words(text, most=MOST_LETTERS)
        if line.version != version:
            raise LineChanged(line)
        line.was, line.words, line.who, line.due = line.words, said, name, due if is_task else None
        line.version += 1
        line.save(update_fields=["was", "words", "who", "due", "version"])
    enter_minutes(actor, minutes, signals.MINUTES_LINE_WRITTEN, {"line": line.pk, "version": line.version})
    ping(f"assembly-{assembly.pk}")
    return line


@use_case
def close_minutes(*, actor: Actor, assembly: Assembly) -> Minutes:
    """Lay the minutes of a closed sitting open for corrections; their approval waits for the next sitting of the people.

    From now on its lines stand; corrections add. Repeatable; locks the sitting. Raises NotAllowed, IllegalStep.
    """
    assembly = _held(assembly)
    rules.may_take_minutes(actor, assembly).require()
    if assembly.stage != AssemblyStage.CLOSED:
        raise IllegalStep(
            _("The sitting is not closed yet."), safe=UNCHANGED, do=_("Close it first, then lay its minutes open.")
        )
    minutes = minutes_for(assembly)
    if minutes.stage != MinutesStage.RUNNING:
        return minutes
    minutes.stage = step(MINUTES_MOVES, MinutesStage(minutes.stage), MinutesAct.CLOSE)
    minutes.closed_at = clock.now()
    minutes.save(update_fields=["stage", "closed_at"])
    lines = MinutesLine.objects.filter(minutes=minutes).exclude(words="").count()
    enter_minutes(actor, minutes, signals.MINUTES_CLOSED, {"lines": lines})
    if not has_communes_below(assembly.commune):
        day = date_format(assembly.held_on or assembly.planned_at.date(), "j F Y")
        ask_assembly(
            minutes,
            origin=f"{ABOUT_MINUTES}{minutes.pk}",
            title=_t("Minutes of %(day)s") % {"day": day},
            body=_t("The minutes of assembly %(number)s of %(day)s, with the corrections listed there, are approved.")
            % {"number": assembly.number, "day": day},
        )
    ping(f"assembly-{assembly.pk}", f"commune-{assembly.commune_id}")
    return minutes


@use_case
def approve_minutes(*, actor: Actor, minutes: Minutes, decision: Decision) -> Minutes:
    """Approve minutes by the decision of a later sitting, seal them, and publish what its taker wrote.

    The approved text is locked with its fingerprint; later corrections stand beside it. Repeatable; locks the minutes.
    Raises NotAllowed, RuleStops where the decision did not approve these minutes.
    """
    minutes = held_minutes(minutes)
    if not isinstance(actor, Machine):
        rules.may_run(actor, minutes.assembly.commune).require()
    if minutes.stage in LOCKED:
        return minutes
    is_about = decision.proposal.origin_key == f"{ABOUT_MINUTES}{minutes.pk}"
    later = decision.assembly_id != minutes.assembly_id
    if not is_about or not later or decision.stage != DecisionStage.IN_FORCE:
        raise RuleStops(
            _("Minutes are approved by an adopted decision of a later sitting."),
            safe=UNCHANGED,
            do=_("Vote on them in the next assembly."),
        )
    minutes.decision = decision
    return seal(actor, minutes, signals.MINUTES_APPROVED, {"decision": decision.number})


def seal(actor: Actor, minutes: Minutes, fact: Fact, payload: dict[str, object]) -> Minutes:
    """Lock an approved text with its fingerprint and publish it; called by acts that hold the minutes."""
    approved = step(MINUTES_MOVES, MinutesStage(minutes.stage), MinutesAct.APPROVE)
    minutes.stage = step(MINUTES_MOVES, approved, MinutesAct.PUBLISH)
    minutes.approved_at = clock.now()
    entries = [entry.hash for entry in journal.sentences(f"assembly:{minutes.assembly_id}")]
    minutes.fingerprint = fingerprint_of(entries, [_sealed(line) for line in standing_lines(minutes)])
    minutes.save(update_fields=["stage", "approved_at", "fingerprint", "decision"])
    enter_minutes(actor, minutes, fact, {**payload, "fingerprint": minutes.fingerprint})
    ping(f"assembly-{minutes.assembly_id}", f"commune-{minutes.assembly.commune_id}")
    return minutes


def standing_lines(minutes: Minutes) -> list[MinutesLine]:
    """Return the lines that stand: written ones that were not struck, and corrections that hold."""
    lines = MinutesLine.objects.filter(minutes=minutes).exclude(words="").order_by("pk")
    return [line for line in lines if line.kind != MinutesLine.Kind.CORRECTION or line.stage in HOLDS]


def ask_assembly(minutes: Minutes, *, origin: str, title: str, body: str) -> None:
    """Put a question about the minutes before their commune, and on the agenda of its next ordinary sitting, if planned."""
    commune = minutes.assembly.commune
    proposal = draft_proposal(actor=TAKER, commune=commune, title=title[:200], body=body, origin_key=origin)
    planned = planned_for(proposal)
    if planned is not None:
        put_on_agenda(TAKER, planned, proposal=proposal)


def minutes_for(assembly: Assembly) -> Minutes:
    """Return the minutes of a sitting that is held by the act, begun with its first line."""
    if assembly.stage == AssemblyStage.PLANNED:
        raise IllegalStep(_("The sitting is not open yet; there is nothing to write."), safe=UNCHANGED)
    minutes, _made = Minutes.objects.get_or_create(assembly=assembly)
    minutes.assembly = assembly
    return minutes


def held_minutes(minutes: Minutes) -> Minutes:
    """Return the minutes as they are now, locked, with their sitting and its commune."""
    held = locked(minutes)
    held.assembly = Assembly.objects.select_related("commune").get(pk=held.assembly_id)
    return held


def enter_minutes(
    actor: Actor,
    minutes: Minutes,
    fact: Fact,
    payload: dict[str, object],
    personal: dict[str, str] | None = None,
) -> None:
    """Enter an act on minutes in the journal; never among the sentences that these minutes tell."""
    commune = minutes.assembly.commune
    journal.enter(
        chain_id=commune.chain_id,
        fact=fact,
        actor=actor,
        scope=f"minutes:{minutes.pk}",
        payload={"commune": commune.name, "number": minutes.assembly.number, **payload},
        personal=personal,
    )


def minutes_asked(origin_key: str) -> tuple[int, int | None] | None:
    """Read which minutes, and which correction of them, a question was about."""
    found = re.fullmatch(rf"{ABOUT_MINUTES}(\d+)(?:/(\d+))?", origin_key)
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def _held(assembly: Assembly) -> Assembly:
    return Assembly.objects.select_for_update(of=("self",)).select_related("commune").get(pk=assembly.pk)


def _sealed(line: MinutesLine) -> dict[str, object]:
    return {
        "kind": line.kind,
        "item": line.item_id,
        "words": line.words,
        "was": line.was if line.kind == MinutesLine.Kind.CORRECTION else "",
        "who": line.who,
        "due": line.due.isoformat() if line.due else None,
        "decision": line.decision_id,
        "counts": line.counts,
    }
