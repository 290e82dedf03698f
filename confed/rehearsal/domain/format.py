"""The shape of a rehearsal file; `docs/rehearsals.md` describes it for people."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from confed.rehearsal.domain.binding_verbs import (
    Contest,
    Declare,
    RecountVote,
    ReopenVote,
    ResumeVote,
    SuspendVote,
)
from confed.rehearsal.domain.commune_verbs import (
    AnswerCorrection,
    Argue,
    AskCorrection,
    Ballot,
    ChangeBallot,
    CloseAssembly,
    Draft,
    FormCheck,
    HandIn,
    ImportRoll,
    KeepCorrection,
    LayOpen,
    Rewrite,
    SecondCall,
    Support,
)
from confed.rehearsal.domain.evening_verbs import Agenda, Note, TakeReport, TakeUp
from confed.rehearsal.domain.figures import Expect
from confed.rehearsal.domain.recall_verbs import AnswerPetition, FilePetition, Hear, SheetOfNames, Sign, Validate
from confed.rehearsal.domain.values import Hour, Roll, Vote
from confed.rehearsal.domain.verbs import (
    Answer,
    Assemble,
    ChangeText,
    Clock,
    CloseSitting,
    Correct,
    Council,
    CouncilVote,
    Mandate,
    Many,
    NameDelegation,
    Paper,
    Part,
    Plan,
    Publish,
)


class Acts(Part):
    """The verbs, of which a step has exactly one."""

    plan: Plan | None = None
    assemble: Assemble | None = None
    paper: Paper | None = None
    name_delegation: NameDelegation | None = None
    publish: Publish | None = None
    change_text: ChangeText | None = None
    mandate: Mandate | None = None
    sitting: Council | None = None
    close_sitting: CloseSitting | None = None
    vote: CouncilVote | None = None
    answer: Answer | None = None
    correct: Correct | None = None
    declare: Declare | None = None
    contest: Contest | None = None
    suspend_vote: SuspendVote | None = None
    resume_vote: ResumeVote | None = None
    reopen_vote: ReopenVote | None = None
    recount_vote: RecountVote | None = None
    file_petition: FilePetition | None = None
    sign: Sign | None = None
    sheet: SheetOfNames | None = None
    answer_petition: AnswerPetition | None = None
    validate_petition: Validate | None = None
    hear: Hear | None = None
    import_roll: ImportRoll | None = None
    draft: Draft | None = None
    support: Support | None = None
    hand_in: HandIn | None = None
    form_check: FormCheck | None = None
    rewrite: Rewrite | None = None
    argue: Argue | None = None
    second_call: SecondCall | None = None
    ballot: Ballot | None = None
    change_ballot: ChangeBallot | None = None
    close_assembly: CloseAssembly | None = None
    agenda: Agenda | None = None
    take_up: TakeUp | None = None
    note: Note | None = None
    take_report: TakeReport | None = None
    lay_open: LayOpen | None = None
    ask_correction: AskCorrection | None = None
    answer_correction: AnswerCorrection | None = None
    keep_correction: KeepCorrection | None = None
    clock: Clock = None
    expect: Expect | None = None


class Refused(Acts):
    """An act that must be refused, with words its refusal must contain."""

    words: str


class Step(Acts):
    """One step: when, and one verb. Without `day` or `at` it follows the step before."""

    id: str | None = None
    day: int | None = None
    at: Hour | None = None
    refused: Refused | None = None


class Numbers(Part):
    """Where the numbers of a commune go on that had kept them on paper: its next assembly, decision and item."""

    assembly: Annotated[int, Field(ge=1)] = 1
    decision: Annotated[int, Field(ge=1)] = 1
    item: Annotated[int, Field(ge=1)] = 1


class CommuneSpec(Part):
    """A commune of the tree: people on its roll, or communes under it."""

    name: str = ""
    names: list[str] = Field(default_factory=list)
    belonging: str = ""
    roll: Roll | None = None
    youth: Many = 0
    people: dict[str, str] = Field(default_factory=dict)
    numbers: Numbers = Numbers()
    template: str = ""
    charter: dict[str, str] = Field(default_factory=dict)
    communes: dict[str, "CommuneSpec"] = Field(default_factory=dict)


class Defaults(Part):
    """What a home assembly counts where a step does not say."""

    voters: Many = 28
    youth: Many = 0
    observers: Many = 0
    place: str = ""
    for_: Annotated[Vote, Field(alias="for")] = (20, 6, 2)
    against: Vote = (6, 20, 2)
    abstain: Vote = (10, 10, 8)

    def vote(self, says: str) -> tuple[int, int, int]:
        """Return the usual counts of an assembly that says this."""
        return {"for": self.for_, "against": self.against, "abstain": self.abstain}[says]


class Variant(Part):
    """The whole procedure once more, with other charter values or other steps."""

    name: str
    title: str = ""
    charter: dict[str, str] = Field(default_factory=dict)
    drop: list[str] = Field(default_factory=list)
    steps: list[Step] = Field(default_factory=list)


class RehearsalFile(Part):
    """A rehearsal as written."""

    rehearsal: Literal["1"]
    title: str
    source: str = ""
    start: date
    zone: str = "UTC"
    defaults: Defaults = Defaults()
    communes: dict[str, CommuneSpec]
    groups: dict[str, list[str]] = Field(default_factory=dict)
    steps: list[Step]
    variants: list[Variant] = Field(default_factory=list)


VERBS = tuple(Acts.model_fields)
