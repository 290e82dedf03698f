"""The verbs of a rehearsal step, each the shape of one civic act."""

from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from confed.rehearsal.domain.values import Hour, Selection, Vote, read_none

Says = Literal["for", "against", "abstain"]
Many = Annotated[int, Field(ge=0, le=1_000_000)]


class Part(BaseModel):
    """A part of the file: an unknown key is a mistake, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Call(Part):
    """One count of those present: the first call, or the second."""

    voters: Many
    youth: Many = 0
    observers: Many = 0


class Sitting(Part):
    """What every sitting of people says: who, where, how many."""

    commune: Selection
    place: str = ""
    voters: Many | None = None
    youth: Many | None = None
    observers: Many | None = None
    calls: list[Call] | None = None


class Answering(Part):
    """A vote taken: exact counts, or a word that stands for the file's usual counts."""

    says: Says | None = None
    counts: Vote | None = None


class Binding(Part):
    """What a mandate says beside its position."""

    latitude: Literal["", "strict", "bounded", "open"] = ""
    red_lines: list[str] = Field(default_factory=list)
    if_touched: Literal["none", "against", "send_back"] = "none"
    reasons: str = ""


class Seats(Part):
    """Whom a delegation sends: names of the roll, or nothing for the first on it."""

    form: Literal["", "single", "tandem"] = ""
    delegates: list[str] = Field(default_factory=list)
    alternates: Annotated[int, Field(ge=0, le=20)] = 0


class Matter(Answering, Binding, Seats):
    """One item of an assembly: a text, a proposal drafted before, a mandate, an answer, or a naming of delegates."""

    text: str | None = None
    body: str = ""
    proposal: str | None = None
    mandate: str | None = None
    answer: str | None = None
    name_delegation: bool = False


class Assemble(Sitting):
    """Plan, open, decide and close an assembly in one step."""

    items: list[Matter] = Field(default_factory=list)
    close: bool = True


class Plan(Part):
    """Announce an assembly for a later day."""

    commune: Selection
    on: int
    at: Hour = time(18, 30)
    place: str = ""


class Paper(Answering):
    """Enter an assembly held on paper: its answer, or the mandate it gave."""

    commune: Selection
    item: str
    about: Literal["answer", "mandate"] = "answer"
    held: int | None = None
    voters: Many | None = None
    youth: Many | None = None
    observers: Many | None = None
    place: str = ""
    tellers: list[str] = Field(default_factory=list)
    witnesses: list[str] = Field(default_factory=list)
    version: Annotated[int, Field(ge=1)] | None = None


class NameDelegation(Sitting, Answering, Seats):
    """An assembly names whom it sends; an inner commune does so by what its council decided on an item."""

    item: str | None = None


class Publish(Part):
    """A council publishes an item, so that its communes can instruct their delegates."""

    council: Selection
    item: str
    title: str
    body: str = ""
    purpose: Literal["decide", "instruct"] = "decide"
    deadline: int | None = None


class ChangeText(Part):
    """A council changes the text of an item: a new version."""

    item: str
    council: Selection | None = None
    body: str
    reason: str


class Mandate(Sitting, Answering, Binding):
    """An assembly decides what its delegates say on an item."""

    item: str


class Council(Part):
    """A council meets: credentials are checked and the voices counted."""

    council: Selection
    present: Selection | None = None
    observers: Many = 0
    place: str = ""


class CloseSitting(Part):
    """A council ends its sitting."""

    council: Selection


class CouncilVote(Part):
    """A council votes: opened if it is not, the voices cast, and closed unless said otherwise.

    `hand` names by number who casts, where it is not everybody who carries the voice.
    """

    item: str
    council: Selection | None = None
    cast: dict[str, Selection] = Field(default_factory=dict)
    by_hand: dict[str, Selection] = Field(default_factory=dict)
    hand: Selection = Field(default_factory=list)
    close: bool = True


class Answer(Sitting, Answering):
    """A commune answers what its council sent down: in an assembly, or on paper."""

    item: str
    by: Literal["assembly", "paper"] = "assembly"
    held: int | None = None
    condition: str = ""


class Correct(Answering):
    """A commune corrects the counts of its last decision on an item."""

    commune: Selection
    item: str
    reason: str


Clock = Annotated[str | None, BeforeValidator(read_none)]
