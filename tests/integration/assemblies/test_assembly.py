"""Sittings: planned, opened with their quorum in numbers, called again, closed; councils count communes."""

from datetime import UTC, datetime, timedelta

import pytest

from assemblies import signals
from assemblies.models import AgendaItem, Assembly, Attendance, Role, RollEntry
from assemblies.services.agenda import end_item, list_item, start_item
from assemblies.services.assembly import (
    call_second,
    close_assembly,
    count_attendance,
    open_assembly,
    plan_assembly,
)
from assemblies.services.ballot import open_ballot
from confed.kernel import clock
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from confed.kernel.models import Effect, JournalEntry
from tests.factories.assemblies import (
    FOUNDING,
    make_ballot,
    make_hall,
    make_item,
    make_person,
    make_proposal,
    make_root,
    make_sitting,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)


def planned(hall):
    return plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=NOW, place="School yard")


def written() -> tuple[int, int, int]:
    return JournalEntry.objects.count(), Effect.objects.count(), Attendance.objects.count()


def test_plan_assembly_takes_numbers_and_what_waits(told, heard):
    hall = make_hall(4)
    waits = make_proposal(hall, "What do our delegates say?", kind="mandate")
    make_proposal(hall, "Somebody's idea")
    first, second = planned(hall), planned(hall)
    assert (first.number, second.number) == (1, 2)
    assert [item.proposal for item in AgendaItem.objects.filter(assembly=first)] == [waits]
    assert not AgendaItem.objects.filter(assembly=second).exists()
    assert told(f"assembly:{first.pk}") == [
        "Assembly 1 of Saulx was planned for 1 May 2026, 18:00.",
        "Days of notice of assembly 1: 0. The charter asks for 7, so the notice is short.",
        "“What do our delegates say?” was put on the agenda at place 1.",
    ]
    assert heard(signals.ASSEMBLY_PLANNED) == [{"assembly": first.pk}, {"assembly": second.pk}]


def test_plan_assembly_refusals():
    hall = make_hall(4)
    before = written()
    with pytest.raises(NotAllowed):
        plan_assembly(actor=make_person("Nobody"), commune=hall.commune, planned_at=NOW)
    with pytest.raises(BadInput, match="time zone"):
        plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=NOW.replace(tzinfo=None))
    assert written()[1:] == before[1:]
    assert not Assembly.objects.exists()


def test_open_assembly_quorum_is_a_share_of_the_roll_by_ceiling(told):
    hall = make_hall(63, youth=9)
    assembly = open_assembly(actor=hall.facilitator, assembly=planned(hall), voters=16, youth=9, observers=30)
    assert (assembly.stage, assembly.needed, assembly.roll_count, assembly.call) == ("quorate", 16, 63, 1)
    assert assembly.held_on == NOW.date()
    assert assembly.charter is not None
    assert told(f"assembly:{assembly.pk}")[-2:] == [
        "Assembly 1 of Saulx was opened: 16 voters, 9 youth, 30 observers.",
        "The quorum is met: 16 counted, 16 needed of 63 on the roll.",
    ]


def test_open_assembly_youth_and_observers_never_make_a_quorum(told, heard):
    hall = make_hall(63, youth=9)
    sitting = planned(hall)
    proposal = make_proposal(hall)
    make_item(hall, sitting, proposal)
    assembly = open_assembly(actor=hall.facilitator, assembly=sitting, voters=15, youth=9, observers=40)
    assert assembly.stage == "inquorate"
    assert told(f"assembly:{assembly.pk}")[-1] == (
        "The quorum is missed: 15 counted, 16 needed of 63 on the roll. Talk may go on, votes not."
    )
    assert heard(signals.QUORUM_MISSED) == [{"assembly": assembly.pk, "proposal": proposal.pk}]


@pytest.mark.parametrize(
    ("count", "error", "says"),
    [
        ({"voters": 64}, BadInput, "64 voters were counted, but only 63"),
        ({"voters": -1}, BadInput, "is not a count"),
        ({"voters": 20, "youth": -1}, BadInput, "is not a count"),
        ({"voters": 20, "observers": True}, BadInput, "is not a count"),
    ],
)
def test_open_assembly_impossible_counts_write_nothing(count, error, says):
    hall = make_hall(63)
    sitting = planned(hall)
    before = written()
    with pytest.raises(error, match=says):
        open_assembly(actor=hall.facilitator, assembly=sitting, **count)
    assert written() == before
    sitting.refresh_from_db()
    assert sitting.stage == "planned"


def test_open_assembly_refused_for_others_twice_and_without_a_roll():
    hall = make_hall(63)
    sitting = planned(hall)
    for actor in (make_person("Nobody"), hall.tellers[0], FOUNDING):
        with pytest.raises(NotAllowed):
            open_assembly(actor=actor, assembly=sitting, voters=20)
    open_assembly(actor=hall.facilitator, assembly=sitting, voters=20)
    with pytest.raises(IllegalStep, match="opened already"):
        open_assembly(actor=hall.facilitator, assembly=sitting, voters=20)

    secretary = make_person("Ada")
    empty = make_root(name="Empty", founder=secretary)
    with pytest.raises(RuleStops, match="Nobody on the roll"):
        open_assembly(
            actor=secretary,
            assembly=plan_assembly(actor=secretary, commune=empty, planned_at=NOW),
            voters=0,
        )


