"""Minutes: written live, laid open, corrected, disputed, approved by a later sitting, posted where none met."""

from datetime import timedelta

import pytest

from assemblies.domain.minutes import CorrectionStage, MinutesStage
from assemblies.models import AgendaItem, Decision, Minutes, MinutesLine, Proposal, Role
from assemblies.services.assembly import close_assembly, open_assembly, plan_assembly
from assemblies.services.ballot import announce_result, close_ballot, correct_result, open_ballot
from assemblies.services.corrections import answer_correction, ask_correction, dispute_correction
from assemblies.services.minutes import LineChanged, close_minutes, write_line
from assemblies.services.posting import post_minutes
from assemblies.services.role import give_role
from confed.kernel import clock, effects, journal
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from confed.kernel.models import Disclosure, JournalEntry
from tests.factories.assemblies import count_hands, decide, make_hall, make_person, make_proposal, make_sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make_hall()


@pytest.fixture
def sitting(hall):
    return make_sitting(hall)


@pytest.fixture
def taker(hall):
    """Cem, a teller, takes the minutes of this commune."""
    person = hall.tellers[0]
    until = clock.today("UTC") + timedelta(days=60)
    give_role(actor=hall.secretary, commune=hall.commune, person=person, kind=Role.Kind.MINUTES_TAKER, until=until)
    return person


@pytest.fixture
def voted(hall):
    """A sitting that decided 40 to 20, closed, its minutes laid open."""
    decision = decide(hall, 40, 20, 3, make_proposal(hall))
    close_assembly(actor=hall.facilitator, assembly=decision.assembly)
    close_minutes(actor=hall.secretary, assembly=decision.assembly)
    return decision


def minutes(assembly) -> Minutes:
    return Minutes.objects.get(assembly=assembly)


def kinds(assembly) -> list[str]:
    return [entry.kind for entry in journal.sentences(f"minutes:{minutes(assembly).pk}")]


def vote_on(hall, origin: str, for_: int, against: int) -> Decision:
    """Vote on a question about minutes in a sitting of its own."""
    clock.set_clock(clock.now() + timedelta(days=14))
    planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    open_assembly(actor=hall.facilitator, assembly=planned, voters=63)
    item = AgendaItem.objects.get(assembly=planned, proposal__origin_key=origin)
    ballot = open_ballot(actor=hall.facilitator, item=item)
    count_hands(hall, ballot, for_, against, 63 - for_ - against)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    made = announce_result(actor=hall.facilitator, ballot=ballot)
    close_assembly(actor=hall.facilitator, assembly=planned)
    effects.drain(5)
    return made


def test_taker_writes_what_was_said_and_a_task(sitting, taker):
    write_line(actor=taker, assembly=sitting, text=" The upper spring ran dry. ")
    task = write_line(
        actor=taker, assembly=sitting, text="Ask for prices", kind="task", who="Hanna", due=clock.today("UTC")
    )
    assert [(line.kind, line.words) for line in MinutesLine.objects.order_by("pk")] == [
        ("said", "The upper spring ran dry."),
        ("task", "Ask for prices"),
    ]
    assert (task.who, minutes(sitting).stage) == ("Hanna", MinutesStage.RUNNING)
    assert kinds(sitting) == ["minutes_line_written"] * 2


def test_words_of_lines_never_stand_in_the_journal(sitting, taker):
    write_line(actor=taker, assembly=sitting, text="Quetzal", kind="task", who="Xochitl")
    kept = "".join(JournalEntry.objects.values_list("payload", flat=True))
    kept += "".join(Disclosure.objects.values_list("value", flat=True))
    assert "Quetzal" not in kept
    assert "Xochitl" not in kept


def test_the_same_form_sent_twice_writes_one_line(sitting, taker):
    first = write_line(actor=taker, assembly=sitting, text="Once", act_key="k1")
    assert write_line(actor=taker, assembly=sitting, text="Once", act_key="k1") == first
    assert MinutesLine.objects.count() == 1


