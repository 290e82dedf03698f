"""Who is new, who changes, which row waits and why; a second reading makes nobody twice."""

from dataclasses import replace
from datetime import date

import pytest

from assemblies.domain.roll_fates import MENDED_BY, Fate, Fault, OnRoll
from assemblies.domain.roll_plan import plan_import
from assemblies.domain.roll_table import Choice, Row, choose

TODAY = date(2027, 6, 18)
AMAL = OnRoll(1, "Amal Haddad", "31", "amal@example.org", date(2021, 5, 2))
OLU = OnRoll(2, "Olu Adeyemi", "88", "", date(2020, 1, 1))
ZIN = OnRoll(3, "Zîn Şêxo", "", "", date(2022, 1, 1))
ROLL = [AMAL, OLU, ZIN]


def only(*rows: Row, roll=ROLL, elsewhere=None):
    return plan_import(rows, roll, TODAY, elsewhere).rows[-1]


def test_new_changed_same_and_twice():
    plan = plan_import(
        [
            Row(2, "Joe Lund", "12"),
            Row(3, "Amal Haddad", "31", "new@example.org"),
            Row(4, "Olu Adeyemi", "88"),
            Row(5, "zin sexo"),
            Row(6, "Joe Lund", "12"),
        ],
        ROLL,
        TODAY,
    )
    assert [row.fate for row in plan.rows] == [Fate.NEW, Fate.CHANGED, Fate.SAME, Fate.CHANGED, Fate.TWICE]
    assert plan.rows[1].changes == {"mail": "new@example.org"}
    assert plan.rows[3].changes == {"name": "zin sexo"}
    assert plan.rows[4].words == {"row": 2}


def test_an_empty_cell_changes_nothing_and_nobody_leaves():
    assert only(Row(2, "Amal Haddad", "31")).fate == Fate.SAME
    assert plan_import([], ROLL, TODAY).rows == ()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (Row(2, "", "231", since="2027-06-09"), Fault.NO_NAME),
        (Row(2, "12345"), Fault.NO_LETTERS),
        (Row(2, "A" * 201), Fault.NAME_LONG),
        (Row(2, "Ana", "1" * 21), Fault.CARD_LONG),
        (Row(2, "Ana", mail="ana(at)example"), Fault.MAIL_BAD),
        (Row(2, "Ana", since="soon"), Fault.DAY_BAD),
        (Row(2, "Nour Saleh", since="2072-05-14"), Fault.DAY_AHEAD),
        (Row(2, "Ana", standing="ghost"), Fault.STANDING_BAD),
        (Row(2, "Ola Adeyemi", "88"), Fault.CARD_TAKEN),
        (Row(2, "Ana", mail="amal@example.org"), Fault.MAIL_TAKEN),
        (Row(2, "Olu Adeyemi", "88", "amal@example.org"), Fault.MAIL_OF_OTHER),
        (Row(2, "Amal Haddad", "77"), Fault.NAME_TAKEN),
        (Row(2, "Amal Haddad", mail="other@example.org"), Fault.NAME_TAKEN),
    ],
)
def test_a_row_that_needs_a_look_waits(row, fault):
    planned = only(row)
    assert (planned.fate, planned.fault) == (Fate.WAITS, fault)
    assert any(MENDED_BY[fault])


@pytest.mark.parametrize(
    ("first", "second", "fault"),
    [
        (Row(2, "Ana", "5"), Row(3, "Ben", "5"), Fault.CARD_TWICE),
        (Row(2, "Ana", mail="a@b.org"), Row(3, "Ben", mail="a@b.org"), Fault.MAIL_TWICE),
        (Row(2, "Ana", "5"), Row(3, "Ana"), Fault.NAME_TWICE),
        (Row(2, "Zîn Şêxo", "5"), Row(3, "Zîn Şêxo", "6"), Fault.ENTRY_TWICE),
    ],
)
def test_two_rows_that_clash_leave_the_first(first, second, fault):
    plan = plan_import([first, second], ROLL, TODAY)
    assert [row.fate == Fate.WAITS for row in plan.rows] == [False, True]
    assert plan.rows[1].fault == fault
    assert plan.rows[1].words["row"] == 2


def test_two_of_one_name_on_the_roll_are_told_apart_by_card():
    twins = [OnRoll(1, "Ali Hassan", "3"), OnRoll(2, "Ali Hassan", "4")]
    assert only(Row(2, "Ali Hassan"), roll=twins).fault == Fault.NAMES_TAKEN
    assert only(Row(2, "Ali Hassan", "4"), roll=twins).entry == 2


@pytest.mark.parametrize(
    ("row", "choice", "fate", "entry", "card", "mail"),
    [
        (Row(2, "Ola Adeyemi", "88"), Choice.SAME, Fate.CHANGED, 2, "88", ""),
        (Row(2, "Ola Adeyemi", "88"), Choice.NEW_CARD, Fate.NEW, 0, "89", ""),
        (Row(2, "Ana", mail="amal@example.org"), Choice.NO_MAIL, Fate.NEW, 0, "", ""),
        (Row(2, "Amal Haddad", "77"), Choice.SAME, Fate.CHANGED, 1, "77", ""),
        (Row(2, "Amal Haddad", "77"), Choice.OTHER, Fate.NEW, 0, "77", ""),
    ],
)
def test_what_the_secretary_says_settles_it(row, choice, fate, entry, card, mail):
    planned = only(choose(row, choice))
    assert (planned.fate, planned.entry, planned.card, planned.mail) == (fate, entry, card, mail)


def test_a_row_that_stands_there_twice_can_be_two_people():
    kept = choose(Row(3, "Ana"), Choice.KEEP)
    assert only(Row(2, "Ana"), kept).fate == Fate.NEW
    assert only(Row(2, "Ana", "5"), choose(Row(3, "Ben", "5"), Choice.SKIP)).fate == Fate.TWICE


def test_youth_and_observers_never_get_a_vote():
    votes = {word: only(Row(2, "New One", standing=word)).may_vote for word in ("", "member", "youth", "observer")}
    assert votes == {"": True, "member": True, "youth": False, "observer": False}


def test_a_second_vote_under_one_root_waits():
    elsewhere = {"joe@example.org": "Doubs"}
    row = Row(2, "Joe Lund", mail="joe@example.org")
    waiting = only(row, elsewhere=elsewhere)
    assert (waiting.fault, waiting.words["commune"]) == (Fault.VOTES_ELSEWHERE, "Doubs")
    without = only(choose(row, Choice.NO_VOTE), elsewhere=elsewhere)
    assert (without.fate, without.may_vote) == (Fate.NEW, False)
    other = only(choose(row, Choice.NO_MAIL), elsewhere=elsewhere)
    assert (other.fate, other.may_vote, other.mail) == (Fate.NEW, True, "")
    assert only(replace(row, standing="youth"), elsewhere=elsewhere).fate == Fate.NEW
    young = OnRoll(9, "Mia", "9", standing="youth", may_vote=False, elsewhere="Doubs")
    assert only(Row(2, "Mia", "9", standing="member"), roll=[young]).fault == Fault.VOTES_ELSEWHERE


def test_every_fault_can_be_mended():
    assert set(MENDED_BY) == set(Fault)
