"""Two delegates, one voice."""

import pytest

from mandates.domain.stages import Choice, Position
from mandates.domain.tandem import joint_choice

FOR, AGAINST, ABSTAIN, BACK, NONE = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.SEND_BACK, Choice.NONE


@pytest.mark.parametrize(
    ("first", "second", "position", "voice"),
    [
        (FOR, None, None, FOR),
        (FOR, NONE, None, FOR),
        (FOR, FOR, None, FOR),
        (NONE, AGAINST, None, AGAINST),
        (NONE, None, Position.FOR, NONE),
        (FOR, AGAINST, None, ABSTAIN),
        (FOR, AGAINST, Position.AGAINST, AGAINST),
        (FOR, BACK, Position.FOR, FOR),
        (BACK, FOR, None, ABSTAIN),
        (BACK, BACK, Position.FOR, BACK),
        (ABSTAIN, ABSTAIN, Position.FOR, ABSTAIN),
    ],
)
def test_joint_choice(first, second, position, voice):
    assert joint_choice(first, second, position) == voice
