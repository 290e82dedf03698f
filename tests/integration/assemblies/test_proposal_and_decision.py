"""Proposals and their versions; decisions put in force or left without force by what the assemblies answered."""

import hashlib
from datetime import date

import pytest

from assemblies.domain.stages import DecisionStage
from assemblies.models import AgendaItem, Decision, TextVersion
from assemblies.queries import todo
from assemblies.services.assembly import plan_assembly
from assemblies.services.decision import lack_answers, mark_not_ratified, put_in_force, record_decision
from assemblies.services.proposal import add_version, draft_proposal, settle_proposal, withdraw_proposal
from confed.kernel import clock
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from confed.kernel.models import JournalEntry
from confed.kernel.person import Machine
from tests.factories.assemblies import (
    decide,
    make_ballot,
    make_hall,
    make_item,
    make_person,
    make_proposal,
    make_sitting,
)

pytestmark = pytest.mark.django_db
DRAIN = Machine("drain")


def test_draft_proposal_by_whoever_plans_the_sittings(told):
    hall = make_hall(5)
    proposal = draft_proposal(actor=hall.facilitator, commune=hall.commune, title=" Bread ", body="An oven for all.")
    assert (proposal.title, proposal.stage, proposal.author.person) == ("Bread", "admitted", hall.facilitator)
    text = TextVersion.objects.get(proposal=proposal)
    assert (text.number, text.hash) == (1, hashlib.sha256(b"An oven for all.").hexdigest())
    assert told(f"commune:{hall.commune.pk}")[-1] == "“Bread” was put before Saulx."
    for actor in (hall.tellers[0], make_person("Nobody")):
        with pytest.raises(NotAllowed, match="write a draft"):
            draft_proposal(actor=actor, commune=hall.commune, title="A", body="B")


def test_draft_proposal_repeated_by_origin_gives_the_same_one():
    hall = make_hall(4)
    asked = {"actor": DRAIN, "commune": hall.commune, "title": "A", "body": "B", "kind": "ratification"}
    first = draft_proposal(**asked, origin_key="cascade:1/commune:2")
    before = JournalEntry.objects.count()
    assert draft_proposal(**asked, origin_key="cascade:1/commune:2") == first
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"title": ""}, "needs a title"), ({"body": " "}, "needs its words"), ({"kind": "wish"}, "no kind")],
)
def test_draft_proposal_bad_input(wrong, says):
    hall = make_hall(4)
    with pytest.raises(BadInput, match=says):
        draft_proposal(**{"actor": hall.secretary, "commune": hall.commune, "title": "A", "body": "B"} | wrong)


def test_add_version_until_it_is_voted_on(told):
    hall = make_hall(6)
    author, other = hall.facilitator, hall.tellers[0]
    proposal = draft_proposal(actor=author, commune=hall.commune, title="Bread", body="One oven.")
    with pytest.raises(NotAllowed):
        add_version(actor=other, proposal=proposal, body="Two ovens.", reason="more")
    with pytest.raises(BadInput, match="words of version 1 already"):
        add_version(actor=author, proposal=proposal, body="One oven. ", reason="more")
    assert add_version(actor=author, proposal=proposal, body="Two ovens.", reason="more").number == 2
    assert told(f"commune:{hall.commune.pk}")[-1] == "“Bread” was changed to version 2: more"
    make_ballot(hall, proposal=proposal)
    with pytest.raises(RuleStops, match="being voted on or was settled"):
        add_version(actor=author, proposal=proposal, body="Three ovens.", reason="more")


def test_withdraw_proposal_leaves_the_agenda_and_is_final(told):
    hall = make_hall(6)
    proposal = make_proposal(hall)
    item = make_item(hall, make_sitting(hall), proposal)
    with pytest.raises(NotAllowed):
        withdraw_proposal(actor=hall.tellers[0], proposal=proposal)
    withdraw_proposal(actor=hall.secretary, proposal=proposal)
    assert AgendaItem.objects.get(pk=item.pk).outcome == "withdrawn"
    assert told(f"commune:{hall.commune.pk}")[-1] == "“Water meters” was withdrawn."
    with pytest.raises(IllegalStep):
        withdraw_proposal(actor=hall.secretary, proposal=proposal)