def test_open_assembly_without_a_quorum_in_the_charter_still_needs_somebody():
    hall = make_hall(40, values={"quorum.ordinary": "none"})
    assert open_assembly(actor=hall.facilitator, assembly=planned(hall), voters=1).stage == "quorate"
    assert open_assembly(actor=hall.facilitator, assembly=planned(hall), voters=0).stage == "inquorate"


def test_open_council_counts_communes_with_a_voice():
    founder = make_person("Founder")
    root = make_root(founder=founder, template="assembly-of-assemblies")
    for number in range(5):
        make_hall(4, parent=root, name=f"C{number}")
    sitting = plan_assembly(actor=founder, commune=root, planned_at=NOW)
    with pytest.raises(BadInput, match="A council counts how many communes"):
        open_assembly(actor=founder, assembly=sitting, voters=8)
    with pytest.raises(BadInput, match="6 communes were counted, but the council has 5"):
        open_assembly(actor=founder, assembly=sitting, voters=8, units=6)
    opened = open_assembly(actor=founder, assembly=sitting, voters=8, units=3)
    assert (opened.stage, opened.needed, opened.roll_count) == ("quorate", 3, 5)
    assert count_attendance(actor=founder, assembly=opened, voters=4, units=2).stage == "inquorate"
    with pytest.raises(RuleStops, match="has no second call"):
        call_second(actor=founder, assembly=opened, voters=8)


def test_call_second_c1_quorate_on_66_and_not_on_75():
    hall = make_hall(260, template="commune-and-district", youth=9)
    sitting = planned(hall)
    assembly = open_assembly(actor=hall.facilitator, assembly=sitting, voters=61)
    assert (assembly.stage, assembly.needed) == ("inquorate", 78)
    with pytest.raises(RuleStops, match="wait 30 minutes"):
        call_second(actor=hall.facilitator, assembly=sitting, voters=66, youth=9)
    clock.set_clock(NOW + timedelta(minutes=30))
    assembly = call_second(actor=hall.facilitator, assembly=sitting, voters=66, youth=9)
    assert (assembly.stage, assembly.needed, assembly.call) == ("quorate", 52, 2)
    assert Attendance.objects.filter(assembly=sitting).latest("id").voters == 66


def test_call_second_missed_is_final_and_announced_once(heard):
    hall = make_hall(260, template="commune-and-district")
    sitting = planned(hall)
    item = make_item(hall, sitting)
    open_assembly(actor=hall.facilitator, assembly=sitting, voters=61)
    assert heard(signals.QUORUM_MISSED) == []
    clock.set_clock(NOW + timedelta(minutes=31))
    assert call_second(actor=hall.facilitator, assembly=sitting, voters=51).stage == "inquorate"
    with pytest.raises(RuleStops, match="second time already"):
        call_second(actor=hall.facilitator, assembly=sitting, voters=60)
    close_assembly(actor=hall.facilitator, assembly=sitting)
    assert heard(signals.QUORUM_MISSED) == [{"assembly": sitting.pk, "proposal": item.proposal_id}]


def test_call_second_refused_after_a_quorum_and_where_the_charter_has_none():
    hall = make_hall(40)
    with pytest.raises(RuleStops, match="follows only a first one"):
        call_second(actor=hall.facilitator, assembly=make_sitting(hall), voters=40)
    with pytest.raises(RuleStops, match="has no second call"):
        call_second(actor=hall.facilitator, assembly=make_sitting(hall, voters=2), voters=40)


def test_count_attendance_moves_the_sitting_both_ways(told):
    hall = make_hall(40)
    sitting = make_sitting(hall)
    assert count_attendance(actor=hall.facilitator, assembly=sitting, voters=9).stage == "inquorate"
    assert count_attendance(actor=hall.facilitator, assembly=sitting, voters=10).stage == "quorate"
    assert told(f"assembly:{sitting.pk}")[-2:] == [
        "Those present were counted: 10 voters, 0 youth, 0 observers.",
        "The quorum is met: 10 counted, 10 needed of 40 on the roll.",
    ]
    with pytest.raises(IllegalStep, match="Open the sitting first"):
        count_attendance(actor=hall.facilitator, assembly=planned(hall), voters=10)
    close_assembly(actor=hall.facilitator, assembly=sitting)
    with pytest.raises(IllegalStep):
        count_attendance(actor=hall.facilitator, assembly=sitting, voters=10)


