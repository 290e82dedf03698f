"""The verbs of what binds a voice: red lines declared and contested, votes that stand still or are taken up again."""

from typing import Annotated

from pydantic import Field

from confed.rehearsal.domain.values import Selection
from confed.rehearsal.domain.verbs import Answering, Part, Sitting

LineNumber = Annotated[int, Field(ge=1)]


class Declare(Part):
    """A delegate declares on a red line, on the newest version of an item's text."""

    commune: Selection
    item: str
    line: LineNumber = 1
    touched: bool
    version: LineNumber | None = None


class Contest(Sitting, Answering):
    """An assembly decides that a line was declared untouched wrongly."""

    item: str
    line: LineNumber = 1


class OfVote(Part):
    """A vote of a council, by its item."""

    item: str
    council: Selection | None = None


class SuspendVote(OfVote):
    """The chair lets a vote stand still, for a day at most."""

    reason: str


class ResumeVote(OfVote):
    """The chair lets a vote go on that stood still."""


class ReopenVote(OfVote):
    """The chair takes a counted vote up again, for a void voice that somebody else carries since."""


class RecountVote(OfVote):
    """The chair has a closed vote counted again from its voices."""

    reason: str
