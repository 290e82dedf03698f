"""Call, live recall, student congress and Avelle: the arithmetic that the same functions carry."""

import pytest

from assemblies.domain.majority import Base, Rule
from assemblies.domain.shares import percent
from mandates.domain.council import CouncilOutcome, VoiceCount, tally, verdict
from mandates.domain.counts import Counts
from mandates.domain.ratification import RatificationOutcome, Unit, stand
from mandates.domain.stages import Ask, Choice, RatificationStage, VoiceKind
from tests.unit.mandates.domain.rounds import rule

SIMPLE = Rule(None, Base.CAST)
FOR, AGAINST, ABSTAIN, SILENT = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.NONE
BINDING, INDICATIVE, VOID, NOTHING = VoiceKind.BINDING, VoiceKind.INDICATIVE, VoiceKind.VOID, VoiceKind.NONE


def voices(*groups: tuple[int, Choice, VoiceKind]) -> list[VoiceCount]:
    return [VoiceCount(choice, kind) for number, choice, kind in groups for _one in range(number)]


def test_call_tendency_names_those_who_took_part():
    counted = tally(
        voices(
            (29, FOR, BINDING),
            (2, AGAINST, BINDING),
            (2, FOR, INDICATIVE),
            (1, AGAINST, INDICATIVE),
            (2, ABSTAIN, INDICATIVE),
            (4, SILENT, NOTHING),
        )
    )
    assert counted.tendency.units == Counts(31, 3, 2)
    assert counted.tendency.units.percent_for == "91.2"
    assert (counted.tendency.units.expressed, counted.not_voting, counted.present) == (36, 4, 40)


SAULX = 1
EIGHT = [
    *[VoiceCount(FOR, BINDING, 1, 84, number) for number in range(2, 6)],
    *[VoiceCount(AGAINST, BINDING, 1, 84, number) for number in range(6, 10)],
]
OFF_MANDATE = VoiceCount(FOR, VOID, 1, 84, SAULX)


@pytest.mark.parametrize("place", [[], [VoiceCount(SILENT, NOTHING, 1, 84, SAULX)]])
def test_void_voice_stays_present_and_leaves_four_to_four_tied(place):
    counted = tally([*EIGHT, *place, OFF_MANDATE])
    assert counted.binding.units == counted.tendency.units == Counts(4, 4, 0)
    assert (counted.void, counted.not_voting, counted.present) == (1, 0, 9)
    assert verdict(counted, SIMPLE, Ask.OUTSTANDING) == CouncilOutcome.TIED


def test_alternate_takes_the_void_voice_over_and_it_is_rejected():
    counted = tally([OFF_MANDATE, *EIGHT, VoiceCount(AGAINST, BINDING, 1, 84, SAULX)])
    assert counted.binding.units == Counts(4, 5, 0)
    assert (counted.void, counted.present) == (0, 9)
    assert verdict(counted, SIMPLE, Ask.OUTSTANDING) == CouncilOutcome.REJECTED


FOR_ROLLS, AGAINST_ROLLS, UNINSTRUCTED = (6000, 5200, 4100, 2700, 1900, 1200, 800), (3300, 9500), 2400


def congress(for_rolls: tuple[int, ...] = FOR_ROLLS, weighted: bool = False) -> list[VoiceCount]:
    return [
        *[VoiceCount(FOR, BINDING, roll if weighted else 1, roll) for roll in for_rolls],
        *[VoiceCount(AGAINST, BINDING, roll if weighted else 1, roll) for roll in AGAINST_ROLLS],
        VoiceCount(ABSTAIN, INDICATIVE, UNINSTRUCTED if weighted else 1, UNINSTRUCTED),
    ]


def test_congress_counts_associations_and_the_members_behind_them():
    counted = tally(congress())
    assert counted.tendency.units == Counts(7, 2, 1)
    assert counted.tendency.members == Counts(21900, 12800, 2400)
    assert counted.binding.members == Counts(21900, 12800, 0)
    assert sum(FOR_ROLLS) - 800 == tally(congress(FOR_ROLLS[:-1])).binding.members.for_ == 21100


