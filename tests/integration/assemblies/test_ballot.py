"""Votes by hands: opened on a frozen base, counted by two tellers, closed, announced, void, corrected."""

import json

import pytest

from assemblies import rules, signals
from assemblies.models import AgendaItem, Attendance, Ballot, Decision, Elector, Result, TellerCount
from assemblies.queries.counts import count_states
from assemblies.services.agenda import list_item
from assemblies.services.assembly import count_attendance, open_assembly, plan_assembly
from assemblies.services.ballot import announce_result, close_ballot, correct_result, open_ballot, void_ballot
from assemblies.services.charter import adopt_charter
from assemblies.services.count import correct_present, enter_count, settle_counts
from assemblies.services.proposal import add_version, draft_proposal
from assemblies.services.roll import add_entry, end_entry
from confed.kernel import clock
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from confed.kernel.models import Effect, JournalEntry
from confed.kernel.use_case import use_case
from tests.factories.assemblies import (
    FOUNDING,
    count_hands,
    decide,
    make_ballot,
    make_hall,
    make_item,
    make_person,
    make_proposal,
    make_root,
    make_sitting,
)

pytestmark = pytest.mark.django_db


def written() -> tuple[int, int, int]:
    return JournalEntry.objects.count(), Effect.objects.count(), Result.objects.count()


def test_open_ballot_freezes_rule_text_roll_and_those_present(told, heard):
    hall = make_hall(63, youth=4)
    proposal = make_proposal(hall)
    add_version(actor=hall.secretary, proposal=proposal, body="Better words.", reason="clearer")
    sitting = make_sitting(hall, voters=50)
    count_attendance(actor=hall.facilitator, assembly=sitting, voters=48)
    ballot = open_ballot(actor=hall.facilitator, item=make_item(hall, sitting, proposal))

    assert ballot.rule == {"threshold": "majority", "base": "present"}
    assert (ballot.present, ballot.text_version.number, ballot.question) == (48, 2, "Water meters")
    assert (ballot.snapshot.count_vote, ballot.snapshot.count_speak) == (63, 67)
    assert Elector.objects.filter(snapshot=ballot.snapshot).count() == 63
    proposal.refresh_from_db()
    assert proposal.stage == "vote_open"
    assert told(f"assembly:{sitting.pk}")[-2:] == [
        "The assembly took up “Water meters”.",
        "The vote on “Water meters” was opened with 48 present of 63 on the roll.",
    ]
    assert heard(signals.BALLOT_OPENED) == [{"ballot": ballot.pk}]


def test_snapshot_stays_when_the_roll_changes_afterwards():
    hall = make_hall(8)
    ballot = make_ballot(hall)
    late = add_entry(actor=hall.secretary, commune=hall.commune, name="Late")
    gone = end_entry(actor=hall.secretary, entry=hall.entries[7])
    assert not rules.may_vote(late, ballot.snapshot)
    assert rules.may_vote(gone, ballot.snapshot)
    assert ballot.snapshot.count_vote == 8


def test_open_ballot_refusals_write_nothing():
    hall = make_hall(40)
    missed = make_sitting(hall, voters=3)
    quorate = make_sitting(hall)
    item = make_item(hall, quorate)
    planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    talk = list_item(actor=hall.facilitator, assembly=quorate, title="Only talk")
    before = written()
    for actor in (make_person("Nobody"), hall.tellers[0], FOUNDING):
        with pytest.raises(NotAllowed):
            open_ballot(actor=actor, item=item)
    before = written()
    with pytest.raises(RuleStops, match="The quorum is missed"):
        open_ballot(actor=hall.facilitator, item=AgendaItem(assembly=missed))
    with pytest.raises(RuleStops, match="sitting is not open"):
        open_ballot(actor=hall.facilitator, item=AgendaItem(assembly=planned))
    assert written() == before
    with pytest.raises(RuleStops, match="has no proposal"):
        open_ballot(actor=hall.facilitator, item=talk)
    open_ballot(actor=hall.facilitator, item=item)
    with pytest.raises(IllegalStep):
        open_ballot(actor=hall.facilitator, item=item)
    assert Ballot.objects.count() == 1


def test_open_ballot_in_a_council_refused():
    founder = make_person("Founder")
    root = make_root(founder=founder)
    hall = make_hall(4, parent=root)
    sitting = plan_assembly(actor=founder, commune=root, planned_at=clock.now())
    open_assembly(actor=founder, assembly=sitting, voters=1, units=1)
    proposal = draft_proposal(actor=founder, commune=root, title="A", body="B")
    item = list_item(actor=founder, assembly=sitting, proposal=proposal)
    with pytest.raises(RuleStops, match="A council votes by voices"):
        open_ballot(actor=founder, item=item)
    assert hall.commune.parent == root


