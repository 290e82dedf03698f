"""The verbs of a commune of its own: proposals, votes by phone, minutes and their corrections, and the roll."""

from typing import Annotated, Literal

from pydantic import Field

from confed.rehearsal.domain.values import Selection, Vote
from confed.rehearsal.domain.verbs import Call, Part

# Voters by their number on the roll (1..40), youth as Y1..Y9.
People = Selection


class Draft(Part):
    """A text before a commune: a member's draft, or (without `by`) put straight there by those who plan its sittings."""

    commune: str
    proposal: str
    title: str
    body: str = ""
    by: People = Field(default_factory=list)


class Support(Part):
    """Members support a proposal, or take their support back."""

    proposal: str
    by: People
    withdraw: bool = False


class HandIn(Part):
    """Its mover hands a proposal in to the convenors."""

    proposal: str
    by: People


class FormCheck(Part):
    """The convenors admit a proposal, or return it with their reason."""

    proposal: str
    answer: Literal["admit", "return"]
    reason: str = ""


class Rewrite(Part):
    """A new version of a proposal's words."""

    proposal: str
    by: People = Field(default_factory=list)
    body: str
    reason: str = ""


class Argue(Part):
    """Somebody who may speak says an argument, or asks a question."""

    proposal: str
    by: People
    side: Literal["for", "against", "question"]
    words: str


class SecondCall(Call):
    """A sitting that missed its quorum is called a second time."""

    commune: Selection


class Ballot(Part):
    """A commune votes in its open sitting: opened if it is not, cast or counted, closed and announced unless said not to.

    On a proposal (with its rivals), on a mandate, on what came down to be answered, on the recall that a petition asks,
    or on the minutes of the sitting that voted on a proposal: their approval, or the wording that somebody keeps to.
    """

    commune: str
    proposal: str | None = None
    mandate: str | None = None
    answer: str | None = None
    minutes: str | None = None
    wording: str | None = None
    recall: str | None = None
    rivals: list[str] = Field(default_factory=list)
    method: Literal["hands", "named", "secret"] = "hands"
    counts: Vote | None = None
    ballots: dict[str, People] = Field(default_factory=dict)
    close: bool = True

    @property
    def about(self) -> list[str]:
        """Return what the vote is on; exactly one in a file without mistakes."""
        names = ("proposal", "mandate", "answer", "minutes", "wording", "recall")
        return [name for name in names if getattr(self, name)]


class ChangeBallot(Part):
    """Those who hold a receipt change what stands on their slip, by its code."""

    proposal: str
    receipts_of: People
    to: str


class CloseAssembly(Part):
    """An assembly that was left open ends."""

    commune: Selection


class LayOpen(Part):
    """The minutes of the last sitting are laid open for corrections."""

    commune: Selection


class AskCorrection(Part):
    """Somebody who was there asks for other numbers of a vote, or for other words than `was`; `reason` says which."""

    proposal: str
    by: People
    counts: Vote | None = None
    was: str = ""
    reason: str


class AnswerCorrection(Part):
    """The minutes-taker accepts a correction, or answers why the text stays."""

    proposal: str
    accept: bool
    why: str = ""


class KeepCorrection(Part):
    """Who asked keeps to a correction that was answered: the assembly will vote on the wording."""

    proposal: str


class ImportRoll(Part):
    """A secretary reads a table of members and enters it, having seen how many are new and how many changed."""

    commune: str
    table: list[list[str]]
    new: Annotated[int, Field(ge=0)]
    changed: Annotated[int, Field(ge=0)] = 0
