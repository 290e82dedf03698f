"""Plays what reaches a council on paper, and corrections of counts."""

from dataclasses import dataclass
from datetime import date

from assemblies.models import Commune, Decision
from assemblies.services.ballot import correct_result
from assemblies.services.paper import enter_paper_assembly
from confed.kernel.models import Person
from confed.rehearsal.domain.verbs import Answer, Correct, Paper
from confed.rehearsal.queries.things import NotFound, answer_of, mandate_of
from confed.rehearsal.services.scene import Scene
from mandates.services.answer import enter_answer


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one sheet, and who enters it."""

    actor: Person
    commune: Commune
    held_on: date
    place: str
    voters: int
    counts: tuple[int, int, int]
    tellers: list[str]


def answer_on_paper(scene: Scene, act: Answer) -> None:
    """Enter an answer given on paper."""
    paper(
        scene,
        Paper(
            commune=act.commune,
            item=act.item,
            held=act.held,
            voters=act.voters,
            youth=act.youth,
            observers=act.observers,
            place=act.place,
            says=act.says,
            counts=act.counts,
        ),
    )


def paper(scene: Scene, act: Paper) -> None:
    """Enter an assembly held on paper: its answer, or the mandate it gave."""
    for key in scene.each(act.commune):
        sheet = _sheet(scene, act, key)
        if act.about == "mandate":
            _enter_mandate(scene, act, sheet)
        else:
            _enter_answer(scene, act, sheet)


def _sheet(scene: Scene, act: Paper, key: str) -> Sheet:
    """Return the sheet of one commune; with witnesses it is entered by a secretary above."""
    company, usual = scene.company, scene.script.defaults
    commune, above = company.commune(key), scene.script.tree.places[key].parent
    return Sheet(
        actor=company.secretary(above if act.witnesses and above else key),
        commune=commune,
        held_on=scene.script.date_of(act.held if act.held is not None else scene.day),
        place=act.place or usual.place or commune.name,
        voters=usual.voters if act.voters is None else act.voters,
        counts=scene.counts(act),
        tellers=act.tellers or [person.name for person in company.tellers(key)],
    )


def _enter_mandate(scene: Scene, act: Paper, sheet: Sheet) -> None:
    mandate = mandate_of(sheet.commune, scene.company.title(act.item))
    enter_paper_assembly(
        actor=sheet.actor,
        commune=sheet.commune,
        proposal=mandate.proposal,
        version=act.version or mandate.text_version.number,
        held_on=sheet.held_on,
        place=sheet.place,
        voters=sheet.voters,
        youth=act.youth or 0,
        observers=act.observers or 0,
        count_for=sheet.counts[0],
        count_against=sheet.counts[1],
        count_abstain=sheet.counts[2],
        tellers=sheet.tellers,
        witnesses=act.witnesses,
    )


def _enter_answer(scene: Scene, act: Paper, sheet: Sheet) -> None:
    row = answer_of(scene.company.item(act.item), sheet.commune)
    enter_answer(
        actor=sheet.actor,
        cascade=row.cascade,
        commune=sheet.commune,
        version=act.version or row.cascade.decision.text_version.number,
        held_on=sheet.held_on,
        place=sheet.place,
        voters=sheet.voters,
        youth=act.youth or 0,
        observers=act.observers or 0,
        count_for=sheet.counts[0],
        count_against=sheet.counts[1],
        count_abstain=sheet.counts[2],
        tellers=sheet.tellers,
        witnesses=act.witnesses,
    )


def correct(scene: Scene, act: Correct) -> None:
    """Correct the counts of what a commune decided on an item."""
    count_for, count_against, count_abstain = scene.counts(act)
    for key in scene.each(act.commune):
        commune = scene.company.commune(key)
        correct_result(
            actor=scene.company.secretary(key),
            decision=_decided(scene, commune, act.item),
            count_for=count_for,
            count_against=count_against,
            count_abstain=count_abstain,
            reason=act.reason,
        )


def _decided(scene: Scene, commune: Commune, item: str) -> Decision:
    """Return the commune's own decision on an item: its answer, or else its mandate."""
    title = scene.company.title(item)
    try:
        decision = answer_of(scene.company.item(item), commune).decision
    except NotFound:
        decision = None
    decision = decision or mandate_of(commune, title).decision
    if decision is None:
        raise NotFound(f"{commune.name} decided nothing on “{title}”")
    return decision