def test_two_tellers_equal_numbers_are_settled_and_the_other_stays_hidden():
    hall = make_hall(63)
    ballot = make_ballot(hall)
    one, two = hall.tellers
    enter_count(actor=one, ballot=ballot, option="for", number=43)
    enter_count(actor=one, ballot=ballot, option="for", number=44)  # mended before the other sent
    state = count_states(ballot)["for"]
    assert (state.own(one.pk), state.own(two.pk), state.settled, state.differs) == (44, None, None, False)
    assert enter_count(actor=two, ballot=ballot, option="for", number=44).kept
    assert count_states(ballot)["for"].settled == 44
    with pytest.raises(RuleStops, match="agree on this number already: 44"):
        enter_count(actor=one, ballot=ballot, option="for", number=45)


def test_two_tellers_who_differ_stop_the_closing_and_count_again():
    hall = make_hall(63)
    ballot = make_ballot(hall)
    one, two = hall.tellers
    for option, number in (("against", 10), ("abstain", 9)):
        for teller in hall.tellers:
            enter_count(actor=teller, ballot=ballot, option=option, number=number)
    enter_count(actor=one, ballot=ballot, option="for", number=44)
    with pytest.raises(RuleStops, match="“yes” was not counted by two tellers yet: 1 of 2"):
        close_ballot(actor=hall.facilitator, ballot=ballot)
    enter_count(actor=two, ballot=ballot, option="for", number=45)
    with pytest.raises(RuleStops, match="The tellers differ on “yes”: 44 and 45"):
        close_ballot(actor=hall.facilitator, ballot=ballot)

    enter_count(actor=one, ballot=ballot, option="for", number=44)
    assert TellerCount.objects.filter(ballot=ballot, option="for", round=2).count() == 1
    enter_count(actor=two, ballot=ballot, option="for", number=44)
    closed = close_ballot(actor=hall.facilitator, ballot=ballot)
    assert (closed.stage, close_ballot(actor=hall.facilitator, ballot=ballot).stage) == ("closed", "closed")


def test_settle_counts_keeps_one_with_a_reason_in_the_minutes(told):
    hall = make_hall(63)
    ballot = make_ballot(hall)
    settle = {"ballot": ballot, "option": "for", "number": 44, "reason": "row 3 counted twice"}
    with pytest.raises(RuleStops, match="not two numbers that differ"):
        settle_counts(actor=hall.facilitator, **settle)
    enter_count(actor=hall.tellers[0], ballot=ballot, option="for", number=44)
    enter_count(actor=hall.tellers[1], ballot=ballot, option="for", number=45)
    with pytest.raises(NotAllowed):
        settle_counts(actor=hall.tellers[0], **settle)
    with pytest.raises(BadInput, match="46 is neither of the two numbers, 44 and 45"):
        settle_counts(actor=hall.facilitator, **settle | {"number": 46})
    with pytest.raises(BadInput, match="Say why"):
        settle_counts(actor=hall.facilitator, **settle | {"reason": " "})
    settle_counts(actor=hall.facilitator, **settle)
    assert count_states(ballot)["for"].settled == 44
    assert told(f"assembly:{ballot.assembly_id}")[-1] == (
        "The tellers' numbers for one answer differed, 44 and 45; 44 was kept: row 3 counted twice"
    )


def test_enter_count_refusals():
    hall = make_hall(8)
    ballot = make_ballot(hall)
    count = {"ballot": ballot, "option": "for", "number": 3}
    for actor in (hall.secretary, hall.facilitator, make_person("Nobody"), FOUNDING):
        with pytest.raises(NotAllowed, match="Only a teller"):
            enter_count(actor=actor, **count)
    with pytest.raises(BadInput, match="no answer"):
        enter_count(actor=hall.tellers[0], **count | {"option": "maybe"})
    for number in (-1, 1.5, "3", None):
        with pytest.raises(BadInput, match="is not a count"):
            enter_count(actor=hall.tellers[0], **count | {"number": number})
    count_hands(hall, ballot, 3, 2, 1)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    with pytest.raises(RuleStops, match="closed"):
        enter_count(actor=hall.tellers[0], **count)


