"""What a facilitator can do now: one next step, the other steps, and why a step is not open yet."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage, BallotStage
from assemblies.queries.phone_votes import PhoneVote
from confed.kernel.errors import ALLOWED, Verdict


class Act(StrEnum):
    """The acts of the run of a sitting, as the forms name them."""

    OPEN = "open"
    SECOND = "second"
    COUNT = "count"
    START = "start"
    END = "end"
    VOTE = "vote"
    CLOSE_VOTE = "close_vote"
    ANNOUNCE = "announce"
    VOID = "void"
    LIST = "list"
    PUT = "put"
    PRESENT = "present"
    CLOSE = "close"
    SEND = "send"
    SETTLE = "settle"


class Fields(StrEnum):
    """What a step asks for."""

    NONE = ""
    HEADS = "heads"
    REASON = "reason"
    TITLE = "title"
    PRESENT = "present"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Step:
    """One act: what it is, what it says before it is done, what it asks for, and whether it is open."""

    act: Act
    title: str
    note: str
    button: str
    fields: Fields = Fields.NONE
    verdict: Verdict = ALLOWED
    target: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """No act: the sitting waits for somebody else."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Floor:
    """Where a sitting stands, as far as the next step depends on it."""

    stage: str
    call: int
    has_second_call: bool
    is_council: bool
    here: int
    needed: int
    running: str
    running_place: str
    running_has_text: bool
    is_voted: bool
    following: str
    following_place: str
    ballot: str
    ballot_code: str
    open_answers: tuple[str, ...]
    differing: tuple[str, ...]
    rule: str
    vote: PhoneVote | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The next step, and what else can be done."""

    first: Step | None
    waiting: Waiting | None
    others: tuple[Step, ...]


def next_steps(floor: Floor) -> Steps:
    """Choose the next step of a sitting (design 2.10: one next step, not a dashboard)."""
    if floor.stage == AssemblyStage.CLOSED:
        return Steps(None, None, ())
    if floor.stage == AssemblyStage.PLANNED:
        return _before(floor)
    if floor.ballot:
        return _in_vote(floor)
    if floor.stage == AssemblyStage.INQUORATE:
        return _too_few(floor)
    if floor.running:
        return _in_item(floor)
    if floor.following:
        return Steps(_start(floor), None, (_heads(floor), _list(), _close()))
    return Steps(_close(), None, (_heads(floor), _list()))


def _before(floor: Floor) -> Steps:
    if floor.is_council:
        return Steps(None, _in_the_hall(), (_list(),))
    note = _("%(needed)s people with a vote are needed. Youth and observers do not count for this.") % {
        "needed": floor.needed
    }
    opening = Step(Act.OPEN, _("Count who is here, then open"), note, _("Open the assembly"), Fields.HEADS)
    return Steps(opening, None, (_list(),))


def _in_the_hall() -> Waiting:
    return Waiting(
        _("The council opens with its credentials"),
        _("Whose voice is here is checked in the council hall; votes are taken there."),
    )


def _too_few(floor: Floor) -> Steps:
    words = {"here": floor.here, "needed": floor.needed}
    if floor.call == 1 and floor.has_second_call and not floor.is_council:
        second = Step(
            Act.SECOND,
            _("Call a second time"),
            _("%(here)s voters are here, %(needed)s are needed. After the wait, fewer are enough.") % words,
            _("Call a second time"),
            Fields.HEADS,
        )
        return Steps(second, None, (_heads(floor), *_talk(floor), _close()))
    note = _("%(here)s voters are here, %(needed)s are needed. You can go on talking. No vote is taken.") % words
    heads = Step(Act.COUNT, _("Count again if people have come"), note, _("Save the count"), Fields.HEADS)
    first = None if floor.is_council else heads
    return Steps(first, None, (*_talk(floor), _close()))


def _talk(floor: Floor) -> tuple[Step, ...]:
    if floor.running:
        return (_end(floor),)
    return (_start(floor),) if floor.following else ()


def _in_item(floor: Floor) -> Steps:
    others = (_heads(floor), _list(), _close())
    if floor.is_council:
        return Steps(_end(floor), None, others)
    if floor.running_has_text and not floor.is_voted:
        vote = Step(
            Act.VOTE, _("Ready to vote?"), floor.rule, _("Open the vote"), Fields.VOTE, target=floor.running_place
        )
        return Steps(vote, None, (_end(floor), *others))
    return Steps(_end(floor), None, others)


def _in_vote(floor: Floor) -> Steps:
    if floor.ballot == BallotStage.CLOSED:
        note = _("The numbers are seen by the tellers and here only, until you announce them.")
        if floor.vote is not None:
            note = _("Nobody has seen a number. They appear for all at once when you announce them.")
        announce = Step(
            Act.ANNOUNCE, _("The count is complete"), note, _("Announce the result"), target=floor.ballot_code
        )
        return Steps(announce, None, (_present(floor),))
    void = Step(
        Act.VOID,
        _("Stop this vote"),
        _("What was counted is void; the vote can be opened again. The minutes say why."),
        _("Stop this vote"),
        Fields.REASON,
        target=floor.ballot_code,
    )
    if floor.vote is not None:
        note = _("Ask the hall if everybody has voted.")
        close = Step(Act.CLOSE_VOTE, _("People are voting"), note, _("Close the vote"), target=floor.ballot_code)
        return Steps(close, None, (_present(floor), void))
    if not floor.open_answers:
        note = _("Both tellers agree on each answer, or one number was kept.")
        done = Step(Act.CLOSE_VOTE, _("All hands are counted"), note, _("Close the vote"), target=floor.ballot_code)
        return Steps(done, None, (_present(floor), void))
    answers = ", ".join(floor.open_answers)
    closing = Step(
        Act.CLOSE_VOTE,
        _("Close the vote"),
        "",
        _("Close the vote"),
        verdict=Verdict(False, _("Not settled yet: %(answers)s.") % {"answers": answers}),
    )
    title = _("The two counts differ") if floor.differing else _("Hands are being counted")
    note = (
        _("Ask for the hands again, or keep one number and say why. The minutes show both.")
        if floor.differing
        else _("Two tellers send what each counted. They see each other’s number when both are sent.")
    )
    return Steps(None, Waiting(title, note), (closing, _present(floor), void))


def _present(floor: Floor) -> Step:
    return Step(
        Act.PRESENT,
        _("Correct how many are here"),
        _("Only if the number was wrong when the vote opened."),
        _("Correct the number of those present"),
        Fields.PRESENT,
        target=floor.ballot_code,
    )


def _start(floor: Floor) -> Step:
    return Step(
        Act.START,
        _("Next: %(title)s") % {"title": floor.following},
        "",
        _("Start this item"),
        target=floor.following_place,
    )


def _end(floor: Floor) -> Step:
    return Step(Act.END, _("Done with this item?"), "", _("End this item"), target=floor.running_place)


def _heads(floor: Floor) -> Step:
    return Step(
        Act.COUNT,
        _("Somebody came or left"),
        _("Count again. The last count holds for the next vote."),
        _("Save the count"),
        Fields.HEADS,
        Verdict(False, _("At a council, voices are counted in its hall.")) if floor.is_council else ALLOWED,
    )


def _list() -> Step:
    return Step(
        Act.LIST,
        _("Add to the agenda"),
        _("A matter to talk about. It comes last."),
        _("Add to the agenda"),
        Fields.TITLE,
    )


def _close() -> Step:
    return Step(
        Act.CLOSE,
        _("Close the assembly"),
        _("The minutes are complete then. What was not reached stays for another day."),
        _("Close the assembly"),
    )
