"""The check against the mandate, case by case."""

import pytest

from mandates.domain.compliance import Check, CheckKind, Reason, Terms, check, covers_new_version
from mandates.domain.stages import Choice, IfTouched, Latitude, Position

FOR, AGAINST, ABSTAIN, BACK = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.SEND_BACK
BINDING, INDICATIVE, BLOCKED = CheckKind.BINDING, CheckKind.INDICATIVE, CheckKind.BLOCKED
VOTES = (FOR, AGAINST, ABSTAIN)


def terms(latitude="strict", red_lines=False, if_touched="none", same=False, touched=None, position="for"):
    return Terms(Position(position), Latitude(latitude), red_lines, IfTouched(if_touched), same, touched)


@pytest.mark.parametrize("choice", VOTES)
def test_without_mandate_every_vote_is_indicative(choice):
    assert check(None, choice) == Check(INDICATIVE, Reason.NO_MANDATE)


@pytest.mark.parametrize("latitude", Latitude)
@pytest.mark.parametrize("red_lines", [False, True])
@pytest.mark.parametrize("touched", [None, False, True])
def test_unchanged_text_holds_the_position_under_every_latitude(latitude, red_lines, touched):
    on_the_text = terms(latitude, red_lines, "none", True, touched)
    assert check(on_the_text, FOR) == Check(BINDING, Reason.AS_MANDATED)
    assert check(on_the_text, AGAINST) == check(on_the_text, ABSTAIN) == Check(BLOCKED, Reason.OFF_MANDATE)


@pytest.mark.parametrize("choice", VOTES)
def test_strict_on_a_new_text_is_indicative(choice):
    assert check(terms("strict"), choice) == Check(INDICATIVE, Reason.STRICT_ON_NEW_TEXT)


def test_bounded_without_red_lines_needs_no_declaration():
    assert check(terms("bounded"), FOR) == Check(BINDING, Reason.AS_MANDATED)
    assert check(terms("bounded"), AGAINST) == Check(BLOCKED, Reason.OFF_MANDATE)


@pytest.mark.parametrize("choice", VOTES)
def test_bounded_with_red_lines_is_indicative_until_declared(choice):
    assert check(terms("bounded", True), choice) == Check(INDICATIVE, Reason.NOT_DECLARED)


def test_bounded_declared_untouched_keeps_its_position():
    untouched = terms("bounded", True, touched=False)
    assert check(untouched, FOR) == Check(BINDING, Reason.AS_MANDATED)
    assert check(untouched, AGAINST) == Check(BLOCKED, Reason.OFF_MANDATE)


@pytest.mark.parametrize("latitude", ["bounded", "open"])
@pytest.mark.parametrize("choice", VOTES)
def test_touched_red_line_ends_binding_power(latitude, choice):
    assert check(terms(latitude, True, touched=True), choice) == Check(INDICATIVE, Reason.RED_LINE_TOUCHED)


@pytest.mark.parametrize("latitude", ["bounded", "open"])
def test_mandate_that_says_against_if_touched_binds_against_and_refuses_for(latitude):
    conditional = terms(latitude, True, "against", touched=True)
    assert check(conditional, AGAINST) == Check(BINDING, Reason.MANDATE_SAYS_SO)
    assert check(conditional, FOR) == check(conditional, ABSTAIN) == Check(BLOCKED, Reason.MANDATE_SAYS_OTHERWISE)


@pytest.mark.parametrize("choice", VOTES)
def test_mandate_that_says_send_back_if_touched_refuses_every_vote(choice):
    conditional = terms("bounded", True, "send_back", touched=True)
    assert check(conditional, choice) == Check(BLOCKED, Reason.MANDATE_SAYS_OTHERWISE)
    assert check(conditional, BACK).kind == CheckKind.SEND_BACK


def test_only_open_may_turn_on_a_new_text():
    assert check(terms("open"), FOR) == Check(BINDING, Reason.AS_MANDATED)
    assert check(terms("open"), AGAINST) == Check(BINDING, Reason.FREE_ON_NEW_TEXT)


@pytest.mark.parametrize(
    "mandate", [None, terms(same=True), terms("open"), terms("bounded", True, "against", touched=True)]
)
def test_send_back_is_always_possible_and_never_binding(mandate):
    assert check(mandate, BACK) == Check(CheckKind.SEND_BACK, Reason.GOES_HOME)


def test_saying_nothing_is_not_checked():
    with pytest.raises(ValueError, match="says nothing"):
        check(None, Choice.NONE)


@pytest.mark.parametrize(
    ("latitude", "red_lines", "covers"),
    [
        ("strict", False, False),
        ("strict", True, False),
        ("bounded", False, True),
        ("bounded", True, False),
        ("open", False, True),
        ("open", True, True),
    ],
)
def test_covers_new_version_without_a_declaration(latitude, red_lines, covers):
    assert covers_new_version(Latitude(latitude), red_lines) is covers


def test_check_reads_plain_words_from_a_table_as_well():
    plain = Terms("for", "strict", False, "none", same_version=False)
    assert check(plain, "for").kind == INDICATIVE
    assert check(plain, "send_back").kind == CheckKind.SEND_BACK
