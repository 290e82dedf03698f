"""A petition by chance: whatever is tried in whatever order, names and stages keep their word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from confed.kernel.errors import IllegalStep
from confed.kernel.lifecycle import step
from delegates.domain.stages import (
    AWAITING_VOTE,
    OPEN_FOR_NAMES,
    PETITION_MOVES,
    RUNNING_PETITION,
    PetitionAct,
    PetitionStage,
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(list(PetitionAct)), max_size=12))
def test_a_way_ends_once_and_no_vote_comes_before_enough_names(acts):
    stage, passed = PetitionStage.COLLECTING, [PetitionStage.COLLECTING]
    for act in acts:
        try:
            stage = step(PETITION_MOVES, stage, act)
        except IllegalStep:
            continue
        passed.append(stage)
    if stage in (PetitionStage.RECALLED, PetitionStage.KEPT, PetitionStage.LAPSED):
        assert PetitionStage.VALIDATED in passed
    over = [at for at, one in enumerate(passed) if one not in RUNNING_PETITION]
    if over:  # only a corrected count moves what is over, and only to a recall
        assert set(passed[over[0] :]) <= {passed[over[0]], PetitionStage.RECALLED}
    valid = passed.index(PetitionStage.VALIDATED) if PetitionStage.VALIDATED in passed else len(passed)
    assert not set(passed[valid:]) & set(OPEN_FOR_NAMES)
    assert set(OPEN_FOR_NAMES).isdisjoint(AWAITING_VOTE)