def test_a_line_somebody_changed_meanwhile_is_not_overwritten(hall, sitting, taker):
    line = write_line(actor=taker, assembly=sitting, text="One")
    write_line(actor=hall.secretary, assembly=sitting, text="Two", line=line, version=1)
    with pytest.raises(LineChanged) as stopped:
        write_line(actor=taker, assembly=sitting, text="Mine", line=line, version=1)
    assert stopped.value.line.words == "Two"
    kept = write_line(actor=taker, assembly=sitting, text="Mine", line=line, version=2)
    assert (kept.words, kept.was, kept.version) == ("Mine", "Two", 3)


def test_an_emptied_line_is_struck_and_an_empty_new_one_refused(sitting, taker):
    line = write_line(actor=taker, assembly=sitting, text="Wrong room")
    assert write_line(actor=taker, assembly=sitting, text=" ", line=line, version=1).was == "Wrong room"
    with pytest.raises(BadInput):
        write_line(actor=taker, assembly=sitting, text=" ")


def test_who_may_write(hall, sitting):
    write_line(actor=hall.facilitator, assembly=sitting, text="Nobody takes them yet")
    until = clock.today("UTC") + timedelta(days=60)
    give_role(
        actor=hall.secretary,
        commune=hall.commune,
        person=hall.tellers[0],
        kind=Role.Kind.MINUTES_TAKER,
        until=until,
        assembly=sitting,
    )
    for stranger in (hall.facilitator, hall.tellers[1], make_person("Stranger")):
        with pytest.raises(NotAllowed):
            write_line(actor=stranger, assembly=sitting, text="Mine")
    close_assembly(actor=hall.facilitator, assembly=sitting)
    write_line(actor=hall.tellers[0], assembly=sitting, text="After closing")
    assert close_minutes(actor=hall.tellers[0], assembly=sitting).stage == MinutesStage.DRAFT


def test_minutes_are_laid_open_once_after_the_sitting_and_wait_for_the_next_one(hall, sitting, taker):
    with pytest.raises(IllegalStep):
        close_minutes(actor=taker, assembly=sitting)
    close_assembly(actor=hall.facilitator, assembly=sitting)
    made = close_minutes(actor=taker, assembly=sitting)
    assert close_minutes(actor=taker, assembly=sitting) == made
    question = Proposal.objects.get(origin_key=f"minutes:{made.pk}")
    assert question.title == "Minutes of 1 May 2026"
    with pytest.raises(RuleStops):
        write_line(actor=taker, assembly=sitting, text="Too late")
    assert kinds(sitting) == ["minutes_closed"]


def test_corrections_are_asked_by_those_who_were_there_only(hall, voted):
    with pytest.raises(NotAllowed):
        ask_correction(actor=make_person("Stranger"), assembly=voted.assembly, text="x")
    line = ask_correction(actor=hall.tellers[0], assembly=voted.assembly, text="no commune is named", was="nobody")
    assert (line.stage, line.asked_by.person) == (CorrectionStage.ASKED, hall.tellers[0])


def test_nothing_is_asked_of_minutes_that_are_being_written(hall, sitting):
    with pytest.raises(RuleStops):
        ask_correction(actor=hall.tellers[0], assembly=sitting, text="x")


def test_an_accepted_correction_adds_and_never_erases(hall, voted):
    line = ask_correction(actor=hall.tellers[0], assembly=voted.assembly, text="no commune", was="nobody")
    answer_correction(actor=hall.secretary, correction=line, accept=True)
    answer_correction(actor=hall.secretary, correction=line, accept=True)
    line.refresh_from_db()
    assert (line.stage, line.was, line.words) == (CorrectionStage.ACCEPTED, "nobody", "no commune")
    assert minutes(voted.assembly).stage == MinutesStage.CORRECTED
    assert kinds(voted.assembly) == ["minutes_closed", "correction_asked", "correction_accepted"]


