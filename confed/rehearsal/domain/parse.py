"""Reads a rehearsal file whole: every mistake by line and key, or a procedure ready to be played."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assemblies.domain.charter import TEMPLATES
from confed.rehearsal.domain.check_charter import check_charter
from confed.rehearsal.domain.check_steps import check_moves, check_shape
from confed.rehearsal.domain.format import CommuneSpec, RehearsalFile, Step
from confed.rehearsal.domain.known import Names
from confed.rehearsal.domain.marks import read_marked
from confed.rehearsal.domain.mistakes import Fault, Mistake, Notes, Path, closest
from confed.rehearsal.domain.script import Move, Rehearsal, Script, timed, woven
from confed.rehearsal.domain.shape import validated
from confed.rehearsal.domain.tree import Tree, grow_tree

Placed = list[tuple[Step, Path]]


@dataclass(slots=True)
class Reading:
    """What came of a file: a rehearsal, or its mistakes."""

    rehearsal: Rehearsal | None = None
    mistakes: list[Mistake] = field(default_factory=list)


def read_rehearsal(text: str) -> Reading:
    """Return the rehearsal of a file, or all its mistakes; nothing is written anywhere."""
    marked = read_marked(text)
    notes = Notes(marked.lines)
    notes.found.extend(marked.mistakes)
    if marked.value is None:
        return Reading(None, notes.in_order())
    raw: dict[str, Any] = marked.value
    steps = _steps(raw.get("steps"), ("steps",), notes)
    own = _variant_steps(raw.get("variants"), notes)
    file = validated(RehearsalFile, _without_steps(raw), (), notes)
    if file is None:
        return Reading(None, notes.in_order())
    rehearsal = _weave(file, steps, own, _names(raw), notes)
    found = notes.in_order()
    return Reading(None if found else rehearsal, found)


def _steps(value: Any, path: Path, notes: Notes) -> Placed:
    """Return the steps whose shape is right, each with its place in the file."""
    if not isinstance(value, list):
        return []
    placed: Placed = []
    for number, each in enumerate(value):
        here = (*path, number)
        step = validated(Step, each, here, notes)
        if step is not None and check_shape(step, here, notes, first=number == 0):
            placed.append((step, here))
    return placed


def _variant_steps(value: Any, notes: Notes) -> list[Placed]:
    variants = value if isinstance(value, list) else []
    return [
        _steps(each.get("steps") if isinstance(each, dict) else None, ("variants", number, "steps"), notes)
        for number, each in enumerate(variants)
    ]


def _without_steps(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file with its lists of steps emptied: those were read one by one."""
    rest = dict(raw)
    if isinstance(rest.get("steps"), list):
        rest["steps"] = []
    if isinstance(rest.get("variants"), list):
        rest["variants"] = [
            {**each, "steps": []} if isinstance(each, dict) and isinstance(each.get("steps"), list) else each
            for each in rest["variants"]
        ]
    return rest


def _names(raw: Mapping[str, Any]) -> Names:
    """Return the items any step publishes, the proposals any step drafts and the petitions any step files."""
    return Names(
        _made(raw, "publish", "item"), _made(raw, "draft", "proposal"), _made(raw, "file_petition", "petition")
    )


def _made(raw: Mapping[str, Any], verb: str, key: str) -> set[str]:
    lists = [raw.get("steps"), *(each.get("steps") for each in raw.get("variants") or [] if isinstance(each, dict))]
    steps = [step for each in lists if isinstance(each, list) for step in each if isinstance(step, dict)]
    acts = [step.get(verb) for step in steps]
    return {str(act[key]) for act in acts if isinstance(act, dict) and key in act}


def _weave(file: RehearsalFile, steps: Placed, own: list[Placed], names: Names, notes: Notes) -> Rehearsal:
    tree = grow_tree(file.communes, notes)
    tree.groups = {name: tree.resolve(words, ("groups", name), notes) for name, words in file.groups.items()}
    try:
        ZoneInfo(file.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        notes.add(("zone",), Fault.UNKNOWN_ZONE, found=file.zone)
    _check_specs(file.communes, ("communes",), notes)
    base, paths = _timed(steps, notes)
    check_moves([(move, paths[id(move)]) for move in base], tree, file.defaults, names, notes)
    rehearsal = Rehearsal(_script(file, tree, base))
    ids = {move.id for move in base if move.id}
    called: set[str] = set()
    for number, variant in enumerate(file.variants):
        here: Path = ("variants", number)
        if variant.name in called:
            notes.add((*here, "name"), Fault.VARIANT_TWICE, name=variant.name)
        called.add(variant.name)
        check_charter(variant.charter, (*here, "charter"), notes)
        for dropped in variant.drop:
            if dropped not in ids:
                notes.add((*here, "drop"), Fault.UNKNOWN_STEP, found=dropped, meant=closest(dropped, ids))
        moves, more = _timed(own[number] if number < len(own) else [], notes)
        both = {**paths, **more}
        mixed = woven(base, variant.drop, moves)
        check_moves([(move, both[id(move)]) for move in mixed], tree, file.defaults, names, notes)
        script = _script(file, tree, mixed)
        script.variant, script.variant_title, script.charter = variant.name, variant.title, variant.charter
        rehearsal.variants.append(script)
    return rehearsal


def _timed(placed: Placed, notes: Notes) -> tuple[list[Move], dict[int, Path]]:
    """Return the steps with their hours, and the place of each; note an id used twice."""
    seen: set[str] = set()
    for step, path in placed:
        if step.id and step.id in seen:
            notes.add((*path, "id"), Fault.STEP_TWICE, found=step.id)
        seen.add(step.id or "")
    moves = timed([(step, notes.line(path)) for step, path in placed])
    return moves, {id(move): path for move, (_, path) in zip(moves, placed, strict=True)}


def _check_specs(specs: Mapping[str, CommuneSpec], path: Path, notes: Notes) -> None:
    """Note unknown templates and charter values that do not fit, at every level."""
    for key, spec in specs.items():
        here = (*path, key)
        if spec.template and spec.template not in TEMPLATES:
            meant = closest(spec.template, TEMPLATES)
            notes.add((*here, "template"), Fault.UNKNOWN_TEMPLATE, found=spec.template, meant=meant)
        check_charter(spec.charter, (*here, "charter"), notes)
        _check_specs(spec.communes, (*here, "communes"), notes)


def _script(file: RehearsalFile, tree: Tree, moves: list[Move]) -> Script:
    return Script(file.title, file.source, file.start, file.zone, file.defaults, tree, moves)
