"""Sittings on paper: entered by a secretary, or from above with witnesses; each mistake has its sentence."""

from datetime import UTC, date, datetime

import pytest

from assemblies import signals
from assemblies.models import AgendaItem, Assembly, Attendance, Ballot, Decision
from assemblies.services.assembly import plan_assembly
from assemblies.services.paper import enter_paper_assembly
from assemblies.services.proposal import add_version
from confed.kernel import clock
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import Effect, JournalEntry
from tests.factories.assemblies import (
    make_ballot,
    make_hall,
    make_person,
    make_proposal,
    make_root,
    paper_sheet,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def two_days_later(stopped_clock):
    clock.set_clock(NOW)


def written() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Assembly, Attendance, AgendaItem, JournalEntry, Effect, Decision))


def test_enter_paper_assembly_decides_and_keeps_both_dates(told, heard):
    hall = make_hall(63)
    proposal = make_proposal(hall, kind="ratification")
    assembly = enter_paper_assembly(**paper_sheet(hall, proposal, youth=3, observers=2))

    decision = Decision.objects.get()
    assert (assembly.stage, assembly.number, assembly.held_on) == ("closed", 1, date(2026, 5, 1))
    assert (assembly.entered_at, assembly.closed_at, assembly.opened_at) == (NOW, NOW, None)
    assert (decision.decided_on, decision.stage, decision.assembly) == (date(2026, 5, 1), "in_force", assembly)
    assert decision.result.counts == {
        "for": 25,
        "against": 10,
        "abstain": 5,
        "present": 40,
        "all": 63,
        "not_voting": 0,
    }
    assert Ballot.objects.get().stage == "announced"
    assert told(f"assembly:{assembly.pk}") == [
        "Entered from paper: assembly 1 of Saulx, held on 1 May 2026, School yard, with 40 voters, 3 youth and "
        "2 observers; counted by Cem and Dilan.",
        "The quorum is met: 40 counted, 16 needed of 63 on the roll.",
        "Decision 1: “Water meters” is adopted with 25 yes, 10 no and 5 abstaining, of 40 present; 21 yes needed.",
    ]
    assert heard(signals.DECISION_MADE) == [{"decision": decision.pk}]
    assert not JournalEntry.objects.filter(payload__contains='Dilan"').exists()


def test_enter_paper_assembly_twice_gives_the_same_sitting():
    hall = make_hall(63)
    sheet = paper_sheet(hall, make_proposal(hall))
    first = enter_paper_assembly(**sheet)
    before = written()
    assert enter_paper_assembly(**sheet) == first
    assert written() == before
    other = enter_paper_assembly(**sheet | {"count_for": 20})
    assert (other.number, Decision.objects.count()) == (2, 2)


def test_enter_paper_assembly_inquorate_was_held_and_decides_nothing(told, heard):
    hall = make_hall(63)
    proposal = make_proposal(hall, kind="ratification")
    counts = {"voters": 15, "count_for": 15, "count_against": 0, "count_abstain": 0}
    assembly = enter_paper_assembly(**paper_sheet(hall, proposal, **counts))
    assert not Decision.objects.exists()
    assert not Ballot.objects.exists()
    assert AgendaItem.objects.get().outcome == "inquorate"
    assert heard(signals.QUORUM_MISSED) == [{"assembly": assembly.pk, "proposal": proposal.pk}]
    assert heard(signals.DECISION_MADE) == []
    assert told(f"assembly:{assembly.pk}")[-1].startswith("The quorum is missed: 15 counted, 16 needed of 63")
    assert enter_paper_assembly(**paper_sheet(hall, proposal, **counts)) == assembly


def test_enter_paper_assembly_second_call_needs_the_charter():
    counts = {"voters": 15, "count_for": 10, "count_against": 5, "count_abstain": 0, "call": 2}
    hall = make_hall(63)
    with pytest.raises(RuleStops, match="has no second call"):
        enter_paper_assembly(**paper_sheet(hall, make_proposal(hall), **counts))
    other = make_hall(63, name="Other", template="commune-and-district")
    with pytest.raises(RuleStops, match="has no second call"):
        enter_paper_assembly(**paper_sheet(other, make_proposal(other), **counts | {"call": 3}))
    assembly = enter_paper_assembly(**paper_sheet(other, make_proposal(other), **counts))
    assert (assembly.needed, Decision.objects.count()) == (13, 1)


