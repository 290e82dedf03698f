"""The import page: one file, one look, one button; every bad file answers in words and keeps nothing."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from assemblies.documents.uploads import MOST_BYTES, MemoryUpload
from assemblies.models import RollEntry, RollImport
from assemblies.services.snapshot import take_snapshot
from confed.kernel import clock
from tests.factories.assemblies import make_hall
from tests.integration.assemblies_pages.conftest import EVENING, MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
URL = "/c/saulx/members/import/"
JUNE = """Full name;No.;Contact;Moved in;Passport
Amal Haddad;31;amal@example.org;2 May 2021;X1
Joe Lund;12;+00 555 0134;1 March 2019;X2
;231;;9 June 2025;X3
Nour Saleh;33;;14 May 2072;X4
Zîn Şêxo;34;;;X5
Zîn Şêxo;34;;;X5
"""


@pytest.fixture
def keeper(hall, signed_in) -> Client:
    return signed_in(hall.secretary)


def send(client: Client, content: bytes | str, name: str = "members-june.csv"):
    data = content.encode() if isinstance(content, str) else content
    return client.post(URL, {"act": "read", "file": SimpleUploadedFile(name, data), "words": ""}, follow=True)


def act(client: Client, name: str, **more):
    kept = RollImport.objects.order_by("pk").last()
    return client.post(URL, {"act": name, "roll_import": kept.pk, **more}, follow=True)


def test_only_secretaries_see_the_page(hall, signed_in):
    for client in (Client(), signed_in(hall.tellers[0])):
        for answer in (client.get(URL), client.post(URL, {"act": "read", "words": "Ana"})):
            assert answer.status_code == 403
            assert "Only secretaries of Saulx bring in members." in words(answer)
    assert not RollImport.objects.exists()


def test_a_file_is_shown_before_anything_is_entered(keeper):
    said = words(send(keeper, JUNE))
    assert "members-june.csv · rows: 6 · read 1 May 2026, 18:00" in said
    assert "Name Full name Card No. E-mail Contact Here since Moved in Not kept Passport" in said
    assert "Amal Haddad 31 amal@example.org 2 May 2021 –" in said
    assert "3 new 0 changed 0 leave" in said
    assert "Waiting until you have looked at them: 2. As before: 0. Stood there twice or left out: 1." in said
    assert "row 4 There is no name. card 231, here since 9 June 2025" in said
    assert "row 5 14 May 2072 is in the future. Nour Saleh, card 33" in said
    assert "row 7 The same as row 6. Read once." in said
    assert "Import 3 rows" in said
    assert "Nobody is taken off the roll by an import." in said
    assert "New members have a vote from today, 1 May 2026" in said
    assert "Thrown away at once: “Passport”." in said
    assert "Telephone numbers that are not kept: 1." in said
    assert "See the 3 new names" in said
    assert not RollEntry.objects.filter(name="Amal Haddad").exists()
    assert "X1" not in str(RollImport.objects.get().rows)


def test_mended_in_place_imported_and_undone(keeper):
    send(keeper, JUNE)
    said = words(act(keeper, "mend", number=4, field="name", words="Ola Ode"))
    assert "Import 4 rows" in said
    assert "There is no name." not in said
    assert "Import 5 rows" in words(act(keeper, "mend", number=5, field="since", words="14.5.2022"))
    said = words(act(keeper, "confirm", new=5, changed=0))
    assert "Imported. New on the roll: 5. Changed: 0. Nobody was removed." in said
    assert "You can undo it until Saturday 2 May, 18:00" in said
    assert RollEntry.objects.running().filter(name="Ola Ode", card="231").exists()
    assert "Undone. The roll reads as before the import." in words(act(keeper, "undo"))
    assert not RollEntry.objects.running().filter(name="Ola Ode").exists()


def test_rows_that_wait_are_there_after_the_import(keeper):
    send(keeper, JUNE)
    said = words(act(keeper, "confirm", new=3, changed=0))
    assert "To look at: 2" in said
    assert "The last import" in said
    assert "Nothing here would change the roll." in said


def test_a_double_tap_on_import_says_it_once_more_and_enters_once(keeper):
    send(keeper, "Name\nAna Lind\n")
    pk = RollImport.objects.get().pk
    for _tap in range(2):
        answer = keeper.post(URL, {"act": "confirm", "roll_import": pk, "new": 1, "changed": 0}, follow=True)
        assert "New on the roll: 1" in words(answer)
    assert RollEntry.objects.filter(name="Ana Lind").count() == 1


def test_a_pasted_list_of_names_and_an_xlsx_are_read(keeper):
    said = words(keeper.post(URL, {"act": "read", "words": "Ana Lind\nنور الدين\nZîn D'Arcy-O’Neil"}, follow=True))
    assert "3 new" in said
    assert "نور الدين" in said
    book = openpyxl.Workbook()
    book.active.append(["Nom", "Prénom", "Statut"])
    book.active.append(["Haddad", "Amal", "Jeune"])
    out = io.BytesIO()
    book.save(out)
    said = words(send(keeper, out.getvalue(), "members.xlsx"))
    assert "Name Nom + Prénom Stands here as Statut" in said
    assert "Amal Haddad Jeune" in said


def test_columns_can_be_read_otherwise(keeper):
    send(keeper, "Name,House\nAna,Doubs\nBen,Jura\n")
    table = SimpleUploadedFile("x.csv", b"Name,House\nAna,Doubs\nBen,Jura\n")
    sent = {"act": "read", "file": table, "column-0": "none", "column-1": "name"}
    assert "Doubs" in words(keeper.post(URL, sent, follow=True))
    sent["file"] = SimpleUploadedFile("x.csv", b"Name,House\nAna,Doubs\n")
    refused = keeper.post(URL, sent | {"column-0": "name"})
    assert "Two columns cannot be the same thing." in words(refused)


@pytest.mark.parametrize(
    ("content", "status", "says"),
    [
        (b"", 400, "This file is empty."),
        (
            "Name#Card\nAna#1",
            400,
            "All columns stand in one: “Name#Card”. The roll was not changed. Part the columns by",
        ),
        ("No.;Passport\n1;2", 400, "No column holds names. We read: “No.”, “Passport”."),
        (
            b"Name\nZo\xc3\xab\nB\xffn",
            400,
            "Row 3 holds a sign that cannot be read. Nothing was read and nothing was kept.",
        ),
        (b"Name\nA\0na", 400, "Row 2 holds an empty byte: this is not a table of words."),
        (b"PK\x03\x04no", 400, "This file cannot be read as a spreadsheet."),
        ("Name\n" + "Ana\n" * 20_001, 400, "This table has more than 20,000 rows."),
    ],
)
def test_a_bad_file_answers_in_words_and_keeps_nothing(keeper, content, status, says):
    answer = send(keeper, content)
    assert answer.status_code == status
    assert says in words(answer)
    assert not RollImport.objects.exists()


def test_nothing_chosen_asks_for_a_table(keeper):
    answer = keeper.post(URL, {"act": "read", "words": " "})
    assert (answer.status_code, "Choose a file, or paste the table." in words(answer)) == (400, True)


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "confirm", "new": "x", "changed": 0},
        {"act": "confirm"},
        {"act": "mend", "number": 2, "choice": "perhaps"},
        {"act": "mend", "number": 2, "field": "name", "words": "a\0b"},
        {"act": "fly"},
        {},
    ],
)
def test_a_post_that_is_not_from_the_page_is_refused(keeper, sent):
    send(keeper, JUNE)
    answer = keeper.post(URL, {"roll_import": RollImport.objects.get().pk, **sent})
    assert answer.status_code == 400
    assert RollImport.objects.get().stage == "read"


def test_an_import_of_another_commune_is_not_there(keeper, hall, signed_in):
    other = make_hall(4, name="Doubs", parent=hall.commune.parent)
    signed_in(other.secretary).post("/c/doubs/members/import/", {"act": "read", "words": "Ana"})
    assert act(keeper, "confirm", new=1, changed=0).status_code == 404
    assert act(keeper, "drop").status_code == 404


def test_formulas_and_marks_are_shown_harmless(keeper):
    said = send(keeper, "Name\n=cmd|' /C calc'!A0\n<script>alert(1)</script>\n").content.decode()
    assert "=cmd|&#x27; /C calc&#x27;!A0" in said
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said


def test_duplicates_are_named_by_row(keeper):
    send(keeper, "Name;Card;E-mail\nAna;5;a@example.org\nBen;5;\nCleo;6;a@example.org\n")
    said = words(keeper.get(URL))
    assert "row 3 Card 5 stands in row 2 too, for Ana." in said
    assert "row 4 a@example.org stands in row 2 too, for Ana." in said
    said = words(act(keeper, "mend", number=3, choice="new_card"))
    assert "You said: New card." in said
    assert "2 new" in said


def test_undo_that_is_too_late_says_why(keeper, hall):
    send(keeper, "Name\nAna Lind\n")
    act(keeper, "confirm", new=1, changed=0)
    clock.set_clock(EVENING + timedelta(hours=1))
    take_snapshot(actor=hall.facilitator, commune=hall.commune)
    answer = act(keeper, "undo")
    assert answer.status_code == 409
    assert "A vote was opened on this roll since the import, so it cannot be undone." in words(answer)


def test_throwing_away_leaves_the_roll(keeper):
    send(keeper, JUNE)
    assert "Thrown away. The roll was not changed." in words(act(keeper, "drop"))
    assert RollImport.objects.get().rows == []


@pytest.mark.parametrize("size", [3, 2_000])
def test_the_page_stays_under_the_limit_of_queries(keeper, size):
    rows = "".join(f"Name {n};{n};a{n}@example.org\n" for n in range(size))
    send(keeper, "Name;Card;E-mail\n" + rows)
    assert queries_of(keeper, URL) <= MOST_QUERIES


def test_a_file_stays_in_memory_and_within_its_limit():
    handler = MemoryUpload()
    handler.new_file("file", "x.csv", "text/csv", None)
    for start in range(3):
        assert handler.receive_data_chunk(b"x" * (MOST_BYTES // 2), start) is None
    file = handler.file_complete(3 * (MOST_BYTES // 2))
    assert (len(file.read()), file.size) == (MOST_BYTES, 3 * (MOST_BYTES // 2))


@override_settings(DEBUG=False)
def test_a_file_that_is_too_large_is_refused_in_words(keeper):
    content = b"Name\n" + b"x" * (MOST_BYTES + 10)
    assert "This file is larger than 16 MB." in words(send(keeper, content))
