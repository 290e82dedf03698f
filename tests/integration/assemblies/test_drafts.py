"""From a draft to the agenda: supporters, the form check with its appeal, and what stands in the way."""

from datetime import date, timedelta

import pytest

from assemblies import signals
from assemblies.domain.stages import ProposalStage
from assemblies.models import AgendaItem, Decision, Proposal, Role, RollEntry, Support
from assemblies.services.admission import admit_proposal, appeal_proposal, return_proposal
from assemblies.services.assembly import plan_assembly
from assemblies.services.drafting import submit_proposal, support_proposal, withdraw_support, write_draft
from assemblies.services.proposal import add_version, withdraw_proposal
from assemblies.services.role import give_role
from confed.kernel import clock
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from confed.kernel.person import Machine
from tests.factories.assemblies import decide, make_hall, make_person, make_root
from tests.factories.proposals import make_admitted, make_draft, make_submitted, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make_hall(20)


def stage_of(proposal) -> str:
    return Proposal.objects.get(pk=proposal.pk).stage


def test_draft_by_whoever_may_speak_is_supported_by_its_author(hall, told):
    proposal = make_draft(hall, supporters=1)
    assert (proposal.stage, proposal.author, proposal.title_key) == ("draft", hall.entries[4], "mend the roof")
    assert [row.entry for row in Support.objects.filter(proposal=proposal)] == [hall.entries[4]]
    assert told(f"commune:{hall.commune.pk}")[-1] == "A draft was begun in Saulx: “Mend the roof”."


def test_draft_by_youth_has_no_supporter_and_by_strangers_does_not_begin():
    hall = make_hall(5, youth=1)
    proposal = write_draft(actor=member(hall, 5), commune=hall.commune, title="Bread", body="An oven.")
    assert not Support.objects.filter(proposal=proposal).exists()
    with pytest.raises(NotAllowed, match="Only those with a vote"):
        support_proposal(actor=member(hall, 5), proposal=proposal)
    with pytest.raises(NotAllowed, match="Only those who may speak"):
        write_draft(actor=make_person("Nobody"), commune=hall.commune, title="A", body="B")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": " "}, "needs a title"),
        ({"title": "x" * 201}, "too long"),
        ({"body": ""}, "needs its words"),
        ({"body": "x" * 20_001}, "too long"),
        ({"review_on": date(2026, 5, 1)}, "past already"),
    ],
)
def test_draft_refuses_bad_input(hall, wrong, says):
    with pytest.raises(BadInput, match=says):
        make_draft(hall, **wrong)
    assert not Proposal.objects.exists()


def test_a_council_takes_no_drafts():
    valley = make_root("Valley")
    make_hall(5, parent=valley)
    with pytest.raises(RuleStops, match="questions come from its communes"):
        write_draft(actor=Machine("drain"), commune=valley, title="A", body="B")


def test_submit_needs_as_many_supporters_as_the_charter_says(hall, told, heard):
    proposal = make_draft(hall, supporters=2)
    with pytest.raises(RuleStops, match="2 support this, 3 are needed"):
        submit_proposal(actor=member(hall, 4), proposal=proposal)
    support_proposal(actor=member(hall, 8), proposal=proposal)
    support_proposal(actor=member(hall, 8), proposal=proposal)
    with pytest.raises(NotAllowed, match="Only who moves"):
        submit_proposal(actor=member(hall, 8), proposal=proposal)
    submit_proposal(actor=member(hall, 4), proposal=proposal)
    assert stage_of(proposal) == ProposalStage.SUBMITTED
    assert told(f"commune:{hall.commune.pk}")[-1] == (
        "“Mend the roof” was handed in with 3 supporters; the convenors answer by 4 May 2026."
    )
    assert [each["proposal"] for each in heard(signals.PROPOSAL_SUBMITTED)] == [proposal.pk]
    with pytest.raises(IllegalStep):
        submit_proposal(actor=member(hall, 4), proposal=proposal)


