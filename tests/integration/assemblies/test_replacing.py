"""A proposal names the decision it contradicts: the vote asks at least as much, and a yes replaces it."""

import pytest

from assemblies.domain.stages import ProposalStage
from assemblies.models import AgendaItem, Ballot, Decision, Proposal
from assemblies.services.agenda import list_item
from assemblies.services.assembly import plan_assembly
from assemblies.services.ballot import correct_result
from assemblies.services.charter import adopt_charter
from assemblies.services.drafting import submit_proposal, write_draft
from assemblies.services.mover import postpone_proposal, take_over
from assemblies.services.paper import enter_paper_assembly
from assemblies.services.proposal import withdraw_proposal
from assemblies.services.replacing import replace_decision
from confed.kernel import clock
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from tests.factories.assemblies import decide, make_hall, make_person, make_proposal, make_sitting, paper_sheet
from tests.factories.proposals import day, make_admitted, make_draft, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make_hall(20, values={"rule.ordinary.threshold": "2/3", "rule.ordinary.base": "cast"})


def stage(decision) -> str:
    return Decision.objects.get(pk=decision.pk).stage


def simple_rule(hall) -> None:
    """From the next day on, more yes than no is enough."""
    clock.set_clock(day("2026-05-02"))
    adopt_charter(actor=hall.secretary, commune=hall.commune, values={"rule.ordinary.threshold": "majority"})


def test_adopted_it_replaces_the_decision_it_names(hall, told):
    old = decide(hall, 15, 5, 0)
    new = decide(hall, 15, 5, 0, proposal=make_admitted(hall, title="Other meters", replaces=old))
    assert (stage(old), new.replaces) == ("replaced", old)
    assert told(f"commune:{hall.commune.pk}")[-1] == (
        "Decision 1, “Water meters”, is replaced by decision 2, “Other meters”."
    )
    assert replace_decision(actor=hall.secretary, decision=new) is None


def test_the_vote_asks_at_least_what_the_named_decision_asked(hall):
    old = decide(hall, 15, 5, 0)
    simple_rule(hall)
    assert decide(hall, 12, 8, 0, proposal=make_proposal(hall, title="Plain")).stage == "in_force"
    new = decide(hall, 12, 8, 0, proposal=make_admitted(hall, title="Other meters", replaces=old))
    assert Ballot.objects.get(result=new.result).rule["threshold"] == "2/3"
    assert (new.stage, stage(old)) == ("not_passed", "in_force")


def test_on_paper_the_same_holds(hall):
    old = decide(hall, 15, 5, 0)
    simple_rule(hall)
    proposal = make_admitted(hall, title="Other meters", replaces=old)
    sheet = {"held_on": day("2026-05-02").date(), "voters": 20, "count_for": 12, "count_against": 8, "count_abstain": 0}
    enter_paper_assembly(**paper_sheet(hall, proposal, **sheet))
    assert stage(old) == "in_force"
    clock.set_clock(day("2026-05-20"))
    more = {**sheet, "count_for": 14, "count_against": 6, "held_on": day("2026-05-20").date()}
    enter_paper_assembly(**paper_sheet(hall, proposal, **more))
    assert stage(old) == "replaced"


def test_a_corrected_count_brings_the_old_decision_back(hall, told):
    old = decide(hall, 15, 5, 0)
    new = decide(hall, 15, 5, 0, proposal=make_admitted(hall, title="Other meters", replaces=old))
    correct_result(
        actor=hall.secretary, decision=new, count_for=5, count_against=15, count_abstain=0, reason="turned round"
    )
    assert stage(old) == "in_force"
    assert told(f"commune:{hall.commune.pk}")[-1].startswith("Decision 1, “Water meters”, is in force again")
    correct_result(
        actor=hall.secretary, decision=new, count_for=15, count_against=5, count_abstain=0, reason="not turned"
    )
    assert stage(old) == "replaced"


def test_a_chain_keeps_its_order(hall):
    first = decide(hall, 15, 5, 0)
    second = decide(hall, 15, 5, 0, proposal=make_admitted(hall, title="Second", replaces=first))
    third = decide(hall, 15, 5, 0, proposal=make_admitted(hall, title="Third", replaces=second, body="Third."))
    assert [stage(each) for each in (first, second, third)] == ["replaced", "replaced", "in_force"]
    correct_result(
        actor=hall.secretary, decision=third, count_for=5, count_against=15, count_abstain=0, reason="turned"
    )
    assert [stage(each) for each in (first, second, third)] == ["replaced", "in_force", "not_passed"]


