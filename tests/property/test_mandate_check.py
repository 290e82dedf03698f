"""Compliance and tandem, for every mandate and every choice there is."""

from itertools import product

from mandates.domain.compliance import Check, CheckKind, Terms, check, covers_new_version
from mandates.domain.stages import Choice, IfTouched, Latitude, Position
from mandates.domain.tandem import joint_choice

CHOICES = [choice for choice in Choice if choice]
VOTES = [choice for choice in CHOICES if choice != Choice.SEND_BACK]
TERMS = [
    Terms(*values)
    for values in product(Position, Latitude, (False, True), IfTouched, (False, True), (None, False, True))
]
CASES = [(terms, choice, check(terms, choice)) for terms in TERMS for choice in CHOICES]


def binding(terms: Terms) -> list[Choice]:
    return [choice for choice in CHOICES if check(terms, choice).kind == CheckKind.BINDING]


def test_every_case_has_an_answer():
    assert all(isinstance(answer, Check) for _terms, _choice, answer in CASES)
    assert len(CASES) == 3 * 3 * 2 * 3 * 2 * 3 * 4


def test_strict_never_binds_on_a_new_text():
    assert not any(binding(t) for t in TERMS if t.latitude == Latitude.STRICT and not t.same_version)


def test_unchanged_text_binds_the_position_alone():
    assert all(binding(t) == [Choice(t.position.value)] for t in TERMS if t.same_version)


def test_send_back_is_never_binding_and_never_refused():
    assert {answer.kind for _terms, choice, answer in CASES if choice == Choice.SEND_BACK} == {CheckKind.SEND_BACK}


def test_binding_is_what_the_mandate_says_unless_open_or_it_says_what_then():
    for terms, choice, answer in CASES:
        if answer.kind == CheckKind.BINDING and choice.value != terms.position.value:
            turned = terms.latitude == Latitude.OPEN
            what_then = terms.touched and terms.if_touched == IfTouched.AGAINST and choice == Choice.AGAINST
            assert not terms.same_version
            assert turned or what_then


def test_touched_red_line_never_leaves_a_yes_binding():
    for terms, choice, answer in CASES:
        if terms.has_red_lines and terms.touched and not terms.same_version and choice == Choice.FOR:
            assert answer.kind != CheckKind.BINDING


def test_bounded_never_turns():
    for terms, choice, answer in CASES:
        if terms.latitude == Latitude.BOUNDED and answer.kind == CheckKind.BINDING and not terms.touched:
            assert choice.value == terms.position.value


def test_where_one_vote_binds_no_other_is_indicative():
    for terms in TERMS:
        kinds = {check(terms, choice).kind for choice in VOTES}
        assert not {CheckKind.BINDING, CheckKind.INDICATIVE} <= kinds


def test_covering_mandate_stays_binding_without_a_declaration():
    for terms in TERMS:
        if not terms.same_version and terms.touched is None:
            assert bool(binding(terms)) == covers_new_version(terms.latitude, terms.has_red_lines)


def test_declaration_changes_nothing_where_there_is_no_red_line():
    for terms, choice, answer in CASES:
        if not terms.has_red_lines:
            undeclared = Terms(
                terms.position, terms.latitude, False, terms.if_touched, terms.same_version, touched=None
            )
            assert check(undeclared, choice) == answer


def test_tandem_is_one_voice_that_somebody_said():
    for first, second, position in product(Choice, [*Choice, None], [*Position, None]):
        voice = joint_choice(first, second, position)
        assert isinstance(voice, Choice)
        said = {hand for hand in (first, second) if hand}
        if len(said) < 2:
            assert voice == (said.pop() if said else Choice.NONE)
        else:
            assert voice.value == (position.value if position else Choice.ABSTAIN)


def test_tandem_does_not_depend_on_who_was_first():
    for first, second, position in product(Choice, Choice, [*Position, None]):
        assert joint_choice(first, second, position) == joint_choice(second, first, position)
