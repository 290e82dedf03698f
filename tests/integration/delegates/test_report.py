"""Report-backs: owed after each sitting, on the agenda by themselves, taken or contested by an assembly."""

import pytest

from assemblies.models import AgendaItem, Assembly
from assemblies.services.assembly import close_assembly, open_assembly, plan_assembly
from confed.kernel import clock
from confed.kernel.effects import drain, stuck
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from confed.kernel.journal import sentences
from delegates.models import Delegate, ReportBack
from delegates.queries.reports import open_report_rows, reports_owed_by
from delegates.services.delegation import activate_alternate, end_delegation
from delegates.services.owed import owe_report
from delegates.services.report import contest_report, give_report, receive_report
from tests.factories.confederation import Confederation, at, confederation, delegate_person, delegation, on, sitting

pytestmark = pytest.mark.django_db


def closed_council(conf: Confederation, senders=1, **options) -> tuple[list, Assembly]:
    sent = [delegation(conf, commune, **options) for commune in conf.communes[:senders]]
    council = sitting(conf, sent)
    close_assembly(actor=conf.chair, assembly=council)
    drain()
    assert stuck() == []
    return sent, council


def home_sitting(conf: Confederation, day: int, voters: int = 12) -> Assembly:
    home = conf.communes[0]
    clock.set_clock(at(day))
    planned = plan_assembly(actor=conf.secretary(home), commune=home, planned_at=at(day), place="Yard")
    drain()
    opened = open_assembly(actor=conf.secretary(home), assembly=planned, voters=voters)
    drain()
    return opened


def test_a_sitting_without_votes_owes_one_report_for_each_voice_that_was_there():
    conf = confederation(3)
    sent, council = closed_council(conf, senders=2, tandem=True)
    rows = list(ReportBack.objects.order_by("delegation__commune__name"))
    assert [(r.delegation_id, r.assembly_id, r.stage, r.due_on) for r in rows] == [
        (one.pk, council.pk, "due", on(14)) for one in sent
    ]
    told = [s.text for s in sentences(f"commune:{conf.communes[0].pk}") if s.kind == "report_owed"]
    assert told == [
        "Our delegates owe us a report on the sitting of the council of Council on 2 March 2026, "
        "until the end of 16 March 2026."
    ]


def test_owed_twice_it_is_one_report():
    conf = confederation(2)
    (sent,), council = closed_council(conf)
    again = owe_report(actor=conf.chair, assembly_id=council.pk, delegation_id=sent.pk)
    assert [again] == list(ReportBack.objects.all())


def test_the_charter_says_how_many_days():
    conf = confederation(2, **{"report.days": "3"})
    closed_council(conf)
    assert ReportBack.objects.get().due_on == on(3)


def test_it_comes_to_the_next_assembly_and_to_the_one_after_while_it_is_open():
    conf = confederation(2)
    closed_council(conf)
    first = home_sitting(conf, 5)
    assert [i.title for i in AgendaItem.objects.filter(assembly=first)] == [
        "Report-back: sitting 1 of the council of Council"
    ]
    home = conf.communes[0]
    following = plan_assembly(actor=conf.secretary(home), commune=home, planned_at=at(9), place="")
    drain()
    close_assembly(actor=conf.secretary(home), assembly=first)
    drain()
    assert AgendaItem.objects.filter(assembly=following).count() == 1
    drain()


def test_a_sitting_opened_before_the_effect_came_gets_it_too():
    conf = confederation(2)
    closed_council(conf)
    home = conf.communes[0]
    clock.set_clock(at(5))
    planned = plan_assembly(actor=conf.secretary(home), commune=home, planned_at=at(5), place="")
    open_assembly(actor=conf.secretary(home), assembly=planned, voters=12)
    drain()
    assert AgendaItem.objects.filter(assembly=planned, origin_key__startswith="report:").count() == 1


def test_an_assembly_that_is_planned_already_gets_it():
    conf = confederation(2)
    home = conf.communes[0]
    (sent,) = [delegation(conf, home)]
    council = sitting(conf, [sent])
    coming = plan_assembly(actor=conf.secretary(home), commune=home, planned_at=at(5), place="")
    close_assembly(actor=conf.chair, assembly=council)
    drain()
    assert (
        AgendaItem.objects.get(assembly=coming).origin_key
        == f"report:{ReportBack.objects.get().pk}/assembly:{coming.pk}"
    )


