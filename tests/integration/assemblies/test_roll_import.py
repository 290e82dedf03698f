"""Importing a roll: read, looked at, entered, undone; each refusal says why and changes nothing."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from assemblies import rules, signals
from assemblies.domain.roll_fates import Fate
from assemblies.models import Role, RollEntry, RollImport
from assemblies.queries.roll_plan import plan_of
from assemblies.services.roll import NewEntry, add_entries, add_entry, claim_entries, end_entry
from assemblies.services.roll_confirm import confirm_import, undo_import
from assemblies.services.roll_import import FORGET, drop_import, mend_row, read_import
from assemblies.services.snapshot import take_snapshot
from confed.kernel import clock, effects
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from confed.kernel.models import Effect, JournalEntry
from tests.factories.assemblies import make_hall, make_person, make_root
from tests.integration.assemblies.conftest import MAY_DAY

pytestmark = pytest.mark.django_db
HEAD = ["Full name", "No.", "Contact", "Moved in", "Status", "Passport"]
JUNE = [
    HEAD,
    ["Amal Haddad", "31", "amal@example.org", "2 May 2021", "", "X1"],
    ["Zîn Şêxo", "32", "", "", "Jeune", "X2"],
    ["", "231", "", "9 June 2025", "", "X3"],
    ["D'Arcy-O’Neil", "", "+00 555 0134", "", "", "X4"],
]


def read(hall, table=JUNE, **more) -> RollImport:
    return read_import(actor=hall.secretary, commune=hall.commune, source="june.csv", table=table, **more)


def confirm(hall, kept: RollImport) -> RollImport:
    plan = plan_of(kept)
    return confirm_import(
        actor=hall.secretary, roll_import=kept, new=plan.count(Fate.NEW), changed=plan.count(Fate.CHANGED)
    )


def waiting(hall) -> RollImport:
    return RollImport.objects.get(commune=hall.commune, stage="read")


def running(hall) -> dict[str, RollEntry]:
    return {entry.name: entry for entry in RollEntry.objects.running().filter(commune=hall.commune)}


def test_read_keeps_what_is_needed_and_nothing_else():
    hall = make_hall(4)
    journal, entries = JournalEntry.objects.count(), RollEntry.objects.count()
    kept = read(hall)
    assert "X1" not in str(kept.rows)
    assert [row[0] for row in kept.rows] == [2, 3, 4, 5]
    assert [meaning for _heading, meaning in kept.columns] == ["name", "card", "mail", "since", "standing", "none"]
    assert (kept.phones, kept.total, kept.expires_at - kept.read_at) == (1, 4, timedelta(hours=24))
    assert (JournalEntry.objects.count(), RollEntry.objects.count()) == (journal, entries)


def test_confirm_enters_what_need_not_wait_and_removes_nobody(told):
    hall = make_hall(4)
    before = set(running(hall))
    done = confirm(hall, read(hall))
    roll = running(hall)
    assert set(roll) - before == {"Amal Haddad", "Zîn Şêxo", "D'Arcy-O’Neil"}
    assert before <= set(roll)
    amal, zin = roll["Amal Haddad"], roll["Zîn Şêxo"]
    assert (amal.card, amal.mail, amal.joined_on, amal.may_vote) == ("31", "amal@example.org", date(2021, 5, 2), True)
    assert (zin.standing, zin.may_speak, zin.may_vote, zin.joined_on) == ("youth", True, False, date(2026, 5, 1))
    assert rules.may_be_counted(amal)
    assert not rules.may_be_counted(zin)
    assert (done.stage, done.rows, done.count_new, done.count_changed) == ("confirmed", [], 3, 0)
    assert told(f"commune:{hall.commune.pk}")[-1] == (
        "From a table, names were entered on the roll of Saulx: 3, of whom 2 have a vote; changed: 0; nobody was removed."
    )
    assert "Amal" not in JournalEntry.objects.latest("id").payload


def test_rows_that_wait_stay_to_be_mended_and_imported():
    hall = make_hall(4)
    confirm(hall, read(hall))
    rest = waiting(hall)
    assert [row[0] for row in rest.rows] == [4]
    with pytest.raises(RuleStops, match="No row would change the roll"):
        confirm(hall, rest)
    mend_row(actor=hall.secretary, roll_import=rest, number=4, field="name", words="Nour Saleh")
    confirm(hall, waiting(hall))
    assert running(hall)["Nour Saleh"].card == "231"
    assert not RollImport.objects.filter(stage="read").exists()


def test_confirming_twice_enters_once():
    hall = make_hall(4)
    kept = read(hall)
    confirm(hall, kept)
    count = (RollEntry.objects.count(), JournalEntry.objects.count())
    again = confirm_import(actor=hall.secretary, roll_import=kept, new=3, changed=0)
    assert again.stage == "confirmed"
    assert (RollEntry.objects.count(), JournalEntry.objects.count()) == count


def test_the_same_file_a_second_time_makes_nobody_twice():
    hall = make_hall(4)
    confirm(hall, read(hall))
    plan = plan_of(read(hall))
    assert (plan.count(Fate.NEW), plan.count(Fate.CHANGED), plan.count(Fate.SAME)) == (0, 0, 3)


def test_changes_are_entered_and_rights_follow_the_standing():
    hall = make_hall(4)
    add_entries(
        actor=hall.secretary,
        commune=hall.commune,
        entries=[NewEntry("Amal Haddad", card="31"), NewEntry("Mia Ode", standing="youth", card="40")],
    )
    table = [HEAD, ["Amal Haddad", "31", "amal@example.org"], ["Mia Ode", "40", "", "", "member"]]
    kept = read(hall, table)
    assert confirm(hall, kept).count_changed == 2
    roll = running(hall)
    assert roll["Amal Haddad"].mail == "amal@example.org"
    assert (roll["Mia Ode"].standing, roll["Mia Ode"].may_vote) == ("adult", True)
    payload = JournalEntry.objects.latest("id").payload
    assert f'"rights":[{{"entry":{roll["Mia Ode"].pk},"now":"adult","was":"youth"}}]' in payload


def test_the_numbers_that_were_seen_must_still_hold():
    hall = make_hall(4)
    kept = read(hall)
    add_entry(actor=hall.secretary, commune=hall.commune, name="Amal Haddad", card="31")
    with pytest.raises(RuleStops, match="changed since you looked"):
        confirm_import(actor=hall.secretary, roll_import=kept, new=3, changed=0)
    assert "Zîn Şêxo" not in running(hall)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([["No.", "Passport"], ["1", "7"]], "No column holds names. We read: “No.”, “Passport”."),
        ([["Name#Card"], ["Ana#1"]], "All columns stand in one: “Name#Card”."),
        ([["Name"]], "There is no row with a name in this table."),
        ([["Name"]] + [["Ana"]] * 20_001, "This table has more than 20,000 rows."),
    ],
)
def test_read_refuses_a_table_it_cannot_use(table, says):
    hall = make_hall(4)
    with pytest.raises(BadInput) as caught:
        read(hall, table)
    assert str(caught.value.happened) == says
    assert not RollImport.objects.exists()


def test_columns_can_be_said():
    hall = make_hall(4)
    kept = read(hall, [["Name", "House"], ["Ana Lind", "Doubs"]], meanings=["none", "name"])
    assert kept.rows[0][1] == "Doubs"
    for meanings, says in (
        (["name"], "other columns"),
        (["name", "name"], "cannot be the same"),
        (["none"] * 2, "No column"),
    ):
        with pytest.raises(BadInput, match=says):
            read(hall, [["Name", "House"], ["Ana Lind", "Doubs"]], meanings=meanings)


def test_a_new_reading_replaces_the_one_before():
    hall = make_hall(4)
    first = read(hall)
    read(hall)
    first.refresh_from_db()
    assert (first.stage, first.rows, first.source) == ("dropped", [], "")
    with pytest.raises(RuleStops, match="no longer here"):
        confirm_import(actor=hall.secretary, roll_import=first, new=3, changed=0)
    with pytest.raises(RuleStops, match="no longer here"):
        mend_row(actor=hall.secretary, roll_import=first, number=2, choice="same")


def test_dropping_empties_the_words_and_is_repeatable():
    hall = make_hall(4)
    kept = read(hall)
    for _time in range(2):
        drop_import(actor=hall.secretary, roll_import=kept)
    kept.refresh_from_db()
    assert (kept.stage, kept.rows) == ("dropped", [])


ACTS = {
    "read": lambda person, kept: read_import(actor=person, commune=kept.commune, source="", table=JUNE),
    "mend": lambda person, kept: mend_row(actor=person, roll_import=kept, number=2, choice="same"),
    "confirm": lambda person, kept: confirm_import(actor=person, roll_import=kept, new=3, changed=0),
    "undo": lambda person, kept: undo_import(actor=person, roll_import=kept),
    "drop": lambda person, kept: drop_import(actor=person, roll_import=kept),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_the_keeper_of_the_roll_imports(act):
    hall, stranger = make_hall(4), make_person("Stranger")
    kept = read(hall)
    other = make_hall(4, name="Doubs", parent=hall.commune.parent).secretary
    for person in (stranger, other, hall.tellers[0]):
        with pytest.raises(NotAllowed):
            ACTS[act](person, kept)
    assert waiting(hall).rows


def test_an_inner_commune_has_no_roll_to_import_to():
    hall = make_hall(4, parent=make_root("Valley"))
    root = hall.commune.parent
    Role.objects.filter(person=hall.secretary, kind="secretary").update(commune=root)
    with pytest.raises(RuleStops, match="no people stand on its roll"):
        read_import(actor=hall.secretary, commune=root, source="", table=JUNE)


def test_a_vote_elsewhere_under_the_root_is_warned_of_and_not_given_twice():
    root = make_root("Valley")
    doubs = make_hall(4, name="Doubs", parent=root)
    add_entry(actor=doubs.secretary, commune=doubs.commune, name="Amal Haddad", mail="amal@example.org")
    hall = make_hall(4, parent=root)
    kept = read(hall)
    planned = plan_of(kept).rows[0]
    assert (planned.fault, planned.words["commune"]) == ("votes_elsewhere", "Doubs")
    mend_row(actor=hall.secretary, roll_import=kept, number=2, choice="no_vote")
    confirm(hall, waiting(hall))
    assert running(hall)["Amal Haddad"].may_vote is False


def test_where_the_charter_allows_two_votes_nothing_waits():
    root = make_root("Valley", values={"roll.exclusive": "no"})
    doubs = make_hall(4, name="Doubs", parent=root)
    add_entry(actor=doubs.secretary, commune=doubs.commune, name="Amal Haddad", mail="amal@example.org")
    assert plan_of(read(make_hall(4, parent=root))).count(Fate.WAITS) == 1


def test_undo_ends_the_new_empties_them_and_restores_the_changed(told):
    hall = make_hall(4)
    old = add_entry(actor=hall.secretary, commune=hall.commune, name="Amal Haddad", card="31")
    was = set(running(hall))
    done = confirm(hall, read(hall))
    undone = undo_import(actor=hall.secretary, roll_import=done)
    assert undone.stage == "undone"
    assert set(running(hall)) == was
    old.refresh_from_db()
    assert (old.mail, old.joined_on) == ("", date(2026, 5, 1))
    ended = RollEntry.objects.filter(pk__in=done.made)
    assert {(entry.name, entry.mail, entry.card, entry.may_vote, entry.ended_on) for entry in ended} == {
        ("", "", "", False, date(2026, 5, 1))
    }
    assert told(f"commune:{hall.commune.pk}")[-1] == (
        "An import was undone on the roll of Saulx: names that it had entered ended: 2; changed back: 1."
    )
    assert undo_import(actor=hall.secretary, roll_import=done).stage == "undone"


def test_undo_leaves_what_was_changed_again_since():
    hall = make_hall(4)
    old = add_entry(actor=hall.secretary, commune=hall.commune, name="Amal Haddad", card="31")
    done = confirm(hall, read(hall))
    RollEntry.objects.filter(pk=old.pk).update(mail="newest@example.org")
    gone = RollEntry.objects.get(name="Zîn Şêxo")
    end_entry(actor=hall.secretary, entry=gone)
    undo_import(actor=hall.secretary, roll_import=done)
    old.refresh_from_db()
    gone.refresh_from_db()
    assert old.mail == "newest@example.org"
    assert gone.name == "Zîn Şêxo"


def test_undo_stops_when_a_vote_rests_on_it():
    hall = make_hall(4)
    take_snapshot(actor=hall.facilitator, commune=hall.commune)
    done = confirm(hall, read(hall))
    clock.set_clock(MAY_DAY + timedelta(hours=1))
    take_snapshot(actor=hall.facilitator, commune=hall.commune)
    with pytest.raises(RuleStops, match="A vote was opened on this roll"):
        undo_import(actor=hall.secretary, roll_import=done)
    assert "Amal Haddad" in running(hall)


def test_undo_stops_after_a_day_and_before_an_import():
    hall = make_hall(4)
    kept = read(hall)
    with pytest.raises(IllegalStep):
        undo_import(actor=hall.secretary, roll_import=kept)
    done = confirm(hall, kept)
    clock.set_clock(MAY_DAY + timedelta(hours=24))
    with pytest.raises(RuleStops, match="24 hours"):
        undo_import(actor=hall.secretary, roll_import=done)


def test_words_are_forgotten_after_a_day(monkeypatch):
    hall = make_hall(4)
    add_entry(actor=hall.secretary, commune=hall.commune, name="Amal Haddad", card="31")
    done = confirm(hall, read(hall))
    rest = waiting(hall)
    assert done.before
    assert Effect.objects.filter(kind=FORGET).count() == 3
    clock.set_clock(MAY_DAY + timedelta(hours=23))
    effects.drain(5)
    rest.refresh_from_db()
    assert rest.rows
    clock.set_clock(MAY_DAY + timedelta(hours=25))
    with pytest.raises(RuleStops, match="waited longer than a day"):
        mend_row(actor=hall.secretary, roll_import=rest, number=4, field="name", words="Late")
    effects.drain(5)
    rest.refresh_from_db()
    done.refresh_from_db()
    assert (rest.stage, rest.rows, done.stage, done.before) == ("dropped", [], "confirmed", {})


def test_what_is_said_about_a_row_can_be_taken_back():
    hall = make_hall(4)
    add_entry(actor=hall.secretary, commune=hall.commune, name="Olu Adeyemi", card="88")
    kept = read(hall, [HEAD, ["Ola Adeyemi", "88"]])
    assert plan_of(kept).rows[0].fault == "card_taken"
    kept = mend_row(actor=hall.secretary, roll_import=kept, number=2, choice="same")
    assert plan_of(kept).rows[0].changes == {"name": "Ola Adeyemi"}
    kept = mend_row(actor=hall.secretary, roll_import=kept, number=2, choice="undo")
    assert plan_of(kept).rows[0].fault == "card_taken"
    for wrong in ({"choice": "perhaps"}, {"field": "commune", "words": "x"}):
        with pytest.raises(BadInput):
            mend_row(actor=hall.secretary, roll_import=kept, number=2, **wrong)
    with pytest.raises(BadInput):
        mend_row(actor=hall.secretary, roll_import=kept, number=99, choice="same")


def test_an_imported_address_is_claimed_by_a_mailed_code():
    hall = make_hall(4)
    confirm(hall, read(hall))
    amal = make_person("Amal", "amal@example.org")
    assert [entry.name for entry in claim_entries(actor=amal)] == ["Amal Haddad"]


def test_nothing_is_kept_when_the_act_falls_over(monkeypatch):
    hall = make_hall(4)
    kept = read(hall)
    monkeypatch.setattr("assemblies.services.roll_confirm.journal.enter", lambda **_more: 1 / 0)
    before = set(running(hall))
    with pytest.raises(ZeroDivisionError):
        confirm(hall, kept)
    kept.refresh_from_db()
    assert (set(running(hall)), kept.stage) == (before, "read")


def test_the_table_itself_refuses_words_after_reading():
    hall = make_hall(4)
    kept = read(hall)
    for wrong in ({"stage": "dropped"}, {"stage": "confirmed", "rows": []}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RollImport.objects.filter(pk=kept.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        RollImport.objects.create(commune=hall.commune, read_at=MAY_DAY, expires_at=MAY_DAY)


def test_facts_of_an_import_are_registered():
    assert signals.ROLL_IMPORTED.name == "roll_imported"
    assert signals.ROLL_IMPORT_UNDONE.name == "roll_import_undone"