def test_settle_proposal_of_a_council_follows_its_vote():
    hall = make_hall(4)
    for outcome, stage in (("provisional", "admitted"), ("adopted", "adopted"), ("tied", "tied")):
        proposal = make_proposal(hall, kind="council")
        settle_proposal(proposal=proposal, outcome=outcome)
        proposal.refresh_from_db()
        assert proposal.stage == stage


def being_ratified(hall) -> Decision:
    made = decide(hall, 3, 1, 0)
    Decision.objects.filter(pk=made.pk).update(stage=DecisionStage.BEING_RATIFIED, in_force_on=None)
    return Decision.objects.get(pk=made.pk)


def test_record_decision_numbers_and_repeats_by_result():
    hall = make_hall(4)
    made = decide(hall, 3, 1, 0)
    again = record_decision(
        actor=DRAIN,
        assembly=made.assembly,
        proposal=made.proposal,
        text_version=made.text_version,
        result=made.result,
        stage=DecisionStage.IN_FORCE,
    )
    assert again == made
    with pytest.raises(NotAllowed):
        record_decision(
            actor=hall.tellers[0],
            assembly=made.assembly,
            proposal=made.proposal,
            text_version=made.text_version,
            result=made.result,
            stage=DecisionStage.IN_FORCE,
        )
    hall.commune.refresh_from_db()
    assert hall.commune.next_decision == 2


def test_ratification_puts_in_force_or_not_and_may_be_recomputed(told):
    hall = make_hall(4)
    decision = being_ratified(hall)
    scope = f"commune:{hall.commune.pk}"
    assert put_in_force(actor=DRAIN, decision=decision, on=date(2026, 6, 1)).in_force_on == date(2026, 6, 1)
    count = len(told(scope))
    put_in_force(actor=DRAIN, decision=decision)
    assert len(told(scope)) == count
    refused = mark_not_ratified(actor=DRAIN, decision=decision)
    assert (refused.stage, refused.in_force_on) == ("not_ratified", None)
    assert lack_answers(actor=DRAIN, decision=decision).stage == "insufficient"
    assert told(scope)[-3:] == [
        "Decision 1, “Water meters”, is in force from 1 June 2026.",
        "Decision 1, “Water meters”, was not ratified.",
        "Decision 1, “Water meters”, did not have enough answers.",
    ]


def test_ratification_steps_refused_for_people_and_for_other_stages():
    hall = make_hall(4)
    decision = being_ratified(hall)
    for act in (put_in_force, mark_not_ratified, lack_answers):
        with pytest.raises(NotAllowed):
            act(actor=hall.tellers[0], decision=decision)
    Decision.objects.filter(pk=decision.pk).update(stage=DecisionStage.NOT_PASSED)
    for act in (put_in_force, mark_not_ratified, lack_answers):
        with pytest.raises(IllegalStep):
            act(actor=DRAIN, decision=decision)


def test_search_is_without_case_and_accents():
    hall = make_hall(4)
    proposal = draft_proposal(actor=hall.secretary, commune=hall.commune, title="Été à Saulx", body="ÇA IRA")
    assert decide(hall, 3, 1, 0, proposal=proposal).search == "ete a saulx ca ira"


def test_todo_lists_open_and_coming_sittings_in_one_query(django_assert_num_queries):
    hall = make_hall(4)
    ballot = make_ballot(hall)
    plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    with django_assert_num_queries(1):
        found = todo(hall.secretary, clock.now())
    assert [(each.kind, each.number) for each in found] == [("open_ballot", 1), ("coming_assembly", 2)]
    assert todo(make_person("Nobody"), clock.now()) == []
    assert ballot.assembly.number == 1
