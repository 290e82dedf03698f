"""Saint-Nazaire: the tendency of the council flips when the assemblies answer."""

from assemblies.domain.majority import Base, Rule
from mandates.domain.council import CouncilOutcome, VoiceCount, tally, verdict
from mandates.domain.counts import Counts
from mandates.domain.ratification import RatificationOutcome, has_spoken_by_silence, stand
from mandates.domain.stages import Ask, Choice, CountMethod, VoiceKind
from tests.unit.mandates.domain.rounds import B20, SAINT_NAZAIRE, rule, saint_nazaire

SIMPLE = Rule(None, Base.CAST)
OUTSTANDING = {"ask": "outstanding"}
VOICES = [VoiceCount(Choice(choice), VoiceKind(kind), 1, 60) for choice, kind, _stage, _day in SAINT_NAZAIRE]


def test_council_counts_binding_indicative_and_tendency_apart():
    counted = tally(VOICES)
    assert counted.binding.units == Counts(3, 5, 0)
    assert counted.indicative.units == Counts(12, 3, 1)
    assert counted.tendency.units == Counts(15, 8, 1)
    assert counted.tendency.units.percent_for == "65.2"
    assert (counted.present, counted.void, counted.not_voting, counted.send_back) == (24, 0, 0, 0)


def test_council_with_sixteen_indicative_voices_is_provisional():
    assert verdict(tally(VOICES), SIMPLE, Ask.OUTSTANDING) == CouncilOutcome.PROVISIONAL


def test_day_fourteen_is_open_and_can_still_change():
    standing = stand(saint_nazaire(14), rule(**OUTSTANDING), closed=False)
    assert standing.flat.counts == Counts(7, 9, 1)
    assert (standing.outstanding, standing.expressed, standing.needed_expressed) == (7, 17, 12)
    assert (standing.is_final, standing.can_change) == (False, True)
    indicative = [unit for unit in saint_nazaire(14) if unit.council_kind == VoiceKind.INDICATIVE]
    assert sum((Counts.of(unit.position) for unit in indicative), Counts()) == Counts(4, 4, 1)


def test_close_is_not_ratified_and_reverses_the_tendency():
    standing = stand(saint_nazaire(), rule(**OUTSTANDING), closed=True)
    assert standing.flat.counts == Counts(8, 12, 1)
    assert (standing.silent, standing.late, standing.inquorate, standing.outstanding) == (3, 0, 0, 0)
    assert (standing.expressed, standing.needed_expressed) == (21, 12)
    assert standing.outcome == RatificationOutcome.NOT_RATIFIED
    assert standing.tendency == Counts(15, 8, 1)
    assert (standing.is_final, standing.can_change, standing.reversed) == (True, False, True)
    assert (standing.inversion, standing.converted) == ((), 0)


def test_divergence_says_what_came_home_of_each_indicative_choice():
    assert stand(saint_nazaire(), rule(**OUTSTANDING), closed=True).divergence == {
        "for": {"for": 5, "against": 5, "abstain": 1, "silent": 1},
        "against": {"against": 2, "silent": 1},
        "abstain": {"silent": 1},
    }


def test_silence_that_stands_converts_the_indicative_choice_at_the_deadline():
    standing = stand(saint_nazaire(), rule(silence="stands", **OUTSTANDING), closed=True)
    assert standing.flat.counts == Counts(9, 13, 2)
    assert (standing.expressed, standing.silent, standing.converted) == (24, 0, 3)
    assert standing.outcome == RatificationOutcome.NOT_RATIFIED
    assert standing.divergence["against"] == {"against": 2, "silent": 1}


def test_silence_as_assent_makes_three_yes_and_still_is_not_ratified():
    standing = stand(saint_nazaire(), rule(silence="assent", **OUTSTANDING), closed=True)
    assert standing.flat.counts == Counts(11, 12, 1)
    assert (standing.expressed, standing.silent, standing.converted) == (24, 0, 3)
    assert standing.outcome == RatificationOutcome.NOT_RATIFIED


def test_silence_as_no_adds_three_against():
    standing = stand(saint_nazaire(), rule(silence="against", **OUTSTANDING), closed=True)
    assert standing.flat.counts == Counts(8, 15, 1)


def test_late_vote_is_kept_apart_and_changes_no_total():
    on_time = stand(saint_nazaire(), rule(**OUTSTANDING), closed=True)
    late = stand(saint_nazaire(late=True), rule(**OUTSTANDING), closed=True)
    assert late.flat.counts == on_time.flat.counts == Counts(8, 12, 1)
    assert late.members.counts == on_time.members.counts
    assert (late.silent, late.late, late.expressed) == (2, 1, 21)
    assert late.divergence["for"] == {"for": 5, "against": 5, "abstain": 1, "late": 1}


def test_late_unit_is_silent_under_the_rule_for_silence():
    stands = stand(saint_nazaire(late=True), rule(silence="stands", **OUTSTANDING), closed=True)
    assent = stand(saint_nazaire(late=True), rule(silence="assent", **OUTSTANDING), closed=True)
    assert stands.flat.counts == Counts(9, 13, 2)
    assert assent.flat.counts == Counts(11, 12, 1)
    spoken = [unit.id for unit in saint_nazaire(late=True) if has_spoken_by_silence(unit, rule(silence="stands"), True)]
    assert spoken == [B20, 23, 24]
    assert (stands.late, assent.late) == (0, 0)


def test_tiered_without_districts_counts_as_flat_does():
    standing = stand(saint_nazaire(), rule(count_method="tiered", **OUTSTANDING), closed=True)
    assert standing.tiered.counts == standing.flat.counts
    assert standing.tiered.whole == 24
    assert standing.method == CountMethod.TIERED


def test_day_twenty_eight_is_the_last_that_counts():
    assert saint_nazaire(27)[17].position is None
    assert stand(saint_nazaire(28), rule(**OUTSTANDING), closed=True).flat.counts.against == 12
