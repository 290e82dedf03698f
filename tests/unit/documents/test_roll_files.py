"""Tables as people send them: encodings, separators, formulas, broken files, giants and bombs."""

import io
import os
import subprocess
import sys
import zipfile
from datetime import date

import openpyxl
import pytest

from assemblies.documents.roll_files import Table, read_file, read_words
from assemblies.documents.uploads import MOST_BYTES
from confed.kernel.errors import BadInput
from confed.kernel.qr import qr_path

ROWS = [["Name", "No."], ["Zoë O'Neil-Şêxo", "31"]]


def read(content: bytes, size: int = 0, name: str = "members.csv") -> Table:
    return read_file(name, content, size or len(content))


def refused(content: bytes, size: int = 0) -> str:
    with pytest.raises(BadInput) as caught:
        read(content, size)
    assert caught.value.safe
    assert caught.value.do or "asks for other files" in str(caught.value.happened)
    return str(caught.value.happened)


def xlsx(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"xl/worksheets/{name}.xml", content)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_csv_is_read(separator, encoding, end):
    text = end.join(separator.join(row) for row in [["Name", "No."], ["Zoë O'Neil", "31"]])
    assert read(text.encode(encoding)).rows == [["Name", "No."], ["Zoë O'Neil", "31"]]


def test_western_windows_is_read_where_it_is_not_utf_8():
    assert read("Name;No.\nJosé Núñez;31".encode("cp1252")).rows[1] == ["José Núñez", "31"]


def test_other_scripts_come_through():
    rows = read("Name\nنور الدين\nZîn Şêxo\nД. Ильин\n".encode()).rows
    assert [row[0] for row in rows] == ["Name", "نور الدين", "Zîn Şêxo", "Д. Ильин"]