def test_a_refusal_needs_its_reason_and_its_taker(hall, voted):
    line = ask_correction(actor=hall.tellers[0], assembly=voted.assembly, text="x")
    with pytest.raises(BadInput):
        answer_correction(actor=hall.secretary, correction=line, accept=False)
    with pytest.raises(NotAllowed):
        answer_correction(actor=hall.tellers[0], correction=line, accept=True)
    answer_correction(actor=hall.secretary, correction=line, accept=False, answer="It was said so.")
    with pytest.raises(IllegalStep):
        answer_correction(actor=hall.secretary, correction=line, accept=True)


def test_a_corrected_count_flips_the_result_and_every_level_is_told(hall, voted):
    line = ask_correction(
        actor=hall.tellers[1],
        assembly=voted.assembly,
        text="The sheets were swapped",
        decision=voted,
        counts={"for": 20, "against": 40, "abstain": 3},
    )
    answer_correction(actor=hall.secretary, correction=line, accept=True)
    voted.refresh_from_db()
    assert (voted.stage, voted.result.outcome, voted.result.reason) == (
        "not_passed",
        "rejected",
        "The sheets were swapped",
    )
    assert voted.result.supersedes.outcome == "adopted"
    told = [entry.kind for entry in journal.sentences(f"assembly:{voted.assembly_id}")]
    assert told[-1] == "result_corrected"


def test_a_count_that_cannot_be_changes_nothing(hall, voted):
    line = ask_correction(
        actor=hall.tellers[1],
        assembly=voted.assembly,
        text="x",
        decision=voted,
        counts={"for": 60, "against": 40, "abstain": 3},
    )
    with pytest.raises(RuleStops):
        answer_correction(actor=hall.secretary, correction=line, accept=True)
    line.refresh_from_db()
    assert line.stage == CorrectionStage.ASKED


def test_the_next_sitting_approves_and_the_text_is_sealed(hall, voted):
    made = minutes(voted.assembly)
    decision = vote_on(hall, f"minutes:{made.pk}", 50, 3)
    made.refresh_from_db()
    assert (made.stage, made.decision, len(made.fingerprint)) == (MinutesStage.PUBLISHED, decision, 64)
    assert kinds(voted.assembly)[-1] == "minutes_approved"
    later = ask_correction(actor=hall.tellers[0], assembly=voted.assembly, text="later")
    answer_correction(actor=hall.secretary, correction=later, accept=True)
    seal = made.fingerprint
    made.refresh_from_db()
    assert (made.stage, made.fingerprint) == (MinutesStage.PUBLISHED, seal)


def test_minutes_that_are_not_adopted_stay_open(hall, voted):
    made = minutes(voted.assembly)
    vote_on(hall, f"minutes:{made.pk}", 3, 50)
    made.refresh_from_db()
    assert (made.stage, made.decision, made.fingerprint) == (MinutesStage.DRAFT, None, "")


@pytest.mark.parametrize(("for_", "stage"), [(50, CorrectionStage.UPHELD), (5, CorrectionStage.DISMISSED)])
def test_the_assembly_votes_on_a_wording_in_dispute_and_the_approval_waits_for_it(hall, voted, for_, stage):
    line = ask_correction(
        actor=hall.tellers[0],
        assembly=voted.assembly,
        text="Swapped",
        decision=voted,
        counts={"for": 20, "against": 40, "abstain": 3},
    )
    answer_correction(actor=hall.secretary, correction=line, accept=False, answer="They were not.")
    with pytest.raises(NotAllowed):
        dispute_correction(actor=hall.tellers[1], correction=line)
    dispute_correction(actor=hall.tellers[0], correction=line)
    made = minutes(voted.assembly)
    assert made.stage == MinutesStage.CONTESTED
    vote_on(hall, f"minutes:{made.pk}", 50, 3)
    made.refresh_from_db()
    assert made.stage == MinutesStage.CONTESTED
    vote_on(hall, f"minutes:{made.pk}/{line.pk}", for_, 55 - for_)
    made.refresh_from_db()
    line.refresh_from_db()
    voted.refresh_from_db()
    assert (line.stage, made.stage) == (stage, MinutesStage.PUBLISHED)
    assert voted.result.outcome == ("rejected" if stage == CorrectionStage.UPHELD else "adopted")
    assert effects.stuck() == []