def test_close_ballot_more_than_present_refused_by_how_many_until_corrected(told):
    hall = make_hall(63)
    ballot = make_ballot(hall, make_sitting(hall, voters=60))
    count_hands(hall, ballot, 44, 10, 9)
    with pytest.raises(RuleStops, match="63 hands were counted, 3 more than the 60 present"):
        close_ballot(actor=hall.facilitator, ballot=ballot)
    correct = {"ballot": ballot, "voters": 63, "reason": "three came during the debate"}
    with pytest.raises(NotAllowed):
        correct_present(actor=hall.tellers[0], **correct)
    with pytest.raises(BadInput, match="only 63 on the roll"):
        correct_present(actor=hall.facilitator, **correct | {"voters": 64})
    with pytest.raises(BadInput, match="Say why"):
        correct_present(actor=hall.facilitator, **correct | {"reason": ""})
    with pytest.raises(RuleStops, match="had no quorum: 16 are needed"):
        correct_present(actor=hall.facilitator, **correct | {"voters": 15})
    correct_present(actor=hall.facilitator, **correct)
    assert Attendance.objects.filter(assembly=ballot.assembly).latest("id").voters == 63
    assert told(f"assembly:{ballot.assembly_id}")[-1] == (
        "Those present at the vote were corrected from 60 to 63: three came during the debate"
    )
    close_ballot(actor=hall.facilitator, ballot=ballot)
    with pytest.raises(RuleStops, match="3 more than the 60 present"):
        correct_present(actor=hall.facilitator, **correct | {"voters": 60})
    announce_result(actor=hall.facilitator, ballot=ballot)
    with pytest.raises(RuleStops, match="result of this vote stands"):
        correct_present(actor=hall.facilitator, **correct)


def test_announce_result_decides_once_and_tells_it(told, heard):
    hall = make_hall(63)
    ballot = make_ballot(hall)
    count_hands(hall, ballot, 44, 10, 8)
    with pytest.raises(IllegalStep):
        announce_result(actor=hall.facilitator, ballot=ballot)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    assert "44" not in told(f"assembly:{ballot.assembly_id}")[-1]
    with pytest.raises(NotAllowed):
        announce_result(actor=hall.tellers[0], ballot=ballot)
    decision = announce_result(actor=hall.facilitator, ballot=ballot)
    before = written()
    assert announce_result(actor=hall.facilitator, ballot=ballot) == decision
    assert written() == before

    assert (decision.number, decision.stage, decision.in_force_on) == (1, "in_force", decision.decided_on)
    assert decision.result.counts == {
        "for": 44,
        "against": 10,
        "abstain": 8,
        "present": 63,
        "all": 63,
        "not_voting": 1,
    }
    assert decision.result.rule == {"threshold": "majority", "base": "present"}
    assert decision.search == "water meters every house reads its own meter."
    assert AgendaItem.objects.get(pk=ballot.item_id).outcome == "adopted"
    assert told(f"assembly:{ballot.assembly_id}")[-1] == (
        "Decision 1: “Water meters” is adopted with 44 yes, 10 no and 8 abstaining, of 63 present; 32 yes needed."
    )
    assert heard(signals.DECISION_MADE) == [{"decision": decision.pk}]


@pytest.mark.parametrize(
    ("counts", "outcome", "stage", "says"),
    [
        ((31, 10, 8), "rejected", "not_passed", "is rejected with 31 yes"),
        ((20, 20, 8), "tied", "not_passed", "is not adopted, the votes are equal"),
        ((32, 10, 8), "adopted", "in_force", "is adopted with 32 yes"),
        ((0, 0, 0), "tied", "not_passed", "the votes are equal: 0 yes"),
    ],
)
def test_announce_result_every_outcome_is_a_decision(counts, outcome, stage, says, told, heard):
    hall = make_hall(63)
    decision = decide(hall, *counts)
    decision.proposal.refresh_from_db()
    assert (decision.result.outcome, decision.stage, decision.proposal.stage) == (outcome, stage, outcome)
    assert says in told(f"assembly:{decision.assembly_id}")[-1]
    assert heard(signals.DECISION_MADE) == [{"decision": decision.pk}]


def test_a_decided_item_is_not_voted_again_in_its_sitting_but_in_another():
    hall = make_hall(8)
    decision = decide(hall, 5, 2, 1)
    item = AgendaItem.objects.get(proposal=decision.proposal)
    with pytest.raises(RuleStops, match="was decided at this sitting"):
        open_ballot(actor=hall.facilitator, item=item)
    again = decide(hall, 2, 5, 1, proposal=decision.proposal)
    assert (again.number, again.stage) == (2, "not_passed")


def test_void_ballot_leaves_the_proposal_open_to_another_vote(told):
    hall = make_hall(8)
    ballot = make_ballot(hall)
    with pytest.raises(NotAllowed):
        void_ballot(actor=hall.tellers[0], ballot=ballot, reason="noise")
    with pytest.raises(BadInput, match="Say why"):
        void_ballot(actor=hall.facilitator, ballot=ballot, reason="")
    void_ballot(actor=hall.facilitator, ballot=ballot, reason="power cut")
    assert told(f"assembly:{ballot.assembly_id}")[-1] == "The vote on “Water meters” is void: power cut"
    with pytest.raises(IllegalStep):
        close_ballot(actor=hall.facilitator, ballot=ballot)
    with pytest.raises(IllegalStep):
        void_ballot(actor=hall.facilitator, ballot=ballot, reason="again")
    again = open_ballot(actor=hall.facilitator, item=ballot.item)
    assert again.pk != ballot.pk
    assert not Decision.objects.exists()


