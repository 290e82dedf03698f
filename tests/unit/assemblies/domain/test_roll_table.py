"""Columns guessed, cells cleaned, rows read; names in any script come through."""

from datetime import date

import pytest

from assemblies.domain.roll_cells import card_text, clean, is_mail, is_phone, parse_day, parse_standing
from assemblies.domain.roll_columns import Meaning, guess_columns, names_known, stands_in_one_column
from assemblies.domain.roll_import import IMPORT_MOVES, ImportAct, ImportStage
from assemblies.domain.roll_table import Choice, Row, choose, mend, read_rows, rows_from
from confed.kernel.errors import IllegalStep
from confed.kernel.lifecycle import step


def meanings(*rows: list[str]) -> list[str]:
    return [column.meaning.value for column in guess_columns(rows)[0]]


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        ("Full name|No.|Contact|Moved in|Passport", "name|card|mail|since|none"),
        ("Nom|Prénom|Courriel|Statut", "family|given|mail|standing"),
        ("Nombre|Apellidos|Correo electrónico|Fecha de alta", "given|family|mail|since"),
        ("Vorname|Name|E-Mail|Mitglied seit", "given|family|mail|since"),
        ("Nav|Paşnav|Hejmar", "given|family|card"),
        ("الاسم الكامل|رقم البطاقة|البريد الإلكتروني", "name|card|mail"),
        ("Name|First name|Last name", "name|none|none"),
        ("NAME|name", "name|none"),
    ],
)
def test_headings_in_several_languages_are_known(headings, found):
    assert meanings(headings.split("|"), ["x"]) == found.split("|")


def test_columns_without_headings_are_told_by_what_stands_below():
    rows = [
        ["31", "Amal Haddad", "amal@example.org", "2021-05-02"],
        ["12", "Joe Lund", "joe@example.org", "2019-03-01"],
    ]
    columns, headed = guess_columns(rows)
    assert not headed
    assert [column.meaning for column in columns] == [Meaning.CARD, Meaning.NAME, Meaning.MAIL, Meaning.SINCE]


def test_an_unknown_heading_above_names_is_read_as_names():
    assert meanings(["Bewohner:in", "Pass"], ["Ana Lind", "X1"], ["Ben Ode", "X1"]) == ["name", "none"]


def test_a_list_of_names_has_no_heading():
    columns, headed = guess_columns([["Amal Haddad"], ["Joe Lund"]])
    assert (columns[0].meaning, headed) == (Meaning.NAME, False)


def test_a_table_without_names_has_no_names():
    assert not names_known(guess_columns([["No.", "Passport"], ["31", "7761"], ["32", "8112"]])[0])


@pytest.mark.parametrize("text", ["Name#Card#E-mail", "Name Card"])
def test_an_unknown_separator_is_seen(text):
    assert stands_in_one_column([[text], ["Amal#31#amal@example.org"]])
    assert not stands_in_one_column([["Full name"], ["Amal"]])


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("  Anne-Marie   O’Neil ", "Anne-Marie O’Neil"),
        ("D'Angelo", "D'Angelo"),
        ("نور الدين", "نور الدين"),
        ("Zîn Şêxo", "Zîn Şêxo"),
        ("آرام\u200cنژاد", "آرام\u200cنژاد"),
        ("Jose\u0301", "José"),
        ("evil\u202egnp", "evilgnp"),
        ("two\nlines\x07", "two lines"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ],
)
def test_a_cell_keeps_its_letters_and_loses_hidden_signs(cell, kept):
    assert clean(cell) == kept


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021-05-02", date(2021, 5, 2)),
        ("2021-05-02T00:00:00", date(2021, 5, 2)),
        ("2.5.2021", date(2021, 5, 2)),
        ("2/5/2021", date(2021, 5, 2)),
        ("2 May 2021", date(2021, 5, 2)),
        ("1er août 2019", date(2019, 8, 1)),
        ("3 de marzo de 2020", date(2020, 3, 3)),
        ("May 2, 2021", date(2021, 5, 2)),
        ("٢ أيار ٢٠٢١", date(2021, 5, 2)),
        ("31/02/2021", None),
        ("1/1/0021", None),
        ("last year", None),
    ],
)
def test_a_day_is_read_as_people_write_it(cell, day):
    assert parse_day(cell) == day


def test_months_stand_first_where_the_column_shows_it():
    table = [["Name", "Since"], ["Ana", "5/31/2021"], ["Ben", "2/3/2020"]]
    columns, headed = guess_columns(table)
    rows, _phones = read_rows(table, columns, headed=headed)
    assert [row.since for row in rows] == ["2021-05-31", "2020-02-03"]


def test_cards_mails_phones_and_standings():
    assert [card_text(cell) for cell in ("31.0", "٣١", "A-7", "")] == ["31", "31", "A-7", ""]
    assert [is_mail(cell) for cell in ("a@b.org", "a@b", "a b@c.de", "a@b.org; c@d.org", "")] == [True] + [False] * 4
    assert [is_phone(cell) for cell in ("+00 555 0134", "0123/45 67 89", "31")] == [True, True, False]
    assert [parse_standing(cell) for cell in ("Jeune", "guest", "Mitglied", "شباب", "ghost")] == [
        *("youth", "observer", "adult", "youth", ""),
    ]


def test_rows_keep_their_numbers_and_phones_are_not_kept():
    table = [["Name", "Contact"], ["Ana", "ANA@example.org"], ["", ""], ["Joe", "+00 555 0134"], ["Short"]]
    columns, headed = guess_columns(table)
    rows, phones = read_rows(table, columns, headed=headed)
    assert [(row.number, row.name, row.mail) for row in rows] == [
        (2, "Ana", "ana@example.org"),
        (4, "Joe", ""),
        (5, "Short", ""),
    ]
    assert phones == 1


def test_given_and_family_names_make_one():
    table = [["Prénom", "Nom"], ["Amal", "Haddad"], ["", "Lund"]]
    columns, headed = guess_columns(table)
    assert [row.name for row in read_rows(table, columns, headed=headed)[0]] == ["Amal Haddad", "Lund"]


def test_a_mended_row_forgets_what_was_said_and_is_stored_whole():
    row = choose(Row(12, "Ola", "88"), Choice.SAME)
    assert choose(row, Choice.SAME) == row
    assert rows_from([row.as_list()]) == [row]
    mended = mend(row, "since", "2.5.2021")
    assert (mended.since, mended.choices) == ("2021-05-02", ())


@pytest.mark.parametrize("stage", ImportStage)
@pytest.mark.parametrize("act", ImportAct)
def test_an_import_moves_by_its_table(stage, act):
    if (stage, act) in IMPORT_MOVES:
        assert step(IMPORT_MOVES, stage, act) == IMPORT_MOVES[(stage, act)]
    else:
        with pytest.raises(IllegalStep):
            step(IMPORT_MOVES, stage, act)
