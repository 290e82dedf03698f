"""Members together: a twentieth lists or sends up what was left out, a tenth calls an assembly."""

from datetime import UTC, datetime, timedelta

import pytest

from assemblies import signals
from assemblies.models import AgendaItem, Assembly, Backing, Request, RollEntry
from assemblies.services.assembly import plan_assembly
from assemblies.services.charter import adopt_charter
from assemblies.services.requests import back_request, begin_request, leave_request
from assemblies.services.roll import end_entry
from confed.kernel import clock
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import JournalEntry
from tests.factories.assemblies import make_hall, make_person, make_proposal, make_root

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 10, 17, 0, tzinfo=UTC)


@pytest.fixture
def hall(db):
    valley = make_root("Valley")
    hall = make_hall(41, name="Saulx", parent=valley)
    for entry in hall.entries[4:10]:
        entry.person = make_person(str(entry))
        entry.save(update_fields=["person"])
    return hall


def people(hall):
    return [entry.person for entry in hall.entries[4:10]]


def ask(hall, who, **more):
    return begin_request(actor=who, commune=hall.commune, **more)


def test_a_twentieth_puts_what_was_left_out_on_the_next_agenda(hall, told):
    proposal = make_proposal(hall)
    sitting = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=JUNE)
    assert not AgendaItem.objects.filter(assembly=sitting).exists()
    one, two, three, *_ = people(hall)
    request = ask(hall, one, kind="agenda", proposal=proposal)
    assert (request.needed, request.roll_count, request.stage) == (3, 41, "open")
    assert ask(hall, two, kind="agenda", proposal=proposal).pk == request.pk
    back_request(actor=two, request=request)
    assert Backing.objects.count() == 2
    assert back_request(actor=three, request=request).stage == "met"
    assert AgendaItem.objects.get(assembly=sitting).proposal == proposal
    assert "3 members of 41 on the roll put “Water meters” on the agenda; 3 were needed." in told(
        f"commune:{hall.commune.pk}"
    )
    assert back_request(actor=three, request=request).stage == "met"
    with pytest.raises(RuleStops, match="it is done"):
        back_request(actor=people(hall)[3], request=request)
    with pytest.raises(RuleStops, match="stands on the agenda already"):
        ask(hall, one, kind="agenda", proposal=proposal)


def test_without_a_planned_sitting_it_waits_for_the_next_one(hall):
    proposal = make_proposal(hall)
    request = ask(hall, people(hall)[0], kind="agenda", proposal=proposal)
    for person in people(hall)[1:3]:
        request = back_request(actor=person, request=request)
    sitting = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=JUNE)
    assert AgendaItem.objects.get(assembly=sitting).proposal == proposal


def test_a_tenth_calls_a_special_assembly_that_keeps_its_notice(hall, told):
    request = ask(hall, people(hall)[0], kind="assembly", title="The flood", wanted_at=clock.now() + timedelta(days=1))
    assert request.needed == 5
    for person in people(hall)[1:5]:
        request = back_request(actor=person, request=request)
    sitting = Assembly.objects.get()
    assert (sitting.kind, sitting.planned_at.date().isoformat(), request.assembly) == ("special", "2026-05-04", sitting)
    assert AgendaItem.objects.get(assembly=sitting).title == "The flood"
    assert not any("notice is short" in line for line in told(f"assembly:{sitting.pk}"))


def test_no_name_of_who_asks_stands_in_the_journal(hall):
    before = set(JournalEntry.objects.values_list("pk", flat=True))
    request = ask(hall, people(hall)[0], kind="assembly", title="The flood", wanted_at=JUNE)
    for person in people(hall)[1:5]:
        back_request(actor=person, request=request)
    entries = JournalEntry.objects.exclude(pk__in=before)
    assert entries.exists()
    assert {entry.actor for entry in entries} == {"machine:members"}
    assert not [entry for entry in entries if any(str(person) in entry.payload for person in people(hall))]


def test_who_leaves_does_not_count_and_what_nobody_backs_is_dropped(hall):
    one, two, three, *_ = people(hall)
    proposal = make_proposal(hall)
    request = ask(hall, one, kind="agenda", proposal=proposal)
    back_request(actor=two, request=request)
    leave_request(actor=one, request=request)
    assert back_request(actor=three, request=request).stage == "open"
    end_entry(actor=hall.secretary, entry=RollEntry.objects.get(person=three))
    assert back_request(actor=one, request=request).stage == "open"
    for person in (one, two):
        leave_request(actor=person, request=request)
    assert Request.objects.get().stage == "dropped"


def test_sending_up_tells_the_floor_above_once(hall, heard):
    proposal = make_proposal(hall)
    request = ask(hall, people(hall)[0], kind="send_up", proposal=proposal)
    for person in people(hall)[1:3]:
        back_request(actor=person, request=request)
    assert heard(signals.SENT_UP) == [{"request": request.pk}]
    with pytest.raises(RuleStops, match="was sent to the council already"):
        ask(hall, people(hall)[0], kind="send_up", proposal=proposal)


def test_refusals(hall):
    member, proposal = people(hall)[0], make_proposal(hall)
    with pytest.raises(NotAllowed):
        ask(hall, make_person("Stranger"), kind="agenda", proposal=proposal)
    with pytest.raises(BadInput):
        ask(hall, member, kind="assembly", title="", wanted_at=JUNE)
    with pytest.raises(BadInput):
        ask(hall, member, kind="assembly", title="Late", wanted_at=clock.now())
    with pytest.raises(BadInput):
        ask(hall, member, kind="agenda")
    lonely = make_hall(5, name="Loue")
    with pytest.raises(RuleStops, match="no council above"):
        begin_request(actor=lonely.secretary, commune=lonely.commune, kind="send_up", proposal=make_proposal(lonely))
    adopt_charter(actor=hall.secretary, commune=hall.commune, values={"request.assembly": "none"})
    with pytest.raises(RuleStops, match="has no such request"):
        ask(hall, member, kind="assembly", title="Late", wanted_at=JUNE)
    assert not Request.objects.exists()