def test_rule_stays_frozen_when_the_charter_changes():
    hall = make_hall(8)
    ballot = make_ballot(hall)
    adopt_charter(actor=hall.secretary, commune=hall.commune, values={"rule.ordinary.base": "all"})
    count_hands(hall, ballot, 5, 2, 1)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    assert announce_result(actor=hall.facilitator, ballot=ballot).result.rule["base"] == "present"


@pytest.mark.parametrize(
    ("values", "counts", "outcome"),
    [
        ({"rule.ordinary.base": "cast"}, (3, 2, 10), "adopted"),
        ({"rule.ordinary.threshold": "2/3", "rule.ordinary.base": "cast"}, (40, 20, 3), "adopted"),
        ({"rule.ordinary.threshold": "2/3", "rule.ordinary.base": "cast"}, (33, 17, 3), "rejected"),
        ({"rule.ordinary.base": "all"}, (31, 1, 0), "rejected"),
        ({"rule.ordinary.base": "all"}, (32, 1, 0), "adopted"),
    ],
)
def test_announce_result_follows_the_charters_rule_and_base(values, counts, outcome):
    assert decide(make_hall(63, values=values), *counts).result.outcome == outcome


def test_correct_result_is_a_new_result_and_turns_what_follows(told, heard):
    hall = make_hall(63)
    decision = decide(hall, 32, 10, 8)
    old = decision.result
    wrong = {"actor": hall.secretary, "decision": decision, "reason": "a row was counted twice"}
    with pytest.raises(NotAllowed):
        correct_result(**wrong | {"actor": hall.facilitator}, count_for=31, count_against=10, count_abstain=8)
    with pytest.raises(RuleStops, match="more than the 63 present"):
        correct_result(**wrong, count_for=60, count_against=10, count_abstain=8)
    with pytest.raises(BadInput, match="Say why"):
        correct_result(**wrong | {"reason": ""}, count_for=31, count_against=10, count_abstain=8)
    new = correct_result(**wrong, count_for=31, count_against=10, count_abstain=8)

    decision.refresh_from_db()
    decision.proposal.refresh_from_db()
    assert (new.supersedes, new.outcome, decision.result) == (old, "rejected", new)
    assert (decision.stage, decision.in_force_on, decision.proposal.stage) == ("not_passed", None, "rejected")
    assert Result.objects.get(pk=old.pk).counts["for"] == 32
    assert told(f"assembly:{decision.assembly_id}")[-1] == (
        "The result of decision 1, “Water meters”, was corrected to 31 yes, 10 no and 8 abstaining, of 63 present: "
        "a row was counted twice"
    )
    assert heard(signals.RESULT_CORRECTED) == [{"decision": decision.pk, "result": new.pk}]

    back = correct_result(**wrong, count_for=33, count_against=10, count_abstain=8)
    decision.refresh_from_db()
    assert (back.supersedes, decision.stage, decision.in_force_on) == (new, "in_force", decision.decided_on)
    ballot = Ballot.objects.get(result=back)
    assert announce_result(actor=hall.facilitator, ballot=ballot) == decision


def test_journal_holds_numbers_and_no_single_vote():
    hall = make_hall(8)
    decision = decide(hall, 5, 2, 1)
    for entry in JournalEntry.objects.filter(scope=f"assembly:{decision.assembly_id}"):
        payload = json.loads(entry.payload)
        assert not {"person", "entry", "teller"} & set(payload)
        assert not any(teller.key in entry.payload for teller in hall.tellers)


@use_case
def announce_then_fail(*, actor, ballot):
    announce_result(actor=actor, ballot=ballot)
    raise RuntimeError


def test_nothing_stands_when_an_act_above_fails_after_announcing():
    hall = make_hall(8)
    ballot = make_ballot(hall)
    count_hands(hall, ballot, 5, 2, 1)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    before = written()
    with pytest.raises(RuntimeError):
        announce_then_fail(actor=hall.facilitator, ballot=ballot)
    assert written() == before
    ballot.refresh_from_db()
    assert ballot.stage == "closed"


def test_counting_and_deciding_cost_the_same_for_any_roll(django_assert_max_num_queries):
    hall = make_hall(300)
    item = make_item(hall, make_sitting(hall))
    with django_assert_max_num_queries(60):
        open_ballot(actor=hall.facilitator, item=item)