def test_a_short_roll_needs_no_more_than_it_has():
    hall = make_hall(4, values={"proposal.supporters": "9"})
    proposal = write_draft(actor=hall.secretary, commune=hall.commune, title="A", body="B")
    for person in (hall.facilitator, *hall.tellers):
        with pytest.raises(RuleStops, match="4 are needed"):
            submit_proposal(actor=hall.secretary, proposal=proposal)
        support_proposal(actor=person, proposal=proposal)
    assert submit_proposal(actor=hall.secretary, proposal=proposal).stage == "submitted"


def test_supporters_below_the_number_return_it_to_draft_before_admission_only(hall, told):
    proposal = make_submitted(hall, supporters=4)
    withdraw_support(actor=member(hall, 6), proposal=proposal)
    withdraw_support(actor=member(hall, 6), proposal=proposal)
    assert stage_of(proposal) == "submitted"
    withdraw_support(actor=member(hall, 5), proposal=proposal)
    assert stage_of(proposal) == "draft"
    assert (
        told(f"commune:{hall.commune.pk}")[-1] == "“Mend the roof” is a draft again: 2 supporters are left, 3 needed."
    )
    admitted = make_admitted(hall, title="Another")
    with pytest.raises(RuleStops, match="no longer counted"):
        withdraw_support(actor=member(hall, 5), proposal=admitted)
    with pytest.raises(RuleStops, match="needs no more supporters"):
        support_proposal(actor=member(hall, 9), proposal=admitted)


def test_who_left_the_roll_supports_nothing(hall):
    proposal = make_submitted(hall)
    RollEntry.objects.filter(pk=hall.entries[5].pk).update(ended_on=date(2026, 4, 30))
    with pytest.raises(RuleStops, match="Only 2 of the supporters still have a vote"):
        admit_proposal(actor=hall.secretary, proposal=proposal)


def test_convenors_admit_onto_the_next_agenda(hall, told):
    sitting = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    proposal = make_submitted(hall)
    until = clock.today("UTC") + timedelta(days=9)
    give_role(actor=hall.secretary, commune=hall.commune, person=member(hall, 9), kind=Role.Kind.CONVENOR, until=until)
    with pytest.raises(NotAllowed, match="Only a convenor"):
        admit_proposal(actor=hall.secretary, proposal=proposal)
    with pytest.raises(NotAllowed, match="Only a convenor"):
        return_proposal(actor=member(hall, 4), proposal=proposal, reason="x")
    admit_proposal(actor=member(hall, 9), proposal=proposal)
    assert stage_of(proposal) == "admitted"
    assert AgendaItem.objects.get(proposal=proposal).assembly == sitting
    assert "“Mend the roof” was admitted: its form is in order." in told(f"commune:{hall.commune.pk}")


def test_admitted_without_a_date_waits_for_the_next_sitting(hall):
    proposal = make_admitted(hall)
    assert not AgendaItem.objects.exists()
    sitting = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    assert [item.proposal for item in AgendaItem.objects.filter(assembly=sitting)] == [proposal]


def test_returned_in_writing_is_mended_and_handed_in_again(hall, told):
    proposal = make_submitted(hall)
    with pytest.raises(RuleStops, match="convenors are reading"):
        add_version(actor=member(hall, 4), proposal=proposal, body="Other words.", reason="x")
    with pytest.raises(BadInput, match="Say in writing"):
        return_proposal(actor=hall.secretary, proposal=proposal, reason=" ")
    return_proposal(actor=hall.secretary, proposal=proposal, reason="It says no date.")
    assert told(f"commune:{hall.commune.pk}")[-1] == "“Mend the roof” was returned to its movers: It says no date."
    with pytest.raises(NotAllowed, match="Only who drafted"):
        add_version(actor=hall.secretary, proposal=proposal, body="Mine.", reason="x")
    text = add_version(actor=member(hall, 4), proposal=proposal, body="Before 1 October.", reason="A date.")
    assert (text.number, text.asked_by) == (2, hall.entries[4])
    again = submit_proposal(actor=member(hall, 4), proposal=proposal)
    assert (again.stage, again.return_reason, again.answered_at) == ("submitted", "", None)