def test_only_an_own_decision_in_force_is_named(hall):
    other = make_hall(5, name="Doubs")
    foreign = decide(other, 5, 0, 0)
    with pytest.raises(BadInput, match="its own commune only"):
        make_draft(hall, replaces=foreign)
    lost = decide(hall, 5, 15, 0)
    with pytest.raises(RuleStops, match="is not in force"):
        make_draft(hall, replaces=lost)
    old = decide(hall, 15, 5, 0, proposal=make_proposal(hall, title="Old"))
    draft = make_draft(hall, title="Later", body="Later.", replaces=old)
    decide(hall, 15, 5, 0, proposal=make_admitted(hall, title="Sooner", body="Sooner.", replaces=old))
    with pytest.raises(RuleStops, match="Decision 2 is not in force"):
        submit_proposal(actor=member(hall, 4), proposal=draft)


def test_withdrawn_is_taken_over_for_seven_days_where_it_stood(hall, told):
    proposal = make_admitted(hall)
    sitting = make_sitting(hall)
    withdraw_proposal(actor=member(hall, 4), proposal=proposal)
    assert AgendaItem.objects.get(assembly=sitting).outcome == "withdrawn"
    with pytest.raises(NotAllowed, match="Only those who may speak"):
        take_over(actor=make_person("Nobody"), proposal=proposal)
    taken = take_over(actor=member(hall, 12), proposal=proposal)
    assert (taken.stage, taken.author, taken.withdrawn_at) == ("admitted", hall.entries[12], None)
    assert told(f"commune:{hall.commune.pk}")[-1] == "Member 13 of Saulx took over “Mend the roof”."
    with pytest.raises(IllegalStep):
        take_over(actor=member(hall, 13), proposal=proposal)


def test_a_withdrawn_draft_is_taken_over_as_a_draft_and_not_after_a_week(hall):
    draft = write_draft(actor=member(hall, 4), commune=hall.commune, title="A", body="B")
    withdraw_proposal(actor=member(hall, 4), proposal=draft)
    assert take_over(actor=member(hall, 6), proposal=draft).stage == "draft"
    withdraw_proposal(actor=member(hall, 6), proposal=draft)
    clock.set_clock(day("2026-05-09"))
    with pytest.raises(RuleStops, match="more than seven days ago"):
        take_over(actor=member(hall, 7), proposal=draft)


def test_without_its_mover_it_is_put_off_once(hall, told):
    proposal = make_admitted(hall)
    sitting = make_sitting(hall)
    following = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=day("2026-06-01"))
    with pytest.raises(NotAllowed, match="runs its sittings"):
        postpone_proposal(actor=member(hall, 4), proposal=proposal, reason="away")
    with pytest.raises(BadInput, match="Say why"):
        postpone_proposal(actor=hall.facilitator, proposal=proposal, reason="")
    put_off = postpone_proposal(actor=hall.facilitator, proposal=proposal, reason="away", is_mover_absent=True)
    assert put_off.stage == ProposalStage.POSTPONED
    assert [item.outcome for item in AgendaItem.objects.filter(assembly=sitting)] == ["postponed"]
    assert AgendaItem.objects.get(assembly=following).proposal == proposal
    assert "“Mend the roof” was put off: away" in told(f"commune:{hall.commune.pk}")
    with pytest.raises(RuleStops, match="put off once already"):
        postpone_proposal(actor=hall.facilitator, proposal=proposal, reason="away", is_mover_absent=True)
    postpone_proposal(actor=hall.facilitator, proposal=proposal, reason="no time")


def test_what_was_put_off_waits_and_is_voted_on(hall):
    proposal = make_admitted(hall)
    item = list_item(actor=hall.facilitator, assembly=make_sitting(hall), proposal=proposal)
    postpone_proposal(actor=hall.facilitator, proposal=proposal, reason="no time")
    assert AgendaItem.objects.get(pk=item.pk).ended_at is not None
    planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=day("2026-06-01"))
    assert AgendaItem.objects.get(assembly=planned).proposal == proposal
    AgendaItem.objects.filter(assembly=planned).update(ended_at=clock.now())
    decide(hall, 15, 5, 0, proposal=proposal)
    assert Proposal.objects.get(pk=proposal.pk).stage == "adopted"
