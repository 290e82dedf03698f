"""Rival texts: the highest that passes, a run-off between equals, nothing where none passes."""

from fractions import Fraction

from assemblies.domain.majority import Base, Outcome, Rule, Tally
from assemblies.domain.rivals import choose

SIMPLE, QUALIFIED = Rule(None, Base.CAST), Rule(Fraction(2, 3), Base.CAST)
A, R, T = Outcome.ADOPTED, Outcome.REJECTED, Outcome.TIED


def tally(for_, against):
    return Tally(for_, against, 0, 100, 100)


def test_highest_passing_wins_though_another_has_a_wider_margin():
    made = choose(SIMPLE, [tally(40, 35), tally(30, 5), tally(10, 60)])
    assert (made.outcome, made.winner, made.each, made.leading) == (A, 0, (A, A, R), 0)


def test_most_yes_without_passing_does_not_win():
    made = choose(QUALIFIED, [tally(50, 40), tally(30, 10)])
    assert (made.outcome, made.winner, made.each) == (A, 1, (R, A))


def test_equal_passing_texts_go_into_a_run_off():
    made = choose(SIMPLE, [tally(30, 5), tally(40, 20), tally(40, 30)])
    assert (made.outcome, made.winner, made.run_off, made.leading) == (T, None, (1, 2), 1)


def test_none_passes_and_nothing_is_adopted():
    made = choose(SIMPLE, [tally(5, 30), tally(20, 20)])
    assert (made.outcome, made.winner, made.run_off, made.each) == (R, None, (), (R, T))


def test_one_text_is_decided_as_ever():
    for votes, outcome in (((3, 2), A), ((2, 3), R), ((2, 2), T)):
        made = choose(SIMPLE, [tally(*votes)])
        assert made.outcome == outcome
        assert made.winner == (0 if outcome == A else None)