def test_the_assembly_takes_up_what_was_returned(hall, told):
    proposal = make_submitted(hall)
    with pytest.raises(RuleStops, match="The assembly is asked when"):
        appeal_proposal(actor=member(hall, 4), proposal=proposal)
    return_proposal(actor=hall.secretary, proposal=proposal, reason="Too long.")
    with pytest.raises(NotAllowed, match="Only who moves"):
        appeal_proposal(actor=member(hall, 5), proposal=proposal)
    appeal = appeal_proposal(actor=member(hall, 4), proposal=proposal)
    assert appeal_proposal(actor=member(hall, 4), proposal=proposal) == appeal
    sitting = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    assert AgendaItem.objects.get(assembly=sitting).title == "Shall we take up “Mend the roof”?"
    decision = decide(hall, 15, 2, 0, proposal=appeal)
    assert stage_of(proposal) == "admitted"
    assert f"“Mend the roof” was admitted by decision {decision.number} of the assembly." in told(
        f"commune:{hall.commune.pk}"
    )


def test_a_no_of_the_assembly_leaves_it_with_its_movers(hall):
    proposal = make_submitted(hall)
    return_proposal(actor=hall.secretary, proposal=proposal, reason="Too long.")
    decide(hall, 2, 15, 0, proposal=appeal_proposal(actor=member(hall, 4), proposal=proposal))
    assert stage_of(proposal) == "returned"


def test_no_answer_for_three_days_lets_the_movers_ask_the_assembly(hall):
    proposal = make_submitted(hall)
    clock.set_clock(clock.now() + timedelta(days=3, minutes=1))
    appeal = appeal_proposal(actor=member(hall, 4), proposal=proposal)
    decide(hall, 15, 2, 0, proposal=appeal)
    assert stage_of(proposal) == "admitted"


def test_same_question_within_a_year_needs_a_fifth_of_the_roll():
    hall = make_hall(40)
    decide(hall, 10, 25, 0, proposal=make_admitted(hall, title="Mend the roof!"))
    again = make_draft(hall, title="  MEND the Róof", body="Another text.", supporters=7)
    with pytest.raises(RuleStops, match=r"Until 2027-05-01 .* a fifth of the roll: 7 support this, 8 are needed"):
        submit_proposal(actor=member(hall, 4), proposal=again)
    same_words = make_draft(hall, title="Something else")
    with pytest.raises(RuleStops, match="answered this question"):
        submit_proposal(actor=member(hall, 4), proposal=same_words)
    support_proposal(actor=member(hall, 20), proposal=again)
    assert submit_proposal(actor=member(hall, 4), proposal=again).stage == "submitted"
    clock.set_clock(clock.now() + timedelta(days=366))
    later = make_draft(hall, title="Mend the roof", body="A third text.")
    assert submit_proposal(actor=member(hall, 4), proposal=later).stage == "submitted"


def test_only_the_author_withdraws_a_draft(hall):
    proposal = make_draft(hall)
    for actor in (hall.secretary, member(hall, 5)):
        with pytest.raises(NotAllowed, match="Only who drafted"):
            withdraw_proposal(actor=actor, proposal=proposal)
    assert withdraw_proposal(actor=member(hall, 4), proposal=proposal).withdrawn_at == clock.now()


def test_a_review_day_puts_the_decision_on_the_agenda_again(hall):
    proposal = make_admitted(hall, review_on=date(2026, 6, 1))
    decision = decide(hall, 15, 2, 0, proposal=proposal)
    assert Decision.objects.get(pk=decision.pk).review_on == date(2026, 6, 1)
    early = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now() + timedelta(days=20))
    late = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now() + timedelta(days=40))
    last = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now() + timedelta(days=50))
    titles = [[item.title for item in AgendaItem.objects.filter(assembly=each)] for each in (early, late, last)]
    assert titles == [[], ["Looking again at decision 1: Mend the roof"], []]
