"""Where a ratification stands: silence, insufficiency, ties, districts, and what is still out."""

import pytest

from mandates.domain.counts import Counts
from mandates.domain.ratification import RatificationOutcome, Unit, stand
from mandates.domain.stages import Choice, CountMethod, RatificationStage, VoiceKind
from mandates.domain.tiers import tiers
from tests.unit.mandates.domain.rounds import rule

S = RatificationStage
RATIFIED, NOT, LACKING = RatificationOutcome


def units(*stages, path=(), choice="", kind="", home=(0, 0, 0), members=100):
    return [
        Unit(number, path, stage, Choice(choice), VoiceKind(kind), *home, members)
        for number, stage in enumerate(stages)
    ]


def test_tie_of_communes_is_not_ratified():
    assert stand(units(S.FOR, S.FOR, S.AGAINST, S.AGAINST), rule(), closed=True).outcome == NOT


def test_too_few_answers_are_insufficient_whatever_the_majority():
    standing = stand(units(S.FOR, S.SILENT, S.INQUORATE, S.LATE), rule(), closed=True)
    assert standing.outcome == LACKING
    assert (standing.silent, standing.inquorate, standing.late) == (1, 1, 1)
    assert standing.inversion == ()


def test_abstentions_count_as_expressed():
    standing = stand(units(S.FOR, S.ABSTAIN, S.SILENT, S.SILENT), rule(), closed=True)
    assert (standing.expressed, standing.outcome) == (2, RATIFIED)


@pytest.mark.parametrize("stage", [S.OPENED, S.ASKED, S.MEETING_SET, S.VOTING, S.SILENT])
def test_what_has_not_come_at_the_close_is_silent(stage):
    assert stand(units(S.FOR, stage), rule(), closed=True).silent == 1


@pytest.mark.parametrize("stage", [S.OPENED, S.ASKED, S.MEETING_SET, S.VOTING, S.INQUORATE])
def test_before_the_close_a_commune_may_still_answer(stage):
    standing = stand(units(S.FOR, stage), rule(), closed=False)
    assert (standing.outstanding, standing.silent, standing.inquorate) == (1, 0, 0)
    assert standing.can_change


def test_silence_speaks_at_the_close_only():
    round_ = units(S.ASKED, S.ASKED, choice="for", kind="indicative")
    for silence in ("stands", "assent"):
        interim = stand(round_, rule(silence=silence), closed=False)
        assert (interim.flat.counts, interim.converted) == (Counts(), 0)
        assert interim.outcome == RATIFIED
        closed = stand(round_, rule(silence=silence), closed=True)
        assert (closed.flat.counts, closed.converted) == (Counts(2, 0, 0), 2)
        assert closed.expressed == 2


@pytest.mark.parametrize(("choice", "kind"), [("send_back", "indicative"), ("", ""), ("for", "void")])
def test_silence_without_a_vote_to_stand_stays_silence(choice, kind):
    standing = stand(units(S.SILENT, choice=choice, kind=kind), rule(silence="stands"), closed=True)
    assert (standing.silent, standing.converted, standing.flat.counts) == (1, 0, Counts())


def test_binding_voice_of_a_silent_commune_stands_too():
    standing = stand(units(S.SILENT, choice="for", kind="binding"), rule(silence="stands"), closed=True)
    assert (standing.flat.counts, standing.divergence) == (Counts(1, 0, 0), {})


def test_tacit_yes_brings_no_people():
    standing = stand(units(S.SILENT, S.SILENT, S.AGAINST, home=(1, 9, 0)), rule(silence="assent"), closed=True)
    assert standing.flat.counts == Counts(2, 0, 0) + Counts(0, 1, 0)
    assert standing.members.counts == Counts(1, 9, 0)
    assert standing.inversion == (CountMethod.MEMBERS, CountMethod.DOUBLE)


def test_members_say_nothing_where_nobody_was_counted():
    assert stand(units(S.FOR, S.FOR), rule(), closed=True).inversion == ()


def test_approval_is_a_share_of_the_whole():
    answers = units(*[S.FOR] * 5, *[S.ABSTAIN] * 7)
    assert stand(answers, rule(), closed=True).outcome == RATIFIED
    standing = stand(answers, rule(approval="1/2"), closed=True)
    assert (standing.outcome, standing.approval_needed, standing.yes_needed) == (NOT, 6, 6)


def test_base_present_means_all_who_answered():
    answers = units(S.FOR, S.FOR, S.AGAINST, S.ABSTAIN)
    assert stand(answers, rule(base="present"), closed=True).outcome == NOT
    assert stand(answers, rule(base="cast"), closed=True).outcome == RATIFIED
    assert stand(answers, rule(base="present"), closed=True).yes_needed is None


def test_no_minimum_of_answers():
    standing = stand(units(S.FOR, S.SILENT, S.SILENT), rule(min_expressed="none"), closed=True)
    assert (standing.outcome, standing.needed_expressed) == (RATIFIED, 0)


def test_double_needs_both_communes_and_people():
    few_people = [*units(S.FOR, S.FOR, home=(3, 2, 0)), Unit(9, (), S.AGAINST, for_=1, against=40, members=100)]
    standing = stand(few_people, rule(count_method="double"), closed=True)
    assert (standing.flat.outcome, standing.members.outcome, standing.outcome) == (RATIFIED, NOT, NOT)
    assert standing.inversion == (CountMethod.FLAT, CountMethod.TIERED)


def test_outstanding_people_are_bounded_by_the_roll():
    answered = Unit(1, (), S.FOR, for_=150, against=10, members=400)
    small, large = (Unit(2, (), S.ASKED, members=members) for members in (139, 140))
    by_people = rule(count_method="members")
    assert stand([answered, small], by_people, closed=False).can_change is False
    assert stand([answered, large], by_people, closed=False).can_change is True


def test_communes_of_unequal_depth_stand_beside_each_other():
    placed = [((), S.FOR), ((1,), S.AGAINST), ((1,), S.AGAINST), ((2, 21), S.FOR), ((2, 21), S.AGAINST)]
    mixed = [Unit(number, path, stage) for number, (path, stage) in enumerate(placed)]
    standing = stand(mixed, rule(count_method="tiered"), closed=True)
    assert standing.districts[(2, 21)] == Counts(1, 1, 0)
    assert standing.districts[(2,)] == Counts(0, 0, 1)
    assert standing.tiered.counts == standing.counts == Counts(1, 1, 1)
    assert (standing.tiered.whole, standing.outcome) == (3, NOT)


def test_no_units_at_all():
    standing = stand([], rule(), closed=True)
    assert (standing.units, standing.outcome, standing.can_change) == (0, NOT, False)
    assert tiers({}) == {(): Counts()}


def test_sent_back_voices_are_in_the_divergence():
    standing = stand(units(S.FOR, choice="send_back", kind="indicative"), rule(), closed=True)
    assert standing.divergence == {"send_back": {"for": 1}}
    assert standing.tendency == Counts()


def test_equal_tendency_is_not_reversed():
    split = [
        Unit(1, (), S.FOR, Choice.FOR, VoiceKind.INDICATIVE),
        Unit(2, (), S.FOR, Choice.AGAINST, VoiceKind.INDICATIVE),
    ]
    assert stand(split, rule(), closed=True).reversed is False
