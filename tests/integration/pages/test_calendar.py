"""The calendar of a commune, read back with the library that calendars are read with."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from assemblies.models import Assembly, Commune, Minutes
from assemblies.services.assembly import call_second, close_assembly, open_assembly, plan_assembly
from confed.kernel import clock
from confed.kernel.effects import drain
from mandates.models import Cascade
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import publish_item
from tests.factories import confederation as story
from tests.factories.assemblies import make_hall, make_item, make_proposal, make_root

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 5, 1, 18, tzinfo=UTC)
TWO_CALLS = {"quorum.ordinary": "1/2", "quorum.second_call": "1/5", "quorum.second_call_wait": "30 minutes"}


@pytest.fixture
def hall():
    clock.set_clock(EVENING)
    valley = make_root("Valley", values=TWO_CALLS)
    return make_hall(40, name="Saulx", parent=valley, zone="Europe/Paris")


def feed(slug: str, **headers) -> Calendar:
    answer = Client().get(f"/c/{slug}/calendar.ics", headers=headers)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def planned(hall, place="School yard", **more) -> Assembly:
    return plan_assembly(
        actor=hall.secretary, commune=hall.commune, planned_at=EVENING + timedelta(days=20), place=place, **more
    )


def test_planned_assembly_has_hour_in_the_zone_of_the_commune_place_agenda_and_its_page(hall):
    sitting = planned(hall)
    make_item(hall, sitting)
    read = feed("saulx")
    assert read.calendar_name == "Calendar of Saulx"
    assert [zone.tz_name for zone in read.timezones] == ["Europe/Paris"]
    (event,) = read.events
    assert event.summary == "Assembly 1 of Saulx"
    assert event.start == datetime(2026, 5, 21, 18, tzinfo=UTC)
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert (event.location, event.description, event.status) == ("School yard", "1. Water meters", "CONFIRMED")
    assert event.url == "http://testserver/c/saulx/a/1/"
    assert event.sequence == 1  # planned, then a matter was listed
    assert event.last_modified == EVENING


def test_calendar_unchanged_answers_304_and_changed_keeps_the_name_of_the_event(hall):
    sitting = planned(hall)
    client = Client()
    first = client.get("/c/saulx/calendar.ics")
    again = client.get("/c/saulx/calendar.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_item(hall, sitting)
    changed = client.get("/c/saulx/calendar.ics", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    before, after = Calendar.from_ical(first.content).events[0], Calendar.from_ical(changed.content).events[0]
    assert before.uid == after.uid
    assert after.sequence == before.sequence + 1


def test_second_call_stands_in_the_calendar_once_the_quorum_is_missed(hall):
    sitting = planned(hall)
    begun = EVENING + timedelta(days=20)
    clock.set_clock(begun)
    open_assembly(actor=hall.facilitator, assembly=sitting, voters=10)
    assert [(event.summary, event.start) for event in feed("saulx").events] == [
        ("Assembly 1 of Saulx", begun),
        ("Assembly 1 of Saulx: second call", begun + timedelta(minutes=30)),
    ]
    clock.set_clock(begun + timedelta(minutes=31))
    call_second(actor=hall.facilitator, assembly=sitting, voters=10)
    close_assembly(actor=hall.facilitator, assembly=sitting)
    held, second = feed("saulx").events
    assert held.end == begun + timedelta(minutes=31)
    assert second.summary == "Assembly 1 of Saulx: second call"
    assert held.sequence == 3


def test_a_commune_that_left_holds_no_more_of_what_it_had_planned(hall):
    planned(hall)
    Commune.objects.filter(pk=hall.commune.pk).update(left_on=date(2026, 5, 2))
    (event,) = feed("saulx").events
    assert (event.status, event.sequence) == ("CANCELLED", 1)


def test_commas_signs_breaks_and_right_to_left_names_come_back_as_they_were(hall):
    Commune.objects.filter(pk=hall.commune.pk).update(name="كومين الشهيد, روجآفا; «Saulx»")
    sitting = planned(hall, place="Yard \\ barn; north, third door\nSTATUS:CANCELLED " + "ساحة " * 20)
    make_item(hall, sitting, make_proposal(hall, "Water, wells; and a \\ path " + "é" * 90))
    raw = Client().get("/c/saulx/calendar.ics").content
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert raw.count(b"\nSTATUS:") == 1
    (event,) = Calendar.from_ical(raw).events
    assert event.summary == "Assembly 1 of كومين الشهيد, روجآفا; «Saulx»"
    assert event.location == sitting.place
    assert event.description == "1. Water, wells; and a \\ path " + "é" * 90


def test_ratification_ends_in_the_calendars_of_the_council_and_of_a_commune_asked():
    conf = story.confederation(2)
    item = publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share the water.")
    drain()
    council = story.sitting(conf, [story.delegation(conf, commune) for commune in conf.communes])
    close_council_vote(actor=conf.chair, vote=open_council_vote(actor=conf.chair, item=item, assembly=council))
    drain()
    closes = Cascade.objects.get().closes_on
    (above,) = [event for event in feed("council").events if event.start == closes]
    assert above.summary == "Last day of ratification: 1, Water"
    (below,) = [event for event in feed("c01").events if event.start == closes]
    assert below.summary == "Last day of our answer: 1, Water"
    assert below.url == "http://testserver/c/council/d/1/"
    assert below.transparency == "TRANSPARENT"
    assert below.uid != above.uid


def test_corrections_to_posted_minutes_end_after_fourteen_days(hall):
    sitting = planned(hall)
    clock.set_clock(EVENING + timedelta(days=20))
    open_assembly(actor=hall.facilitator, assembly=sitting, voters=30)
    close_assembly(actor=hall.facilitator, assembly=sitting)
    posted = EVENING + timedelta(days=90)
    Minutes.objects.create(assembly=sitting, stage="draft", closed_at=posted, posted_at=posted)
    last = feed("saulx").events[-1]
    assert (last.summary, last.start) == ("Last day of corrections: minutes of assembly 1", date(2026, 8, 13))
    assert last.url == "http://testserver/c/saulx/a/1/minutes/"


def test_calendar_keeps_a_year_and_is_the_same_number_of_queries_at_any_length(hall):
    planned(hall)
    with CaptureQueriesContext(connection) as few:
        feed("saulx")
    for _ in range(4):
        planned(hall)
    with CaptureQueriesContext(connection) as many:
        assert len(feed("saulx").events) == 5
    assert len(many) == len(few) <= 10
    clock.set_clock(EVENING + timedelta(days=400))
    assert feed("saulx").events == []


def test_page_of_the_commune_leads_to_its_calendar_and_an_unknown_one_has_none(hall):
    page = Client().get("/c/saulx/").content.decode()
    assert 'href="/c/saulx/calendar.ics"' in page
    assert "Subscribe to the calendar" in page
    assert Client().get("/c/nowhere/calendar.ics").status_code == 404