def test_close_assembly_left_over_goes_to_the_next_one_first(told):
    hall = make_hall(8)
    sitting = make_sitting(hall)
    idea = make_proposal(hall, "Left over")
    make_item(hall, sitting, idea)
    closed = close_assembly(actor=hall.facilitator, assembly=sitting)
    assert (closed.stage, closed.closed_at) == ("closed", NOW)
    assert AgendaItem.objects.get(assembly=sitting).outcome == "left_over"
    assert told(f"assembly:{sitting.pk}")[-1] == "Assembly 1 of Saulx was closed."
    asked = make_proposal(hall, "Asked", kind="ratification")
    listed = AgendaItem.objects.filter(assembly=planned(hall)).order_by("position")
    assert [item.proposal for item in listed] == [idea, asked]


def test_close_assembly_lists_left_over_on_a_planned_sitting():
    hall = make_hall(8)
    sitting = make_sitting(hall)
    coming = planned(hall)
    item = make_item(hall, sitting)
    close_assembly(actor=hall.facilitator, assembly=sitting)
    assert AgendaItem.objects.get(assembly=coming).proposal == item.proposal


def test_close_assembly_refused_while_a_vote_is_open_and_twice():
    hall = make_hall(8)
    ballot = make_ballot(hall)
    with pytest.raises(RuleStops, match="no announced result yet"):
        close_assembly(actor=hall.facilitator, assembly=ballot.assembly)
    empty = make_sitting(hall)
    close_assembly(actor=hall.facilitator, assembly=empty)
    with pytest.raises(IllegalStep):
        close_assembly(actor=hall.facilitator, assembly=empty)
    with pytest.raises(IllegalStep):
        close_assembly(actor=hall.facilitator, assembly=planned(hall))


def test_agenda_one_item_runs_at_a_time(told):
    hall = make_hall(8)
    sitting = make_sitting(hall)
    first, second = (list_item(actor=hall.facilitator, assembly=sitting, title=t) for t in ("First", "Second"))
    start_item(actor=hall.facilitator, item=first)
    start_item(actor=hall.facilitator, item=first)
    start_item(actor=hall.facilitator, item=second)
    first.refresh_from_db()
    assert first.ended_at is not None
    end_item(actor=hall.facilitator, item=second)
    end_item(actor=hall.facilitator, item=second)
    assert told(f"assembly:{sitting.pk}")[-4:] == [
        "The assembly took up “First”.",
        "The assembly left “First”.",
        "The assembly took up “Second”.",
        "The assembly left “Second”.",
    ]
    with pytest.raises(RuleStops, match="was ended"):
        start_item(actor=hall.facilitator, item=first)


def test_agenda_refusals():
    hall = make_hall(8)
    sitting = make_sitting(hall)
    other = make_hall(8, name="Other")
    with pytest.raises(BadInput, match="needs a title"):
        list_item(actor=hall.facilitator, assembly=sitting)
    with pytest.raises(BadInput, match="before another commune"):
        list_item(actor=hall.facilitator, assembly=sitting, proposal=make_proposal(other))
    with pytest.raises(NotAllowed):
        list_item(actor=hall.tellers[0], assembly=sitting, title="Mine")
    item = make_item(hall, sitting)
    with pytest.raises(RuleStops, match="not taken up yet"):
        end_item(actor=hall.facilitator, item=item)
    open_ballot(actor=hall.facilitator, item=item)
    with pytest.raises(RuleStops, match="no announced result"):
        end_item(actor=hall.facilitator, item=item)
    second = list_item(actor=hall.facilitator, assembly=sitting, title="Second")
    with pytest.raises(RuleStops, match="no announced result"):
        start_item(actor=hall.facilitator, item=second)
    with pytest.raises(RuleStops, match="not open"):
        start_item(actor=hall.facilitator, item=make_item(hall, planned(hall)))
    empty = make_sitting(hall)
    close_assembly(actor=hall.facilitator, assembly=empty)
    with pytest.raises(RuleStops, match="is closed"):
        list_item(actor=hall.facilitator, assembly=empty, title="Late")


def test_list_item_repeated_gives_the_same_item():
    hall = make_hall(8)
    sitting = make_sitting(hall)
    proposal = make_proposal(hall)
    once = list_item(actor=hall.facilitator, assembly=sitting, proposal=proposal, origin_key="item:1/commune:2")
    assert list_item(actor=hall.facilitator, assembly=sitting, proposal=proposal) == once
    assert list_item(actor=hall.facilitator, assembly=sitting, title="X", origin_key="item:1/commune:2") == once


def test_a_facilitator_of_one_sitting_runs_it_to_its_end_with_another_one_planned():
    hall = make_hall(5)
    sitting = make_sitting(hall)
    make_item(hall, sitting)
    planned(hall)
    Role.objects.create(
        commune=hall.commune,
        person=hall.tellers[0],
        kind="facilitator",
        assembly=sitting,
        from_on=NOW.date(),
        until=NOW.date(),
    )
    assert close_assembly(actor=hall.tellers[0], assembly=sitting).stage == "closed"
    assert RollEntry.objects.filter(commune=hall.commune).count() == 5
