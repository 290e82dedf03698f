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