def test_a_quoted_cell_may_hold_separators_and_lines():
    assert read(b'Name;No.\n"Haddad; Amal\nElise";31').rows[1] == ["Haddad; Amal\nElise", "31"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Name\nZo\xc3\xab\nB\xffn", "Row 3 holds a sign that cannot be read."),
        (b"Name\nAna\nB\x81n", "Row 3 holds a sign that cannot be read."),
        (b"Name\nAna\nB\0n", "Row 3 holds an empty byte: this is not a table of words."),
        (b"\xff\xfeN\0a\0m\0e\0\n\0\0\xd8", "Row 2 holds a sign that cannot be read."),
        (b"", "There is nothing in this table."),
        (b"\n \n,,\n", "There is nothing in this table."),
        (b"\xd0\xcf\x11\xe0rest", "This is an old Excel file, or one locked with a password."),
        (b"PK\x03\x04rest", "This file cannot be read as a spreadsheet."),
        (b'Name\nAna\n"' + b"x" * 140_000, "Row 3 cannot be read: a cell in it does not end."),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(content, says):
    assert refused(content) == says


def test_a_file_that_is_cut_in_a_sign_is_only_too_large():
    content = "Name\nZoë".encode()[:-1]
    assert refused(content, MOST_BYTES + 1) == "This file is larger than 16 MB."


def test_xlsx_cells_are_read_as_they_are_shown():
    content = xlsx(["Name", "No.", "Since"], ["Amal", 31, date(2021, 5, 2)], ["Joe", 12.0, None])
    assert read(content, name="C:\\lists\\june.xlsx") == Table(
        "june.xlsx", [["Name", "No.", "Since"], ["Amal", "31", "2021-05-02"], ["Joe", "12"]]
    )


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","x")', "=1+1"])
def test_formulas_stay_words(formula):
    assert read(xlsx(["Name"], [formula])).rows[1] == [formula]
    assert read_words(f"Name\n{formula}\n").rows[1][0].startswith("=")


def test_a_formula_that_showed_something_is_read_as_that():
    content = xlsx(["Name"], ["Amal Haddad"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if "worksheets" in part.filename:
                head, tail = data.split(b'<row r="2">')
                shown = (
                    b'<c r="A2" t="str"><f>B2&amp;" "&amp;C2</f><v>Amal Haddad</v></c></row></sheetData></worksheet>'
                )
                data = head + b'<row r="2">' + shown
                assert tail
            new.writestr(part, data)
    assert read(out.getvalue()).rows[1] == ["Amal Haddad"]


def test_a_file_that_asks_for_other_files_is_refused():
    content = packed(sheet1=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    assert refused(content) == "This file asks for other files; a table does not do that."


def test_a_zip_that_lies_about_its_size_unpacks_no_further():
    content = bytearray(packed(sheet1=b"<worksheet/>" + bytes(5_000_000)))
    size = (5_000_012).to_bytes(4, "little")
    assert content.count(size) == 2
    content = content.replace(size, (100).to_bytes(4, "little"))
    assert refused(bytes(content)) == "This file cannot be read as a spreadsheet."


def test_20_000_rows_are_read_and_one_more_is_not():
    rows = ["Name", *(f"Name {number}" for number in range(20_000))]
    assert len(read_words("\n".join(rows)).rows) == 20_001
    with pytest.raises(BadInput, match="more than 20,000 rows"):
        read_words("\n".join([*rows, "One more"]))


GIANTS = {
    "csv": "This table has more than 20,000 rows.",
    "xlsx": "This table has more than 20,000 rows.",
    "bomb": "This file unpacks to more than 64 MB.",
}
MEASURED = """
import sys, time
sys.path.insert(0, "")
import django
django.setup()
from assemblies.documents.roll_files import read_file
from assemblies.documents.uploads import MOST_BYTES
from confed.kernel.errors import BadInput
content = open(sys.argv[1], "rb").read(MOST_BYTES)
size = int(sys.argv[2])
def most():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
before = most()
start = time.perf_counter()
try:
    read_file("x", content, size)
except BadInput as refusal:
    print(refusal.happened)
print(time.perf_counter() - start)
print((most() - before) // 1024)
"""


def giant(kind: str) -> bytes:
    """A CSV of a million rows, a sheet of 300,000, and some 10 MB that unpack to 10 GB."""
    if kind == "csv":
        return b"Name,No.,E-mail\n" + b"".join(b"Name %d,%d,a%d@example.org\n" % (n, n, n) for n in range(1_000_000))
    out = io.BytesIO()
    level = 1 if kind == "bomb" else 6
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        if kind == "bomb":
            part.write(bytes(100_000_000))
        else:
            part.write(b"<worksheet><sheetData>")
            for row in range(1, 300_001):
                part.write(b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Name</t></is></c></row>' % (row, row))
    if kind == "xlsx":
        return out.getvalue()
    # The directory at the end names the same packed bytes 100 times: 10 GB as a program that unpacks them would see it.
    return _named_often(out.getvalue(), 100)


def _named_often(content: bytes, times: int) -> bytes:
    start = content.rindex(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    entry = content[start:end]
    entries = b"".join(entry.replace(b"sheet1", b"she%03d" % number) for number in range(times))
    tail = bytearray(content[end:])
    tail[8:12] = times.to_bytes(2, "little") * 2
    tail[12:16] = len(entries).to_bytes(4, "little")
    return content[:start] + entries + bytes(tail)


@pytest.mark.parametrize("kind", sorted(GIANTS))
def test_giants_are_refused_within_two_seconds_and_100_mb(kind, tmp_path):
    content = giant(kind)
    path = tmp_path / kind
    path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path), str(len(content))],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    said, seconds, megabytes = done.stdout.strip().splitlines()
    assert said == GIANTS[kind]
    assert float(seconds) < 2
    assert int(megabytes) <= 100


def test_a_code_is_one_path_with_a_quiet_edge():
    size, ink = qr_path("https://example.org/in/slip/" + "x" * 43 + "/")
    assert size >= 41
    assert ink.startswith("M4 4h7v1h-7z")
    assert set(ink) <= set("Mhvz- 0123456789")
