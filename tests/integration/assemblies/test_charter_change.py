"""A commune changes a rule of its own: proposed in sentences, voted by its own rule, in force from the day after."""

from datetime import timedelta

import pytest

from assemblies.models import AgendaItem, Ballot, Charter, Decision
from assemblies.queries.charter import charter_on
from assemblies.services.admission import admit_proposal
from assemblies.services.agenda import list_item
from assemblies.services.assembly import close_assembly, open_assembly, plan_assembly
from assemblies.services.ballot import announce_result, close_ballot, correct_result, open_ballot
from assemblies.services.charter_change import propose_charter_change
from assemblies.services.drafting import submit_proposal, support_proposal
from assemblies.services.proposal import add_version
from confed.kernel import clock
from confed.kernel.effects import drain, stuck
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.journal import sentences
from tests.factories.assemblies import count_hands, make_hall, make_root

pytestmark = pytest.mark.django_db
SHORT = {"notice.charter": "7 days", "proposal.supporters": "1"}


@pytest.fixture
def hall():
    return make_hall(60, name="Saulx", parent=make_root("Valley", values=SHORT))


def proposed(hall, **values):
    made = propose_charter_change(
        actor=hall.tellers[0],
        commune=hall.commune,
        values={key.replace("__", "."): value for key, value in values.items()},
        reason="We are many.",
    )
    made = submit_proposal(actor=hall.tellers[0], proposal=made)
    return admit_proposal(actor=hall.secretary, proposal=made)


def voted(hall, proposal, yes, no, present=40, days=8):
    """Listed today, voted on so many days later."""
    planned = plan_assembly(
        actor=hall.secretary, commune=hall.commune, planned_at=clock.now() + timedelta(days=days), place="Yard"
    )
    drain()
    item = AgendaItem.objects.filter(assembly=planned, proposal=proposal).first()
    item = item or list_item(actor=hall.facilitator, assembly=planned, proposal=proposal)
    clock.set_clock(clock.now() + timedelta(days=days))
    open_assembly(actor=hall.facilitator, assembly=planned, voters=present)
    ballot = open_ballot(actor=hall.facilitator, item=item)
    count_hands(hall, ballot, yes, no, 0)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    announce_result(actor=hall.facilitator, ballot=ballot)
    drain()
    assert stuck() == []
    return Decision.objects.get(proposal=proposal)


def test_adopted_by_two_thirds_it_holds_from_the_day_after_with_its_decision(hall):
    proposal = proposed(hall, quorum__ordinary="1/3")
    assert proposal.title == "Rule 1: a third, not a quarter"
    decision = voted(hall, proposal, 20, 10)
    version = Charter.objects.get(commune=hall.commune)
    assert (version.values, version.decision) == ({"quorum.ordinary": "1/3"}, decision)
    assert version.from_on == decision.decided_on + timedelta(days=1)
    assert charter_on(hall.commune, decision.decided_on)["quorum.ordinary"] == "1/4"
    assert charter_on(hall.commune, version.from_on)["quorum.ordinary"] == "1/3"
    told = [one.text for one in sentences(f"commune:{hall.commune.pk}")]
    assert any("Version 1 of the charter of Saulx was adopted" in text for text in told)
    assert Ballot.objects.get().rule == {"threshold": "2/3", "base": "cast"}


def test_more_than_half_is_not_enough_and_changes_nothing(hall):
    decision = voted(hall, proposed(hall, quorum__ordinary="1/3"), 19, 10)
    assert decision.stage == "not_passed"
    assert not Charter.objects.filter(commune=hall.commune).exists()


def test_a_later_change_keeps_what_the_first_one_stated(hall):
    voted(hall, proposed(hall, quorum__ordinary="1/3"), 30, 5)
    close_assembly(actor=hall.facilitator, assembly=Decision.objects.get().assembly)
    voted(hall, proposed(hall, report__days="21"), 30, 5)
    newest = Charter.objects.filter(commune=hall.commune).latest("version")
    assert (newest.version, newest.values) == (2, {"quorum.ordinary": "1/3", "report.days": "21"})


def test_a_corrected_count_states_again_what_stood_before(hall):
    decision = voted(hall, proposed(hall, quorum__ordinary="1/3"), 20, 10)
    correct_result(
        actor=hall.secretary, decision=decision, count_for=18, count_against=12, count_abstain=0, reason="misread"
    )
    drain()
    newest = Charter.objects.filter(commune=hall.commune).latest("version")
    assert (newest.version, newest.values) == (2, {})
    assert charter_on(hall.commune, newest.from_on)["quorum.ordinary"] == "1/4"


def test_before_its_notice_is_over_and_with_too_few_here_it_is_not_voted_on(hall):
    proposal = proposed(hall, quorum__ordinary="1/3")
    with pytest.raises(RuleStops, match="Notice of a change of the rules runs until"):
        voted(hall, proposal, 20, 10, days=6)


def test_what_no_charter_says_two_rules_at_once_and_no_change_are_refused(hall):
    with pytest.raises(BadInput, match="is not a share"):
        proposed(hall, quorum__ordinary="many")
    with pytest.raises(BadInput, match="one rule"):
        proposed(hall, quorum__ordinary="1/3", report__days="20")
    with pytest.raises(BadInput, match="one rule"):
        proposed(hall, ratify__days="20")
    with pytest.raises(RuleStops, match="what the rule says today"):
        proposed(hall, quorum__ordinary="1/4")


def test_its_words_change_with_its_values_only(hall):
    made = propose_charter_change(actor=hall.tellers[0], commune=hall.commune, values={"quorum.ordinary": "1/3"})
    support_proposal(actor=hall.tellers[1], proposal=made)
    with pytest.raises(NotAllowed, match="change with its values only"):
        add_version(actor=hall.tellers[0], proposal=made, body="Half of us.", reason="more")
