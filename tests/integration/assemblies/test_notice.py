"""Notice of a sitting, its kind, and texts that changed after notice."""

from datetime import date, timedelta

import pytest

from assemblies.domain.stages import AssemblyKind
from assemblies.models import AgendaItem
from assemblies.queries.changed_text import ChangedText, changed_at
from assemblies.queries.notice import notice_of
from assemblies.services.agenda import list_item
from assemblies.services.assembly import close_assembly, open_assembly, plan_assembly
from assemblies.services.ballot import open_ballot
from assemblies.services.charter import adopt_charter
from assemblies.services.minutes import close_minutes
from assemblies.services.proposal import add_version, write_version
from confed.kernel import clock
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.person import Machine
from tests.factories.assemblies import make_hall, make_proposal, make_root, make_sitting
from tests.integration.assemblies.conftest import MAY_DAY

pytestmark = pytest.mark.django_db
SHORT = "Days of notice of assembly 1: {given}. The charter asks for {asked}, so the notice is short."


def planned(hall, days: int, **more):
    moment = clock.now() + timedelta(days=days)
    return plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=moment, **more)


@pytest.mark.parametrize(
    ("days", "kind", "short"),
    [(7, "ordinary", 0), (6, "ordinary", 7), (3, "special", 0), (2, "special", 3), (0, "ordinary", 7)],
)
def test_a_short_notice_is_said_and_one_in_time_is_not(told, days, kind, short):
    assembly = planned(make_hall(4), days, kind=kind)
    said = told(f"assembly:{assembly.pk}")
    assert (SHORT.format(given=days, asked=short) in said) is bool(short)
    assert said[0].startswith("Special assembly 1" if kind == "special" else "Assembly 1")
    assert notice_of(assembly, "UTC").is_short is bool(short)


def test_notice_counts_from_the_day_it_was_given_and_the_charter_of_that_day_holds(told):
    hall = make_hall(4)
    assembly = planned(hall, 2, told_on=date(2026, 4, 26))
    assert notice_of(assembly, "UTC").given == 7
    assert len(told(f"assembly:{assembly.pk}")) == 1
    adopt_charter(actor=hall.secretary, commune=hall.commune, values={"notice.ordinary": "2 weeks"})
    assembly.refresh_from_db()
    assert assembly.notice == 7
    assert planned(hall, 13).notice == 14
    adopt_charter(actor=hall.secretary, commune=hall.commune, values={"notice.ordinary": "none"})
    assert notice_of(planned(hall, 0), "UTC").is_short is False
    with pytest.raises(BadInput):
        planned(hall, 9, told_on=date(2026, 5, 2))
    with pytest.raises(BadInput):
        planned(hall, 9, kind="secret")


def test_a_council_is_told_four_weeks_before():
    valley = make_root("Valley")
    make_hall(4, name="Doubs", parent=valley)
    moment = clock.now() + timedelta(days=28)
    assert plan_assembly(actor=Machine("rehearsal"), commune=valley, planned_at=moment).notice == 28


def test_only_an_ordinary_sitting_takes_minutes_onto_its_agenda():
    hall = make_hall(4)
    first = make_sitting(hall)
    close_assembly(actor=hall.facilitator, assembly=first)
    special = planned(hall, 8, kind=AssemblyKind.SPECIAL)
    close_minutes(actor=hall.secretary, assembly=first)
    assert not AgendaItem.objects.filter(assembly=special).exists()
    assert not AgendaItem.objects.filter(assembly=planned(hall, 9, kind=AssemblyKind.SPECIAL)).exists()
    ordinary = planned(hall, 10)
    (item,) = AgendaItem.objects.filter(assembly=ordinary)
    assert item.title == "Minutes of 1 May 2026"
    with pytest.raises(RuleStops, match="A special sitting does not decide on minutes"):
        list_item(actor=hall.secretary, assembly=special, proposal=item.proposal)


def test_a_text_changed_after_notice_is_voted_on_only_if_nobody_objects(told):
    hall = make_hall(4)
    assembly = planned(hall, 30)
    proposal = make_proposal(hall)
    item = list_item(actor=hall.secretary, assembly=assembly, proposal=proposal)
    clock.set_clock(MAY_DAY + timedelta(days=22))
    add_version(actor=hall.secretary, proposal=proposal, body="Every house twice a year.", reason="Before notice")
    assert changed_at(assembly, [proposal.pk]) == {}
    clock.set_clock(MAY_DAY + timedelta(days=25))
    add_version(actor=hall.secretary, proposal=proposal, body="Every house once a year.", reason="After notice")
    assert changed_at(assembly, [proposal.pk]) == {proposal.pk: ChangedText(proposal.code, 2, 3)}
    clock.set_clock(MAY_DAY + timedelta(days=30))
    open_assembly(actor=hall.facilitator, assembly=assembly, voters=4)
    with pytest.raises(RuleStops, match="changed after notice, from version 2 to 3"):
        open_ballot(actor=hall.facilitator, item=item)
    open_ballot(actor=hall.facilitator, item=item, nobody_objects=True)
    assert (
        "The text of “Water meters” changed after notice, from version 2 to 3. The hall was asked; nobody objected to "
        "deciding now." in told(f"assembly:{assembly.pk}")
    )


def test_what_came_down_from_a_council_changes_with_its_text():
    hall = make_hall(4)
    sitting = make_sitting(hall)
    question = make_proposal(hall, kind="mandate")
    item = list_item(actor=hall.secretary, assembly=sitting, proposal=question)
    clock.set_clock(MAY_DAY + timedelta(hours=1))
    write_version(hall.secretary, question, body="Other words.", reason="The council")
    open_ballot(actor=hall.facilitator, item=item)
