"""Plays a script step by step through the use cases, and compares what it finds with what is expected."""

from collections.abc import Iterator
from datetime import timedelta

from confed.kernel.errors import ConfedError
from confed.rehearsal.domain.compare import Difference, compare
from confed.rehearsal.domain.figures import Expect
from confed.rehearsal.domain.report import Played
from confed.rehearsal.domain.script import FIRST_HOUR, Move, Script
from confed.rehearsal.domain.verbs import (
    Answer,
    Assemble,
    ChangeText,
    CloseSitting,
    Correct,
    Council,
    CouncilVote,
    Mandate,
    NameDelegation,
    Paper,
    Part,
    Plan,
    Publish,
)
from confed.rehearsal.queries.company import Company
from confed.rehearsal.queries.found import found_figures
from confed.rehearsal.queries.things import NotFound
from confed.rehearsal.services import council, home, paper
from confed.rehearsal.services.founding import found_all
from confed.rehearsal.services.scene import Scene
from confed.rehearsal.services.timekeeper import Timekeeper, kept_clock

BEFORE_THE_FIRST_STEP = timedelta(days=1)


def play(script: Script, until: int | None = None) -> Iterator[Played]:
    """Found the communes of a script and play it, up to a day; yields each step as it was played."""
    moves = [move for move in script.moves if until is None or move.day <= until]
    with kept_clock() as time:
        first = script.moves[0] if script.moves else None
        start = script.moment_of(first.day, first.at) if first else script.moment_of(0, FIRST_HOUR)
        time.begin(start - BEFORE_THE_FIRST_STEP)
        company = found_all(script)
        yield from _play(Scene(script, company, time), moves)


def play_on(script: Script, time: Timekeeper, after: int, until: int) -> Iterator[Played]:
    """Play the steps of some days, where an earlier playing of the same script left off, on a clock that is given."""
    moves = [move for move in script.moves if after < move.day <= until]
    yield from _play(Scene(script, Company(script), time), moves)


def _play(scene: Scene, moves: list[Move]) -> Iterator[Played]:
    for move in moves:
        scene.day = move.day
        scene.time.move_to(scene.script.moment_of(move.day, move.at))
        played = _step(scene, move)
        yield played
        if played.stopped:
            return


def _step(scene: Scene, move: Move) -> Played:
    differences: tuple[Difference, ...] = ()
    compared, stopped = 0, ""
    at = scene.script.moment_of(move.day, move.at)
    try:
        if isinstance(move.act, Expect):
            expected = move.act.figures()
            compared = len(expected)
            differences = tuple(compare(expected, found_figures(scene.company, move.act)))
        elif move.words:
            differences, compared = _refused(scene, move), 1
        elif isinstance(move.act, Part):
            _act(scene, move.act)
        scene.time.drain()
    except ConfedError as error:
        stopped = error_text(error)
    except (NotFound, LookupError) as error:
        stopped = str(error)
    return Played(move, at, differences, compared, stopped)


def _act(scene: Scene, act: Part) -> None:
    """Do what a step says, through the use cases."""
    match act:
        case Plan():
            home.plan(scene, act)
        case Assemble():
            home.assemble(scene, act)
        case Mandate():
            home.give_mandate(scene, act)
        case Answer(by="paper"):
            paper.answer_on_paper(scene, act)
        case Answer():
            home.answer(scene, act)
        case Paper():
            paper.paper(scene, act)
        case Correct():
            paper.correct(scene, act)
        case NameDelegation():
            council.name(scene, act)
        case Publish():
            council.publish(scene, act)
        case ChangeText():
            council.change_text(scene, act)
        case Council():
            council.sit(scene, act)
        case CloseSitting():
            council.rise(scene, act)
        case CouncilVote():
            council.vote(scene, act)


def _refused(scene: Scene, move: Move) -> tuple[Difference, ...]:
    """Play an act that must be refused; return a difference where it was not, or for other reasons."""
    scene.wants_refusal = True
    try:
        if isinstance(move.act, Part):
            _act(scene, move.act)
    except ConfedError as error:
        said = error_text(error)
        return () if move.words.casefold() in said.casefold() else (Difference("refused", move.words, said),)
    finally:
        scene.wants_refusal = False
    return (Difference("refused", move.words, ""),)


def error_text(error: ConfedError) -> str:
    """Return the sentences of a refusal."""
    return " ".join(str(part) for part in (error.happened, error.safe, error.do, error.rule) if part)
