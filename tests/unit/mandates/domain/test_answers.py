"""What a vote at home says to the council, and until when."""

from datetime import date

import pytest

from assemblies.domain.majority import Outcome, Rule, Tally, decide
from mandates.domain.answers import answer_of, position_of
from mandates.domain.ratification_rule import RatificationRule
from mandates.domain.stages import Position, RatificationAct
from mandates.domain.window import closes_on, is_early, is_late


@pytest.mark.parametrize(
    ("outcome", "position", "act"),
    [
        (Outcome.ADOPTED, Position.FOR, RatificationAct.ANSWER_FOR),
        (Outcome.REJECTED, Position.AGAINST, RatificationAct.ANSWER_AGAINST),
        (Outcome.TIED, Position.ABSTAIN, RatificationAct.ANSWER_ABSTAIN),
    ],
)
def test_outcome_at_home_is_the_position_of_the_commune(outcome, position, act):
    assert position_of(outcome) == position
    assert answer_of(position) == act


@pytest.mark.parametrize("values", [("majority", "cast"), ("majority", "present"), ("2/3", "cast"), ("9/13", "all")])
@pytest.mark.parametrize("counts", [(10, 10, 8, 28, 60), (0, 0, 28, 28, 60)])
def test_equal_vote_at_home_is_an_abstention_under_every_rule(values, counts):
    rule = Rule.from_values(dict(zip(("threshold", "base"), values, strict=True)))
    assert position_of(decide(rule, Tally(*counts))) == Position.ABSTAIN


def test_window_ends_with_its_last_day():
    last = closes_on(date(2026, 6, 1), 28)
    assert last == date(2026, 6, 29)
    assert not is_late(date(2026, 6, 29), last)
    assert is_late(date(2026, 6, 30), last)


def test_window_begins_with_the_day_on_which_the_decision_goes_down():
    assert is_early(date(2026, 5, 31), date(2026, 6, 1))
    assert not is_early(date(2026, 6, 1), date(2026, 6, 1))


def test_rule_is_read_with_and_without_its_prefix_and_written_back():
    short = {"ask": "outstanding", "silence": "stands", "threshold": "2/3", "approval": "1/3", "min_expressed": "none"}
    rule = RatificationRule.from_values(short)
    assert rule == RatificationRule.from_values({f"ratify.{key}": value for key, value in short.items()})
    assert RatificationRule.from_values(rule.values()) == rule
    assert {key: rule.values()[key] for key in short} == short
    assert rule.values()["days"] == "28"


@pytest.mark.parametrize("values", [{"silence": "maybe"}, {"ask": "none"}, {"threshold": "1/2"}, {"days": "x"}])
def test_rule_that_cannot_be_read_is_refused(values):
    with pytest.raises(ValueError):  # noqa: PT011
        RatificationRule.from_values(values)
