"""The communes of a ratification: what each has answered, and what its silence becomes."""

from dataclasses import dataclass
from enum import StrEnum

from mandates.domain.counts import Counts
from mandates.domain.stages import Choice, Position, RatificationStage, Silence, VoiceKind

_POSITIONS = {
    RatificationStage.FOR: Position.FOR,
    RatificationStage.AGAINST: Position.AGAINST,
    RatificationStage.ABSTAIN: Position.ABSTAIN,
}
_CHOICES = {
    Choice.FOR: Position.FOR,
    Choice.AGAINST: Position.AGAINST,
    Choice.ABSTAIN: Position.ABSTAIN,
}
_SILENCES = {Silence.ASSENT: Position.FOR, Silence.AGAINST: Position.AGAINST}


class Answer(StrEnum):
    """What has come from a commune."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    SILENT = "silent"
    LATE = "late"
    INQUORATE = "inquorate"
    OUTSTANDING = "outstanding"


@dataclass(frozen=True, slots=True)
class Unit:
    """One base commune of a ratification, frozen at opening: its place, its answer, its word in the council.

    `path` names the communes between the council and this one, top first. `for_`, `against`, `abstain` are the votes
    cast at home, `members` the voters on its roll at opening. Communes that stand at the same place and say the same
    may be one unit: `number` says how many, and its votes and members are those of all of them.
    """

    id: int
    path: tuple[int, ...]
    stage: RatificationStage
    council_choice: Choice = Choice.NONE
    council_kind: VoiceKind = VoiceKind.NONE
    for_: int = 0
    against: int = 0
    abstain: int = 0
    members: int = 0
    number: int = 1

    @property
    def position(self) -> Position | None:
        """What it has answered; None without an answer that counts (Rulebook, answers)."""
        return _POSITIONS.get(self.stage)

    @property
    def home(self) -> Counts:
        """The votes cast at home, of a unit whose answer counts (Rulebook, ways of counting)."""
        return Counts(self.for_, self.against, self.abstain) if self.position else Counts()

    @property
    def council_position(self) -> Position | None:
        """What its delegation said in the council, binding or indicative; not a void voice (Rulebook, tendency)."""
        return None if self.council_kind == VoiceKind.VOID else _CHOICES.get(self.council_choice)

    def answer(self, closed: bool) -> Answer:
        """Return what has come from it; after the close, what has not come is silent (Rulebook, answers)."""
        if self.position:
            return Answer(self.position.value)
        if self.stage in (RatificationStage.LATE, RatificationStage.SILENT):
            return Answer(self.stage.value)
        if not closed:
            return Answer.OUTSTANDING
        return Answer.INQUORATE if self.stage == RatificationStage.INQUORATE else Answer.SILENT

    def from_silence(self, silence: Silence) -> Position | None:
        """Return the position that its silence becomes under the charter; None if it is not counted (Rulebook, silence)."""
        if silence == Silence.STANDS:
            return self.council_position
        return _SILENCES.get(silence)