def test_minutes_no_sitting_could_approve_are_posted_for_14_days(hall, voted):
    made, (one, two) = minutes(voted.assembly), hall.tellers
    with pytest.raises(RuleStops):
        post_minutes(actor=one, minutes=made, second=two)
    clock.set_clock(clock.now() + timedelta(days=60))
    until = clock.today("UTC") + timedelta(days=60)
    for teller in (one, two):
        give_role(actor=hall.secretary, commune=hall.commune, person=teller, kind="teller", until=until)
    with pytest.raises(NotAllowed):
        post_minutes(actor=one, minutes=made, second=one)
    post_minutes(actor=one, minutes=made, second=two)
    effects.drain(5)
    made.refresh_from_db()
    assert made.stage == MinutesStage.DRAFT
    clock.set_clock(clock.now() + timedelta(days=16))
    effects.drain(5)
    made.refresh_from_db()
    assert (made.stage, made.decision) == (MinutesStage.PUBLISHED, None)


def test_a_correction_takes_posted_minutes_down(hall, voted):
    made, (one, two) = minutes(voted.assembly), hall.tellers
    clock.set_clock(clock.now() + timedelta(days=60))
    post_minutes(actor=one, minutes=made, second=two)
    ask_correction(actor=two, assembly=voted.assembly, text="x")
    clock.set_clock(clock.now() + timedelta(days=16))
    effects.drain(5)
    made.refresh_from_db()
    assert (made.stage, made.posted_at) == (MinutesStage.DRAFT, None)


def test_an_approval_falls_with_its_corrected_count_and_the_next_ordinary_sitting_decides_anew(hall, voted):
    made = minutes(voted.assembly)
    approval = vote_on(hall, f"minutes:{made.pk}", 40, 20)
    made.refresh_from_db()
    seal = made.fingerprint
    assert made.stage == MinutesStage.PUBLISHED
    special = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now(), kind="special")
    planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now() + timedelta(days=8))
    swap = {"count_for": 20, "count_against": 40, "count_abstain": 3}
    correct_result(actor=hall.secretary, decision=approval, reason="Swapped", **swap)
    effects.drain(5)
    made.refresh_from_db()
    assert (made.stage, made.approved_at, made.decision, made.fingerprint) == (MinutesStage.CORRECTED, None, None, "")
    assert seal in journal.sentences(f"minutes:{made.pk}")[-1].text
    assert kinds(voted.assembly)[-1] == "minutes_reopened"
    assert AgendaItem.objects.get(assembly=planned).proposal.origin_key == f"minutes:{made.pk}"
    assert not AgendaItem.objects.filter(assembly=special).exists()
    back = {"count_for": 41, "count_against": 20, "count_abstain": 2}
    correct_result(actor=hall.secretary, decision=approval, reason="Not swapped", **back)
    effects.drain(5)
    made.refresh_from_db()
    assert (made.stage, made.decision) == (MinutesStage.PUBLISHED, approval)
    assert effects.stuck() == []


def test_minutes_that_were_rejected_come_back_to_the_next_ordinary_sitting(hall, voted):
    made = minutes(voted.assembly)
    vote_on(hall, f"minutes:{made.pk}", 3, 50)
    vote_on(hall, f"minutes:{made.pk}", 50, 3)
    made.refresh_from_db()
    assert made.stage == MinutesStage.PUBLISHED
