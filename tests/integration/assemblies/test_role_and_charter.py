"""Roles end, and are read anew each time; charters hold from their day and never under a running sitting."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assemblies import rules, signals
from assemblies.models import Charter, Role
from assemblies.queries import charter_on
from assemblies.services.assembly import close_assembly, plan_assembly
from assemblies.services.charter import adopt_charter
from assemblies.services.role import end_role, give_role
from confed.kernel import clock, journal
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import JournalEntry
from tests.factories.assemblies import FOUNDING, make_hall, make_person, make_root, make_sitting

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 7, 20)


def test_give_role_holds_until_its_day_and_no_longer(told):
    hall = make_hall(6)
    person = make_person("Emin")
    hall.entries[4].person = person
    hall.entries[4].save()
    role = give_role(actor=hall.secretary, commune=hall.commune, person=person, kind="secretary", until=UNTIL)
    assert told(f"commune:{hall.commune.pk}")[-1] == ("Emin holds the role “secretary” in Saulx until 20 July 2026.")
    assert give_role(actor=hall.secretary, commune=hall.commune, person=person, kind="secretary", until=UNTIL) == role
    assert Role.objects.filter(person=person).count() == 1
    clock.set_clock(datetime(2026, 7, 20, 23, 59, tzinfo=UTC))
    assert rules.may_keep_roll(person, hall.commune)
    clock.set_clock(datetime(2026, 7, 21, 0, 0, tzinfo=UTC))
    assert not rules.may_keep_roll(person, hall.commune)


def test_give_role_day_is_that_of_the_communes_zone():
    hall = make_hall(4, zone="Pacific/Auckland")
    clock.set_clock(datetime(2026, 7, 29, 11, 0, tzinfo=UTC))  # 23:00 in Auckland
    assert rules.may_keep_roll(hall.secretary, hall.commune)
    clock.set_clock(datetime(2026, 7, 31, 12, 30, tzinfo=UTC))
    assert not rules.may_keep_roll(hall.secretary, hall.commune)


def test_give_role_refusals():
    hall = make_hall(5)
    stranger = make_person("Nobody")
    base = {"actor": hall.secretary, "commune": hall.commune, "person": hall.tellers[0], "kind": "secretary"}
    with pytest.raises(RuleStops, match="stands on no roll"):
        give_role(**base | {"person": stranger}, until=UNTIL)
    with pytest.raises(BadInput, match="is past"):
        give_role(**base, until=date(2026, 4, 30))
    with pytest.raises(BadInput, match="no role"):
        give_role(**base | {"kind": "king"}, until=UNTIL)
    for actor in (stranger, hall.facilitator):
        with pytest.raises(NotAllowed):
            give_role(**base | {"actor": actor}, until=UNTIL)
    assert give_role(**base | {"actor": hall.facilitator, "kind": "teller", "person": hall.secretary}, until=UNTIL)


def test_role_in_a_council_goes_to_anybody_on_a_roll_below():
    root = make_root(founder=make_person("Founder"))
    founder = Role.objects.get(commune=root).person
    hall = make_hall(4, parent=root)
    role = give_role(actor=founder, commune=root, person=hall.tellers[0], kind="facilitator", until=UNTIL)
    assert rules.may_run(hall.tellers[0], root)
    end_role(actor=hall.tellers[0], role=role)
    assert not rules.may_run(hall.tellers[0], root)


def test_end_role_at_once_by_holder_or_secretary_only(told):
    hall = make_hall(4)
    role = Role.objects.get(commune=hall.commune, person=hall.facilitator)
    with pytest.raises(NotAllowed):
        end_role(actor=hall.tellers[0], role=role)
    end_role(actor=hall.secretary, role=role)
    assert not rules.may_run(hall.facilitator, hall.commune)
    before = told(f"commune:{hall.commune.pk}")
    end_role(actor=hall.secretary, role=role)
    assert told(f"commune:{hall.commune.pk}") == before
    assert before[-1] == "Bela of Saulx no longer holds the role “facilitator” in Saulx."


def test_role_for_one_sitting_ends_with_it():
    hall = make_hall(5)
    sitting = make_sitting(hall)
    other = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    give = {"actor": hall.secretary, "commune": hall.commune, "person": hall.tellers[0], "kind": "facilitator"}
    give_role(**give, until=UNTIL, assembly=sitting)
    assert rules.may_run(hall.tellers[0], sitting)
    assert not rules.may_run(hall.tellers[0], other)
    assert not rules.may_run(hall.tellers[0], hall.commune)
    close_assembly(actor=hall.tellers[0], assembly=sitting)
    assert not rules.may_run(hall.tellers[0], sitting)
    with pytest.raises(BadInput, match="closed"):
        give_role(**give, until=UNTIL, assembly=sitting)


def test_adopt_charter_new_version_holds_from_its_day(told):
    hall = make_hall(4)
    charter = adopt_charter(
        actor=hall.secretary, commune=hall.commune, values={"quorum.ordinary": "1/3"}, from_on=date(2026, 6, 1)
    )
    assert (charter.version, charter.values) == (2, {"quorum.ordinary": "1/3"})
    assert charter_on(hall.commune, date(2026, 5, 31))["quorum.ordinary"] == "1/4"
    assert charter_on(hall.commune, date(2026, 6, 1))["quorum.ordinary"] == "1/3"
    assert told(f"commune:{hall.commune.pk}")[-1] == (
        "Version 2 of the charter of Saulx was adopted; it holds from 1 June 2026."
    )


def test_adopt_charter_never_under_a_sitting_that_was_opened():
    hall = make_hall(4)
    make_sitting(hall)
    with pytest.raises(RuleStops, match="A sitting was opened under the present charter"):
        adopt_charter(actor=hall.secretary, commune=hall.commune, values={}, from_on=date(2026, 5, 1))
    charter = adopt_charter(actor=hall.secretary, commune=hall.commune, values={})
    assert charter.from_on == date(2026, 5, 2)


def test_adopt_charter_above_an_opened_sitting_waits_too():
    root = make_root(founder=make_person("Founder"))
    make_sitting(make_hall(4, parent=root))
    founder = Role.objects.get(commune=root).person
    assert adopt_charter(actor=founder, commune=root, values={}).from_on == date(2026, 5, 2)


def test_adopt_charter_refusals_write_nothing():
    hall = make_hall(4)
    base = {"actor": hall.secretary, "commune": hall.commune}
    with pytest.raises(NotAllowed):
        adopt_charter(**base | {"actor": hall.facilitator}, values={})
    with pytest.raises(BadInput, match="is not a key") as refusal:
        adopt_charter(**base, values={"no.such": "1", "ratify.days": "many"})
    assert "ratify.days" in str(refusal.value)
    with pytest.raises(RuleStops, match="holds from"):
        adopt_charter(**base, values={}, from_on=date(2026, 4, 30) - timedelta(days=1))
    assert Charter.objects.count() == 1


def test_adopt_charter_outstanding_needs_communes_of_people_below():
    founder = make_person("Founder")
    root = make_root(founder=founder)
    middle = make_root(name="Mill", parent=root, template="")
    make_root(name="Lane", parent=middle, template="")
    with pytest.raises(BadInput, match="only communes of people"):
        adopt_charter(actor=founder, commune=root, values={"ratify.ask": "outstanding"})
    assert adopt_charter(actor=FOUNDING, commune=middle, values={"ratify.ask": "outstanding"}).version == 1


def test_the_word_of_a_task_is_the_readers_and_its_code_the_entrys():
    make_hall(6)
    entry = JournalEntry.objects.filter(kind="role_given", payload__contains="facilitator").first()
    assert '"role":"facilitator"' in entry.payload
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(signals.ROLE_GIVEN.codes["role"], "facilitator", "Moderation")
        assert any("holds the role “Moderation”" in line.text for line in journal.sentences(entry.scope))
