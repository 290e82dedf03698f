"""Lifecycles of a delegation and of the people in it (docs/rulebook.md, lifecycles)."""

from enum import StrEnum


class DelegationForm(StrEnum):
    """One person, or two who together carry one voice."""

    SINGLE = "single"
    TANDEM = "tandem"

    @property
    def seats(self) -> int:
        """How many people carry the voice."""
        return 2 if self is DelegationForm.TANDEM else 1


class DelegationStage(StrEnum):
    """Where a sending stands."""

    ACTIVE = "active"
    ENDED = "ended"


class DelegationAct(StrEnum):
    """What moves a sending."""

    END = "end"


DELEGATION_MOVES: dict[tuple[DelegationStage, DelegationAct], DelegationStage] = {
    (DelegationStage.ACTIVE, DelegationAct.END): DelegationStage.ENDED,
}


class DelegateStage(StrEnum):
    """Where a person in a delegation stands."""

    ACTIVE = "active"
    ALTERNATE = "alternate"
    ENDED = "ended"


class DelegateAct(StrEnum):
    """What moves a person in a delegation."""

    ACTIVATE = "activate"
    END = "end"


DELEGATE_MOVES: dict[tuple[DelegateStage, DelegateAct], DelegateStage] = {
    (DelegateStage.ALTERNATE, DelegateAct.ACTIVATE): DelegateStage.ACTIVE,
    (DelegateStage.ALTERNATE, DelegateAct.END): DelegateStage.ENDED,
    (DelegateStage.ACTIVE, DelegateAct.END): DelegateStage.ENDED,
}


class ReportStage(StrEnum):
    """Where the report-back on one sitting stands."""

    DUE = "due"
    GIVEN = "given"
    RECEIVED = "received"
    CONTESTED = "contested"


class ReportAct(StrEnum):
    """What moves a report-back."""

    GIVE = "give"
    RECEIVE = "receive"
    CONTEST = "contest"


REPORT_MOVES: dict[tuple[ReportStage, ReportAct], ReportStage] = {
    (ReportStage.DUE, ReportAct.GIVE): ReportStage.GIVEN,
    (ReportStage.GIVEN, ReportAct.GIVE): ReportStage.GIVEN,
    (ReportStage.CONTESTED, ReportAct.GIVE): ReportStage.GIVEN,
    (ReportStage.DUE, ReportAct.RECEIVE): ReportStage.RECEIVED,
    (ReportStage.GIVEN, ReportAct.RECEIVE): ReportStage.RECEIVED,
    (ReportStage.CONTESTED, ReportAct.RECEIVE): ReportStage.RECEIVED,
    (ReportStage.DUE, ReportAct.CONTEST): ReportStage.CONTESTED,
    (ReportStage.GIVEN, ReportAct.CONTEST): ReportStage.CONTESTED,
    (ReportStage.RECEIVED, ReportAct.CONTEST): ReportStage.CONTESTED,
}


class PetitionStage(StrEnum):
    """Where a petition for a recall stands; what follows a recall stands in the delegation."""

    COLLECTING = "collecting"
    CURE = "cure"
    VALIDATED = "validated"
    NOTICED = "noticed"
    HEARD = "heard"
    RECALLED = "recalled"
    KEPT = "kept"
    INSUFFICIENT = "insufficient"
    LAPSED = "lapsed"
    MOOT = "moot"


class PetitionAct(StrEnum):
    """What moves a petition."""

    FALL_SHORT = "fall_short"
    VALIDATE = "validate"
    NOTICE = "notice"
    HEAR = "hear"
    RECALL = "recall"
    KEEP = "keep"
    LAPSE = "lapse"
    LEAVE = "leave"


# Names are taken and taken back in these; after them the number stands.
OPEN_FOR_NAMES = (PetitionStage.COLLECTING, PetitionStage.CURE)
AWAITING_VOTE = (PetitionStage.VALIDATED, PetitionStage.NOTICED, PetitionStage.HEARD)
RUNNING_PETITION = (*OPEN_FOR_NAMES, *AWAITING_VOTE)
PETITION_MOVES: dict[tuple[PetitionStage, PetitionAct], PetitionStage] = {
    (PetitionStage.COLLECTING, PetitionAct.VALIDATE): PetitionStage.VALIDATED,
    (PetitionStage.COLLECTING, PetitionAct.FALL_SHORT): PetitionStage.CURE,
    (PetitionStage.CURE, PetitionAct.VALIDATE): PetitionStage.VALIDATED,
    (PetitionStage.CURE, PetitionAct.FALL_SHORT): PetitionStage.INSUFFICIENT,
    # Notice is given again for each sitting that follows one without the quorum.
    **{(stage, PetitionAct.NOTICE): PetitionStage.NOTICED for stage in AWAITING_VOTE},
    **{(stage, PetitionAct.HEAR): PetitionStage.HEARD for stage in (PetitionStage.NOTICED, PetitionStage.HEARD)},
    **{(stage, PetitionAct.LAPSE): PetitionStage.LAPSED for stage in AWAITING_VOTE},
    # Nobody is made to speak: the vote may follow the notice.
    **{(stage, PetitionAct.RECALL): PetitionStage.RECALLED for stage in AWAITING_VOTE},
    **{(stage, PetitionAct.KEEP): PetitionStage.KEPT for stage in AWAITING_VOTE},
    # A count that was corrected may still end the mandate, never give it back.
    (PetitionStage.KEPT, PetitionAct.RECALL): PetitionStage.RECALLED,
    # Who resigns or is replaced first ends what was asked.
    **{(stage, PetitionAct.LEAVE): PetitionStage.MOOT for stage in RUNNING_PETITION},
}