@pytest.mark.parametrize("weighted", [False, True])
def test_congress_majority_can_no_longer_be_overturned(weighted):
    assert verdict(tally(congress(weighted=weighted)), SIMPLE, Ask.OUTSTANDING) == CouncilOutcome.ADOPTED
    assert verdict(tally(congress(weighted=weighted)), SIMPLE, Ask.ALL) == CouncilOutcome.PROVISIONAL


def test_congress_rescinded_votes_take_members_off_the_for_side():
    with_late_yes = [*FOR_ROLLS, UNINSTRUCTED]
    assert (len(with_late_yes), sum(with_late_yes)) == (8, 24300)
    after_day_nine = [roll for roll in with_late_yes if roll != 1200]
    assert (len(after_day_nine), sum(after_day_nine)) == (7, 23100)
    after_day_eleven = [roll for roll in after_day_nine if roll != 1900]
    assert (len(after_day_eleven), sum(after_day_eleven)) == (6, 21200)


def avelle(yes: int, no: int, abstain: int = 0, out: int = 0) -> list[Unit]:
    stages = (
        [RatificationStage.FOR] * yes
        + [RatificationStage.AGAINST] * no
        + [RatificationStage.ABSTAIN] * abstain
        + [RatificationStage.ASKED] * out
    )
    return [Unit(number, (number % 3,), stage, members=100) for number, stage in enumerate(stages)]


NINE = rule(threshold="9/13", base="all", days="18")


@pytest.mark.parametrize(
    ("yes", "no", "outcome"),
    [
        (9, 4, RatificationOutcome.RATIFIED),
        (9, 0, RatificationOutcome.RATIFIED),
        (8, 0, RatificationOutcome.NOT_RATIFIED),
        (8, 5, RatificationOutcome.NOT_RATIFIED),
        (6, 0, RatificationOutcome.INSUFFICIENT),
    ],
)
def test_avelle_needs_nine_of_thirteen_communes(yes, no, outcome):
    standing = stand(avelle(yes, no, out=13 - yes - no), NINE, closed=True)
    assert (standing.yes_needed, standing.needed_expressed) == (9, 7)
    assert standing.outcome == outcome


def test_avelle_is_settled_once_nine_have_said_yes_or_five_no():
    assert stand(avelle(9, 0, out=4), NINE, closed=False).can_change is False
    assert stand(avelle(8, 0, out=5), NINE, closed=False).can_change is True
    assert stand(avelle(6, 5, out=2), NINE, closed=False).can_change is False
    assert stand(avelle(6, 4, out=3), NINE, closed=False).can_change is True


def test_avelle_council_rule_counts_all_thirteen():
    nine = Rule.from_values({"threshold": "9/13", "base": "all"})
    here = voices((9, FOR, BINDING), (2, AGAINST, BINDING))
    assert verdict(tally(here), nine, Ask.OUTSTANDING, outstanding_absent=2) == CouncilOutcome.ADOPTED
    assert verdict(tally(here), nine, Ask.ALL, outstanding_absent=2) == CouncilOutcome.PROVISIONAL
    assert verdict(tally(here[1:]), nine, Ask.ALL, outstanding_absent=3) == CouncilOutcome.PROVISIONAL
    five_no = voices((8, FOR, BINDING), (5, AGAINST, BINDING))
    assert verdict(tally(five_no), nine, Ask.ALL) == CouncilOutcome.REJECTED


def test_answers_of_a_congress_need_two_thirds_of_cast_and_fifteen_yes():
    stages = [RatificationStage.FOR] * 19 + [RatificationStage.AGAINST] * 4 + [RatificationStage.ABSTAIN] * 2
    units = [Unit(number, (), stage) for number, stage in enumerate(stages + [RatificationStage.SILENT] * 5)]
    standing = stand(units, rule(threshold="2/3", base="cast", approval="1/2", days="42"), closed=True)
    assert standing.outcome == RatificationOutcome.RATIFIED
    assert (standing.approval_needed, percent(19, 23)) == (15, "82.6")
    assert (standing.flat.counts, standing.silent) == (Counts(19, 4, 2), 5)