def test_given_taken_and_told_in_the_minutes():
    conf = confederation(2)
    (sent,), _council = closed_council(conf)
    who = delegate_person(sent)
    report = reports_owed_by(who)[0]
    give_report(actor=who, report=report, words="They spoke long about the water.")
    assert reports_owed_by(who) == []
    evening = home_sitting(conf, 5)
    receive_report(actor=conf.secretary(conf.communes[0]), report=report, assembly=evening)
    receive_report(actor=conf.secretary(conf.communes[0]), report=report, assembly=evening)
    report.refresh_from_db()
    assert (report.stage, report.received_in_id, report.given_by.entry.name) == ("received", evening.pk, "C01 1")
    assert [s.kind for s in sentences(f"assembly:{evening.pk}")].count("report_received") == 1
    assert open_report_rows(conf.communes[0], on(30)) == ()
    with pytest.raises(IllegalStep):
        give_report(actor=who, report=report, words="Another word.")


def test_who_left_the_seat_still_owes_it_and_so_does_a_delegation_that_ended():
    conf = confederation(2)
    (sent,), council = closed_council(conf, alternates=1)
    gone = delegate_person(sent)
    clock.set_clock(at(1))
    home = conf.communes[0]
    activate_alternate(
        actor=conf.secretary(home), delegate=Delegate.objects.get(delegation=sent, stage="active"), reason="moved away"
    )
    end_delegation(actor=conf.secretary(home), delegation=sent, reason="recalled")
    assert [r.assembly_id for r in reports_owed_by(gone)] == [council.pk]
    assert reports_owed_by(conf.entries[home.pk][1].person) == []  # the alternate was not there
    row = open_report_rows(home, on(15))[0]
    assert (row.overdue, row.shown_stage) == (True, "overdue")
    assert open_report_rows(home, on(14))[0].shown_stage == "due"
    given = give_report(actor=gone, report=reports_owed_by(gone)[0], words="What I heard.")
    assert given.stage == "given"


def test_a_contested_report_is_open_again():
    conf = confederation(2)
    (sent,), _council = closed_council(conf)
    who, chair = delegate_person(sent), conf.secretary(conf.communes[0])
    report = give_report(actor=who, report=reports_owed_by(who)[0], words="We said yes.")
    evening = home_sitting(conf, 5)
    contest_report(actor=chair, report=report, assembly=evening, items=[7, 7], reason="We said no.")
    assert [r.stage for r in reports_owed_by(who)] == ["contested"]
    told = [s.text for s in sentences(f"assembly:{evening.pk}") if s.kind == "report_contested"]
    assert told[0].endswith("Items: 7. Why: We said no.")
    give_report(actor=who, report=report, words="The text had changed.")
    assert receive_report(actor=chair, report=report, assembly=evening).contested == []


@pytest.mark.parametrize(("day", "stands"), [(19, False), (20, True)])
def test_what_was_taken_can_be_contested_for_fourteen_days(day, stands):
    conf = confederation(2)
    closed_council(conf)
    chair, report = conf.secretary(conf.communes[0]), ReportBack.objects.get()
    receive_report(actor=chair, report=report, assembly=home_sitting(conf, 5))
    close_assembly(actor=chair, assembly=Assembly.objects.get(commune=conf.communes[0], stage="quorate"))
    later = home_sitting(conf, day)
    if stands:
        with pytest.raises(RuleStops, match="could be contested until"):
            contest_report(actor=chair, report=report, assembly=later, items=[1], reason="No.")
    else:
        assert contest_report(actor=chair, report=report, assembly=later, items=[1], reason="No.").stage == "contested"


def test_refusals_name_the_rule():
    conf = confederation(2)
    (sent,), council = closed_council(conf)
    report, chair = ReportBack.objects.get(), conf.secretary(conf.communes[0])
    stranger = conf.entries[conf.communes[1].pk][0].person
    with pytest.raises(NotAllowed, match="carried the word"):
        give_report(actor=stranger, report=report, words="Hello.")
    with pytest.raises(BadInput, match="needs words"):
        give_report(actor=delegate_person(sent), report=report, words=" ")
    with pytest.raises(NotAllowed, match="commune that sent them"):
        receive_report(actor=conf.chair, report=report, assembly=council)
    few = home_sitting(conf, 5, voters=1)
    with pytest.raises(NotAllowed, match="with its quorum"):
        receive_report(actor=chair, report=report, assembly=few)
    close_assembly(actor=chair, assembly=few)
    evening = home_sitting(conf, 6)
    with pytest.raises(NotAllowed, match="facilitator or a secretary"):
        receive_report(actor=delegate_person(sent), report=report, assembly=evening)
    with pytest.raises(BadInput, match="which items"):
        contest_report(actor=chair, report=report, assembly=evening, items=[], reason="No.")
    report.refresh_from_db()
    assert report.stage == "due"
