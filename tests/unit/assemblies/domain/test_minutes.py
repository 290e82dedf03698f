"""Minutes: every pair of stage and act, the days of posting, and what seals a text."""

from datetime import date
from itertools import product

import pytest

from assemblies.domain.minutes import (
    CORRECTION_MOVES,
    HOLDS,
    LOCKED,
    MINUTES_MOVES,
    OPEN_FOR_CORRECTIONS,
    PENDING,
    CorrectionAct,
    CorrectionStage,
    MinutesAct,
    MinutesStage,
    fingerprint_of,
    may_be_posted,
    posted_until,
)
from confed.kernel.errors import IllegalStep
from confed.kernel.lifecycle import step


@pytest.mark.parametrize(("stage", "act"), list(product(MinutesStage, MinutesAct)))
def test_minutes_move_by_their_table_only(stage, act):
    if (stage, act) in MINUTES_MOVES:
        assert step(MINUTES_MOVES, stage, act) == MINUTES_MOVES[(stage, act)]
    else:
        with pytest.raises(IllegalStep):
            step(MINUTES_MOVES, stage, act)


@pytest.mark.parametrize(("stage", "act"), list(product(CorrectionStage, CorrectionAct)))
def test_corrections_move_by_their_table_only(stage, act):
    if (stage, act) in CORRECTION_MOVES:
        assert step(CORRECTION_MOVES, stage, act) == CORRECTION_MOVES[(stage, act)]
    else:
        with pytest.raises(IllegalStep):
            step(CORRECTION_MOVES, stage, act)


def test_nothing_but_a_fallen_approval_leads_out_of_an_approved_text():
    left = {act: after for (before, act), after in MINUTES_MOVES.items() if before == MinutesStage.PUBLISHED}
    assert left.pop(MinutesAct.REOPEN) == MinutesStage.CORRECTED
    assert set(left.values()) == {MinutesStage.PUBLISHED}
    assert set(LOCKED) < set(OPEN_FOR_CORRECTIONS)


def test_a_correction_holds_or_waits_but_never_both():
    assert not set(HOLDS) & set(PENDING)


@pytest.mark.parametrize(
    ("today", "was_sitting", "may"),
    [
        (date(2027, 8, 15), False, False),
        (date(2027, 8, 16), False, True),
        (date(2027, 8, 16), True, False),
        (date(2028, 1, 1), True, False),
    ],
)
def test_posting_waits_sixty_days_without_a_sitting(today, was_sitting, may):
    assert may_be_posted(date(2027, 6, 17), today, was_sitting=was_sitting) is may


def test_a_posted_draft_hangs_out_for_fourteen_days():
    assert posted_until(date(2027, 8, 20)) == date(2027, 9, 3)


def test_the_seal_is_known_and_moves_with_every_word():
    lines = [{"kind": "said", "words": "Água fría", "item": 3}]
    seal = fingerprint_of(["aa", "bb"], lines)
    assert seal == fingerprint_of(["aa", "bb"], [{"item": 3, "words": "Água fría", "kind": "said"}])
    assert (
        len({seal, fingerprint_of(["bb", "aa"], lines), fingerprint_of(["aa", "bb"], []), fingerprint_of([], lines)})
        == 4
    )
    assert fingerprint_of([], []) == "4cabe211ccf4ea98989d789d63234844ca0d22e7b656b4abada9ef0fe9dd8ade"
