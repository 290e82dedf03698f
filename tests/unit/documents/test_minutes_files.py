"""Minutes as PDF, text and table: the same words everywhere, readable by machines, runnable by none."""

import csv
import io

import pytest
from pypdf import PdfReader

from assemblies.documents.minutes_csv import harmless, minutes_csv
from assemblies.documents.minutes_pdf import FONTS, minutes_pdf
from assemblies.documents.minutes_text import minutes_text
from assemblies.queries.minutes import MinutesItem
from tests.unit.documents.samples import ARABIC, SORANI, minutes, vote


def text_of(pdf):
    """The text layer, as search and screen readers get it."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_pdf_is_tagged_titled_and_says_its_language():
    pdf = minutes_pdf(minutes())
    catalogue = PdfReader(io.BytesIO(pdf)).root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "en"
    assert PdfReader(io.BytesIO(pdf)).metadata.title == "Minutes of 17 June 2027"
    assert b"pdfuaid:part" in pdf


def test_pdf_text_layer_gives_back_the_words_of_every_script():
    words = text_of(minutes_pdf(minutes()))
    for word in ("Shared summer water reserve", "M88", ARABIC, SORANI):
        assert word in words


def test_pdf_of_the_same_minutes_is_the_same_to_the_byte():
    assert minutes_pdf(minutes()) == minutes_pdf(minutes())


def test_pdf_takes_words_as_words_and_never_as_code():
    hostile = '#panic("run") $x^2$ *bold* \\ "quoted" #sys.inputs @label <x>'
    pdf = minutes_pdf(minutes(items=(MinutesItem(1, hostile, (vote(body=hostile),)),)))
    assert "#panic" in text_of(pdf)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (0, 0, 5, 1), (1, 0, 0, 40)])
def test_pdf_is_set_for_small_and_empty_counts(counts):
    count_for, against, abstain, needed = counts
    one = vote(count_for=count_for, count_against=against, count_abstain=abstain, needed=needed)
    assert minutes_pdf(minutes(items=(MinutesItem(0, "One", (one,)),))).startswith(b"%PDF")


def test_pdf_of_a_sitting_without_items_or_lines_is_set():
    assert minutes_pdf(minutes(items=(), lines=(), fingerprint="", place="", counted=None)).startswith(b"%PDF")


def test_every_font_stands_beside_its_licence():
    fonts = sorted(FONTS.rglob("*.ttf"))
    assert len(fonts) >= 6
    assert all("SIL Open Font License" in (font.parent / "LICENSE").read_text() for font in fonts)


def test_text_tells_quorum_votes_and_journal_in_order():
    text = minutes_text(minutes())
    told = [
        "Marbrook, assembly 31",
        "Minutes of 17 June 2027",
        "Tannery Hall, 19:02 to 21:34",
        "63 voters present, of 214 on the roll. Quorum 54: met.",
        "4 youth, 2 observers",
        "3. Shared summer water reserve",
        "Decision M88, on version 4 of the text: In force",
        "44 yes, 10 no, 9 abstain, of 63 present: 32 needed. Passed.",
        "5. Wash-house roof",
        "19:02  Assembly 31",
        "7c1e 90ab 44d2 18f3",
    ]
    places = [text.index(words) for words in told]
    assert places == sorted(places)
    assert max(len(line) for line in text.splitlines()) <= 78


def test_text_of_an_unfinished_or_inquorate_sitting_says_so():
    text = minutes_text(minutes(is_final=False, closed_at=None, counted=12))
    assert "not final" in text
    assert "Quorum 54: not met." in text
    assert "from 19:02, still open" in text


def test_table_has_one_row_per_vote_with_exact_numbers():
    found = rows(minutes_csv(minutes()))
    assert [(row["decision"], row["yes"], row["no"], row["abstain"], row["needed"]) for row in found] == [
        ("M88", "44", "10", "9", "32"),
        ("M89", "44", "10", "9", "32"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝"])
def test_table_neutralises_what_a_spreadsheet_would_run(start):
    title = f"{start}HYPERLINK(1)"
    found = rows(minutes_csv(minutes(items=(MinutesItem(1, "x", (vote(title=title),)),))))
    assert found[0]["title"] == f"'{title}"


def test_table_leaves_ordinary_words_alone():
    assert [harmless(word) for word in ("Roof", "", "3 = 4", "M88")] == ["Roof", "", "3 = 4", "M88"]
