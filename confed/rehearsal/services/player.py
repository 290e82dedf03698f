"""Plays a script step by step through the use cases, and compares what it finds with what is expected."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from confed.kernel.errors import ConfedError
from confed.rehearsal.domain import binding_verbs, commune_verbs, evening_verbs, recall_verbs, verbs
from confed.rehearsal.domain.compare import Difference, compare
from confed.rehearsal.domain.figures import Expect
from confed.rehearsal.domain.report import Played
from confed.rehearsal.domain.script import FIRST_HOUR, Move, Script
from confed.rehearsal.domain.verbs import Answer, Part
from confed.rehearsal.queries.company import Company
from confed.rehearsal.queries.found import found_figures
from confed.rehearsal.queries.things import NotFound
from confed.rehearsal.services import ballots, bindings, council, evening, home, minutes, paper, proposals, recalls
from confed.rehearsal.services.founding import found_all
from confed.rehearsal.services.scene import Scene
from confed.rehearsal.services.timekeeper import Timekeeper, kept_clock

BEFORE_THE_FIRST_STEP = timedelta(days=1)


def play(script: Script, moves: list[Move] | None = None) -> Iterator[Played]:
    """Found the communes of a script and play it, or only its first moves; yields each step as it was played."""
    with kept_clock() as time:
        first = script.moves[0] if script.moves else None
        start = script.moment_of(first.day, first.at) if first else script.moment_of(0, FIRST_HOUR)
        time.begin(start - BEFORE_THE_FIRST_STEP)
        company = found_all(script)
        yield from _play(Scene(script, company, time), script.moves if moves is None else moves)


def play_on(script: Script, time: Timekeeper, moves: list[Move]) -> Iterator[Played]:
    """Play some moves of a script, where an earlier playing of it left off, on a clock that is given."""
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
            differences = tuple(compare(expected, found_figures(scene.company, move.act, scene.receipts)))
        elif move.words:
            differences, compared = _refused(scene, move), 1
        elif isinstance(move.act, Part):
            ACTS[type(move.act)](scene, move.act)
        scene.time.drain()
    except ConfedError as error:
        stopped = error_text(error)
    except (NotFound, LookupError) as error:
        stopped = str(error)
    return Played(move, at, differences, compared, stopped)


def _answer(scene: Scene, act: Answer) -> None:
    """Answer in an assembly, or on paper."""
    if act.by == "paper":
        paper.answer_on_paper(scene, act)
    else:
        home.answer(scene, act)


# What each verb does, through the use cases.
ACTS: dict[type[Part], Callable[[Scene, Any], None]] = {
    verbs.Plan: home.plan,
    verbs.Assemble: home.assemble,
    verbs.Mandate: home.give_mandate,
    verbs.Answer: _answer,
    verbs.Paper: paper.paper,
    verbs.Correct: paper.correct,
    verbs.NameDelegation: council.name,
    verbs.Publish: council.publish,
    verbs.ChangeText: council.change_text,
    verbs.Council: council.sit,
    verbs.CloseSitting: council.rise,
    verbs.CouncilVote: council.vote,
    binding_verbs.Declare: bindings.declare,
    binding_verbs.Contest: bindings.contest,
    binding_verbs.SuspendVote: bindings.suspend,
    binding_verbs.ResumeVote: bindings.resume,
    binding_verbs.ReopenVote: bindings.reopen,
    binding_verbs.RecountVote: bindings.recount,
    recall_verbs.FilePetition: recalls.file,
    recall_verbs.Sign: recalls.sign,
    recall_verbs.SheetOfNames: recalls.enter_names,
    recall_verbs.AnswerPetition: recalls.answer,
    recall_verbs.Validate: recalls.validate,
    recall_verbs.Hear: recalls.hear,
    commune_verbs.ImportRoll: proposals.import_roll,
    commune_verbs.Draft: proposals.draft,
    commune_verbs.Support: proposals.support,
    commune_verbs.HandIn: proposals.hand_in,
    commune_verbs.FormCheck: proposals.check_form,
    commune_verbs.Rewrite: proposals.rewrite,
    commune_verbs.Argue: proposals.argue,
    commune_verbs.SecondCall: ballots.call_again,
    commune_verbs.Ballot: ballots.vote,
    commune_verbs.ChangeBallot: ballots.change,
    commune_verbs.CloseAssembly: ballots.end_assembly,
    evening_verbs.Agenda: evening.put_down,
    evening_verbs.TakeUp: evening.take_up,
    evening_verbs.Note: evening.note,
    evening_verbs.TakeReport: evening.take_report,
    commune_verbs.LayOpen: minutes.lay_open,
    commune_verbs.AskCorrection: minutes.ask,
    commune_verbs.AnswerCorrection: minutes.answer,
    commune_verbs.KeepCorrection: minutes.keep_to,
}


def _refused(scene: Scene, move: Move) -> tuple[Difference, ...]:
    """Play an act that must be refused; return a difference where it was not, or for other reasons."""
    scene.wants_refusal = True
    try:
        if isinstance(move.act, Part):
            ACTS[type(move.act)](scene, move.act)
    except ConfedError as error:
        said = error_text(error)
        return () if move.words.casefold() in said.casefold() else (Difference("refused", move.words, said),)
    finally:
        scene.wants_refusal = False
    return (Difference("refused", move.words, ""),)


def error_text(error: ConfedError) -> str:
    """Return the sentences of a refusal."""
    return " ".join(str(part) for part in (error.happened, error.safe, error.do, error.rule) if part)
