"""T4: walks along the whole line, from a roll to a recall, on the real services; an account is kept apart.

One walk goes by plan to every end there is; the first half of the walks by chance stands here, the other beside it.
"""

import pytest

from tests.property.line.run import ready, walk_by_chance
from tests.property.line.truths import TRUTHS
from tests.property.line.truths_above import Line

pytestmark = pytest.mark.django_db
CHARTER = {
    "rule_": "majority", "base": "cast", "threshold": "majority", "ratify_base": "cast", "approval": "none",
    "expressed": "1/2", "silence": "not_counted", "method": "flat", "change": "yes", "off": "void",
    "abstain": "off_mandate", "weight": "unit",
}  # fmt: skip
SEVEN_YES = [(number, "for") for number in range(1, 8)]
C1, C2, C3 = range(3)


class Plan:
    """A walk whose steps are chosen; every truth is looked at after each."""

    def __init__(self, machine: type[Line]) -> None:
        self.walk = machine()
        self.walk.charter_says(**CHARTER)

    def step(self, name: str, **given) -> None:
        """One rule, then all truths."""
        getattr(self.walk, name)(**given)
        self.walk.every_truth_holds()

    def days(self, number: int) -> None:
        """So many days pass."""
        for _ in range(number):
            self.step("a_day_passes")

    def vote(self, kind: str, home: int, few=SEVEN_YES) -> None:
        """The vote of this home on the first question of this kind."""
        key = self.walk.world.homes[home].commune.pk
        proposals = [self.walk.rows.proposals[row["proposal_id"]] for row in self.walk.votable()]
        about = [(row["commune_id"] == key, f"{row['kind']} {row['origin_key']}") for row in proposals]
        at = next(n for n, (here, what) in enumerate(about) if here and kind in what)
        self.step("a_whole_vote_is_held", at=at, method="secret", few=few, hands=(0, 0, 0))

    def stages(self, table: str) -> list[str]:
        """Where the rows of this table stand."""
        return [row["stage"] for row in getattr(self.walk.rows, table).values()]


def test_a_walk_by_plan_comes_to_every_end():
    plan = Plan(ready())
    try:
        council(plan)
        ratification(plan)
        recall(plan)
        home(plan)
        changed_text(plan)
    finally:
        plan.walk.teardown()


def council(plan: Plan) -> None:
    """The open vote: one as mandated, one hand against its mandate, one silent; it goes down, and is counted again."""
    votes = plan.walk.rows.votes
    for who in range(1, 8):
        plan.step("a_voice_is_cast", at=0, who=who, choice="for")
    plan.step("a_hand_is_written_down", at=0, who=C2, choice="for")
    assert sorted(row["kind"] for row in plan.walk.rows.where("voices", vote_id=max(votes)))[-1] == "void"
    plan.step("a_council_vote_closes", at=0)
    plan.step("a_council_vote_goes_another_way", at=1, what="recount")
    assert plan.stages("cascades") == ["open", "open"]


def ratification(plan: Plan) -> None:
    """Three for, two against; one comes late, one in time and received late, one count is corrected: a new result each."""
    first = min(plan.walk.rows.cascades)
    for at in range(5):
        plan.step(
            "a_sitting_on_paper_answers_the_council", at=at, counts=(2, 1, 0) if at < 3 else (0, 3, 1), absent=0, ago=0
        )
    plan.days(4)
    plan.step("a_sitting_on_paper_answers_the_council", at=C1, counts=(0, 2, 0), absent=0, ago=0)
    assert "late" not in [row["stage"] for row in plan.walk.rows.where("ratifications", cascade_id=first)]
    before = plan.walk.rows.cascades[first]["result_id"]
    plan.step("a_sitting_on_paper_answers_the_council", at=C1, counts=(0, 2, 1), absent=0, ago=4)
    plan.step("a_sitting_on_paper_answers_the_council", at=5 + C3, counts=(2, 0, 0), absent=0, ago=0)
    assert plan.stages("cascades") == ["closed", "closed"]
    after = plan.walk.rows.cascades[first]["result_id"]
    assert plan.walk.rows.results[after]["supersedes_id"] == before
    assert {plan.walk.rows.results[one]["outcome"] for one in (before, after)} == {"ratified", "not_ratified"}
    assert "late" in plan.stages("ratifications")
    plan.step("a_count_is_corrected", at=2, counts=(1, 1, 1))


def recall(plan: Plan) -> None:
    """Names, notice, a hearing, a secret vote; the alternate has the seat in the moment of the announcement."""
    for _home in (C1, C2):  # what stood open there first
        plan.step("a_whole_vote_is_held", at=1, method="named", few=SEVEN_YES, hands=(0, 0, 0))
    plan.step("enough_sign_and_hand_in", at=0)
    plan.step("a_home_meets", at=C2, special=True)
    plan.step("who_is_concerned_speaks", at=0, heard=False)
    plan.step("who_is_concerned_speaks", at=0, heard=True)
    plan.vote("recall", C2)
    assert plan.stages("petitions") == ["recalled"]
    seats = [row["stage"] for row in plan.walk.rows.where("delegates", seat=1)]
    assert "ended" in seats


def home(plan: Plan) -> None:
    """A member joins and may not vote in what is open; minutes are laid open and approved by the next sitting."""
    plan.step("a_home_meets", at=C3, special=False)
    plan.step("a_text_is_brought_up", at=0, kind="text")
    plan.step("somebody_joins", at=C3, standing="adult")
    plan.step("a_sitting_closes", at=1)
    plan.step("minutes_are_laid_open", at=0)
    plan.step("a_home_meets", at=C2, special=False)
    plan.vote("minutes:", C2)
    assert "published" in plan.stages("minutes")


def changed_text(plan: Plan) -> None:
    """A mandate with a red line is given at home, the text moves, the line is declared, the voice is held against it."""
    walk = plan.walk
    key = walk.world.homes[C3].commune.pk
    at = [row["giver_id"] for row in walk.givers("requested", "drafted")].index(key)
    plan.step("a_mandate_is_drafted", at=at, latitude="bounded", lines=1, then="none")
    planned = [row["commune_id"] for row in walk.sittings("planned")]
    plan.step("a_sitting_opens", at=planned.index(key), absent=0)
    plan.vote("mandate", C3)
    plan.step("a_text_changes", at=0)
    plan.step("the_council_meets_and_opens_a_vote", at=0)
    lines = [row["giver_id"] for row in walk.givers("granted", "degraded") if row["red_lines"]]
    plan.step("a_red_line_is_declared", at=lines.index(key), line=0, touched=False)
    for who in range(1, 8):
        plan.step("a_voice_is_cast", at=0, who=who, choice="for")
    said = [row for row in walk.rows.voices.values() if row["mandate_id"] and row["kind"] == "binding"]
    assert walk.rows.mandates[said[-1]["mandate_id"]]["giver_id"] == key
    plan.step("a_council_vote_closes", at=0)


def test_walks_by_chance_break_no_truth():
    assert len(TRUTHS) >= 15
    walk_by_chance(1)