def test_enter_paper_assembly_from_above_needs_two_witnesses(told):
    above = make_person("Above")
    root = make_root(founder=above)
    middle = make_root(name="Mill", parent=root, template="")
    hall = make_hall(63, parent=middle)
    sheet = paper_sheet(hall, make_proposal(hall), actor=above)
    for witnesses in ([], ["Ewa"], ["Ewa", "ewa"], ["Ewa", " "]):
        with pytest.raises(BadInput, match="names two witnesses"):
            enter_paper_assembly(**sheet, witnesses=witnesses)
    assembly = enter_paper_assembly(**sheet, witnesses=["Ewa", "Fadil"])
    assert told(f"assembly:{assembly.pk}")[0].endswith("counted by Cem and Dilan, witnessed by Ewa and Fadil.")


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        ({"version": 2}, BadInput, "What you decided on is version 2, the question is about version 1"),
        ({"held_on": date(2026, 5, 4)}, BadInput, "still to come"),
        ({"place": " "}, BadInput, "where the assembly was held"),
        ({"voters": 64}, BadInput, "only 63 on the roll"),
        ({"voters": 39}, BadInput, "40 votes were counted, 1 more than the 39 voters present"),
        ({"count_for": -1}, BadInput, "is not a count"),
        ({"youth": -1}, BadInput, "is not a count"),
        ({"tellers": ["Cem"]}, BadInput, "Name the two tellers"),
        ({"tellers": ["Cem", "cem"]}, BadInput, "Name the two tellers"),
        ({"tellers": ["Cem", ""]}, BadInput, "Name the two tellers"),
    ],
)
def test_enter_paper_assembly_mistakes_write_nothing(wrong, error, says):
    hall = make_hall(63)
    sheet = paper_sheet(hall, make_proposal(hall)) | wrong
    before = written()
    with pytest.raises(error, match=says):
        enter_paper_assembly(**sheet)
    assert written() == before


def test_enter_paper_assembly_by_others_or_for_others_refused():
    hall = make_hall(63)
    other = make_hall(8, name="Other")
    proposal = make_proposal(hall)
    for actor in (hall.facilitator, hall.tellers[0], other.secretary, make_person("Nobody")):
        with pytest.raises(NotAllowed):
            enter_paper_assembly(**paper_sheet(hall, proposal, actor=actor))
    with pytest.raises(BadInput, match="before another commune"):
        enter_paper_assembly(**paper_sheet(other, proposal))


def test_enter_paper_assembly_on_the_newest_version_only():
    hall = make_hall(63)
    proposal = make_proposal(hall)
    add_version(actor=hall.secretary, proposal=proposal, body="Other words.", reason="new")
    with pytest.raises(BadInput, match="What you decided on is version 1, the question is about version 2"):
        enter_paper_assembly(**paper_sheet(hall, proposal))
    enter_paper_assembly(**paper_sheet(hall, proposal, version=2))
    assert Decision.objects.get().text_version.number == 2


def test_enter_paper_assembly_keeps_the_number_of_the_councils_text():
    hall = make_hall(63)
    asked = make_proposal(hall, kind="ratification", version=3)
    assert enter_paper_assembly(**paper_sheet(hall, asked, version=3)).number == 1


def test_enter_paper_assembly_takes_the_question_off_a_planned_sitting():
    hall = make_hall(63)
    proposal = make_proposal(hall, kind="ratification")
    coming = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=NOW)
    enter_paper_assembly(**paper_sheet(hall, proposal))
    item = AgendaItem.objects.get(assembly=coming)
    assert (item.outcome, item.ended_at) == ("entered", NOW)
    again = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=NOW)
    assert not AgendaItem.objects.filter(assembly=again).exists()


def test_enter_paper_assembly_refused_while_a_sitting_votes_on_it():
    hall = make_hall(63)
    proposal = make_proposal(hall)
    make_ballot(hall, proposal=proposal)
    with pytest.raises(RuleStops, match="voting on “Water meters” right now"):
        enter_paper_assembly(**paper_sheet(hall, proposal))


def test_enter_paper_assembly_for_a_council_refused():
    founder = make_person("Founder")
    root = make_root(founder=founder)
    hall = make_hall(8, parent=root)
    hall.commune, hall.secretary = root, founder
    with pytest.raises(RuleStops, match="A council votes by voices"):
        enter_paper_assembly(**paper_sheet(hall, make_proposal(hall)))
