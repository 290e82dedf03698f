"""Checks the numbers of an assembly: those present against the roll, counts against those present."""

from collections.abc import Iterable

from confed.rehearsal.domain.check_commune import drafted
from confed.rehearsal.domain.known import Known
from confed.rehearsal.domain.mistakes import Fault, Path
from confed.rehearsal.domain.verbs import Answering, Assemble, Matter, Paper, Sitting


def present_at(act: Sitting | Paper, known: Known) -> int:
    """Return how many voters the last call counts."""
    calls = act.calls if isinstance(act, Sitting) else None
    if calls:
        return calls[-1].voters
    return known.defaults.voters if act.voters is None else act.voters


def check_presence(act: Sitting | Paper, keys: Iterable[str], path: Path, known: Known) -> None:
    """Note more voters than the roll holds, and head counts given twice."""
    calls = act.calls if isinstance(act, Sitting) else None
    if calls is not None and (act.voters is not None or not 1 <= len(calls) <= 2):
        known.notes.add((*path, "calls"), Fault.BOTH_CALLS)
    if not known.strict:
        return
    most = max([call.voters for call in calls or []] or [present_at(act, known)])
    for key in keys:
        roll = known.tree.places[key].roll
        if roll is not None and most > roll.count:
            where = "calls" if calls else "voters"
            known.notes.add((*path, where), Fault.ABOVE_ROLL, voters=most, roll=roll.count, key=key)


def check_answering(
    act: Answering, sitting: Sitting | Paper | None, path: Path, known: Known, needed: bool = True
) -> None:
    """Note counts that are missing, given twice, or above those present."""
    if act.says is not None and act.counts is not None:
        known.notes.add((*path, "counts"), Fault.BOTH_COUNTS)
    if act.says is None and act.counts is None:
        if needed:
            known.notes.add(path, Fault.NO_COUNTS)
        return
    # The usual counts of a word are not compared: where they do not fit, the assembly may well miss its quorum.
    if act.counts is None or sitting is None or not known.strict:
        return
    here = present_at(sitting, known)
    if sum(act.counts) > here:
        known.notes.add((*path, "counts"), Fault.ABOVE_PRESENT, sum=sum(act.counts), present=here)


def check_matters(act: Assemble, keys: list[str], path: Path, known: Known) -> None:
    """Note items of an assembly that name no matter, two, or one that is not there yet."""
    for number, matter in enumerate(act.items):
        here = (*path, "items", number)
        named = [name for name in ("text", "proposal", "mandate", "answer") if getattr(matter, name) is not None]
        named += ["name_delegation"] if matter.name_delegation else []
        if len(named) != 1:
            known.notes.add(here, Fault.NOT_ONE_ITEM, named=", ".join(named))
            continue
        _check_matter(matter, act, keys, here, known)


def _check_matter(matter: Matter, act: Assemble, keys: list[str], path: Path, known: Known) -> None:
    if matter.proposal is not None:
        drafted(matter.proposal, path, known)
        known.texts.setdefault(matter.proposal, 1)
    if matter.mandate is not None:
        known.published(matter.mandate, path, keys, "mandate")
    if matter.answer is not None:
        known.decided(matter.answer, path, keys, "answer")
    if matter.name_delegation:
        known.with_parent(keys, path)
    check_answering(matter, act, path, known, needed=not matter.name_delegation)
