"""Four levels: three lawful ways of counting, two answers."""

import pytest

from mandates.domain.counts import Counts
from mandates.domain.ratification import RatificationOutcome, stand
from mandates.domain.stages import CountMethod
from tests.unit.mandates.domain.rounds import four_levels, rule

RATIFIED, NOT = RatificationOutcome.RATIFIED, RatificationOutcome.NOT_RATIFIED


def test_flat_governs_and_is_not_ratified():
    standing = stand(four_levels(), rule(), closed=True)
    assert standing.flat.counts == Counts(11, 16, 0)
    assert standing.method == CountMethod.FLAT
    assert standing.outcome == standing.flat.outcome == NOT
    assert (standing.units, standing.expressed, standing.needed_expressed) == (27, 27, 14)


def test_tiered_follows_the_larger_side_at_each_level():
    standing = stand(four_levels(), rule(), closed=True)
    assert standing.districts[(1,)] == standing.districts[(2,)] == Counts(2, 1, 0)
    assert standing.districts[(3,)] == Counts(0, 3, 0)
    assert standing.districts[()] == standing.tiered.counts == Counts(2, 1, 0)
    assert (standing.tiered.whole, standing.tiered.outcome) == (3, RATIFIED)


def test_members_are_the_votes_cast_at_home():
    standing = stand(four_levels(), rule(), closed=True)
    assert standing.members.counts == Counts(851, 758, 173)
    assert standing.members.counts.percent_for == "52.9"
    assert standing.members.outcome == RATIFIED
    assert standing.members.whole == 27 * 260


def test_double_majority_fails_on_the_communes():
    assert stand(four_levels(), rule(), closed=True).double == NOT
    assert stand(four_levels(), rule(count_method="double"), closed=True).outcome == NOT


def test_inversion_lists_the_ways_that_say_the_opposite():
    assert stand(four_levels(), rule(), closed=True).inversion == (CountMethod.TIERED, CountMethod.MEMBERS)


@pytest.mark.parametrize("method", ["tiered", "members"])
def test_another_governing_way_turns_outcome_and_inversion(method):
    standing = stand(four_levels(), rule(count_method=method), closed=True)
    assert standing.outcome == RATIFIED
    assert standing.inversion == (CountMethod.FLAT, CountMethod.DOUBLE)


def test_late_commune_leaves_an_equal_neighbourhood_without_position():
    standing = stand(four_levels(late=True), rule(), closed=True)
    assert standing.flat.counts == Counts(11, 15, 0)
    assert (standing.late, standing.silent, standing.expressed) == (1, 0, 26)
    assert standing.members.counts == Counts(826, 723, 167)
    assert standing.districts[(3, 32)] == Counts(1, 1, 0)
    assert standing.districts[(3,)] == Counts(0, 2, 1)
    assert standing.tiered.counts == Counts(2, 1, 0)
    assert (standing.outcome, standing.double) == (NOT, NOT)
    assert standing.inversion == (CountMethod.TIERED, CountMethod.MEMBERS)
