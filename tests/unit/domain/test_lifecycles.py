"""Every lifecycle, exhaustively: the steps in its table are taken, every other one is refused."""

from itertools import product

import pytest

from assemblies.domain import stages as a
from confed.kernel.errors import IllegalStep
from confed.kernel.lifecycle import step
from delegates.domain import stages as d
from mandates.domain import stages as m

TABLES = [
    (a.ASSEMBLY_MOVES, a.AssemblyStage, a.AssemblyAct),
    (a.PROPOSAL_MOVES, a.ProposalStage, a.ProposalAct),
    (a.BALLOT_MOVES, a.BallotStage, a.BallotAct),
    (a.DECISION_MOVES, a.DecisionStage, a.DecisionAct),
    (d.DELEGATION_MOVES, d.DelegationStage, d.DelegationAct),
    (d.DELEGATE_MOVES, d.DelegateStage, d.DelegateAct),
    (d.PETITION_MOVES, d.PetitionStage, d.PetitionAct),
    (m.ITEM_MOVES, m.ItemStage, m.ItemAct),
    (m.MANDATE_MOVES, m.MandateStage, m.MandateAct),
    (m.COUNCIL_VOTE_MOVES, m.CouncilVoteStage, m.CouncilVoteAct),
    (m.CASCADE_MOVES, m.CascadeStage, m.CascadeAct),
    (m.RATIFICATION_MOVES, m.RatificationStage, m.RatificationAct),
]
PAIRS = [
    pytest.param(moves, stage, act, id=f"{stages.__name__}-{stage}-{act}")
    for moves, stages, acts in TABLES
    for stage, act in product(stages, acts)
]
NAMES = [stages.__name__ for _moves, stages, _acts in TABLES]


@pytest.mark.parametrize(("moves", "stage", "act"), PAIRS)
def test_step_is_taken_if_the_table_has_it_and_refused_if_not(moves, stage, act):
    if (stage, act) in moves:
        assert step(moves, stage, act) == moves[(stage, act)]
    else:
        with pytest.raises(IllegalStep):
            step(moves, stage, act)


@pytest.mark.parametrize(("moves", "stages", "acts"), TABLES, ids=NAMES)
def test_table_speaks_its_own_words(moves, stages, acts):
    assert all(isinstance(stage, stages) and isinstance(act, acts) for stage, act in moves)
    assert all(isinstance(stage, stages) for stage in moves.values())


@pytest.mark.parametrize(("moves", "stages", "acts"), TABLES, ids=NAMES)
def test_every_stage_can_be_reached_and_every_act_used(moves, stages, acts):
    named_at_birth = {
        next(iter(stages)),
        d.DelegateStage.ALTERNATE,
        a.DecisionStage.NOT_PASSED,
        a.DecisionStage.BEING_RATIFIED,
    }
    reached = {stage for stage in stages if stage in named_at_birth and isinstance(stage, stages)} | set(moves.values())
    assert reached == set(stages)
    assert {act for _stage, act in moves} == set(acts)


def test_mandate_that_was_carried_out_moves_only_when_it_is_contested_or_its_vote_is_reopened():
    ends = [m.MandateStage.EXERCISED, m.MandateStage.UNUSED, m.MandateStage.REVOKED]
    acts = {act for stage, act in m.MANDATE_MOVES if stage in ends}
    assert acts == {m.MandateAct.CONTEST, m.MandateAct.REOPEN}


def test_answer_given_anew_replaces_the_earlier_one():
    stage = m.RatificationStage.FOR
    assert step(m.RATIFICATION_MOVES, stage, m.RatificationAct.ANSWER_AGAINST) == m.RatificationStage.AGAINST


def test_answer_never_falls_silent_or_late_again():
    for act in (m.RatificationAct.FALL_SILENT, m.RatificationAct.COME_LATE, m.RatificationAct.MISS_QUORUM):
        with pytest.raises(IllegalStep):
            step(m.RATIFICATION_MOVES, m.RatificationStage.FOR, act)


def test_paper_assembly_and_called_assembly_end_closed():
    planned = a.AssemblyStage.PLANNED
    assert step(a.ASSEMBLY_MOVES, planned, a.AssemblyAct.ENTER_PAPER) == a.AssemblyStage.CLOSED
    missed = step(a.ASSEMBLY_MOVES, planned, a.AssemblyAct.MISS_QUORUM)
    second_call = step(a.ASSEMBLY_MOVES, missed, a.AssemblyAct.MEET_QUORUM)
    assert step(a.ASSEMBLY_MOVES, second_call, a.AssemblyAct.CLOSE) == a.AssemblyStage.CLOSED
