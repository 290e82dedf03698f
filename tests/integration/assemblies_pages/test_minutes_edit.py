"""The minutes editor and the corrections on the page of the minutes: who sees what, conflicts, a count that flips."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from assemblies.models import MinutesLine, RollEntry
from assemblies.services.assembly import close_assembly
from assemblies.services.corrections import ask_correction
from assemblies.services.minutes import close_minutes, write_line
from confed.kernel import clock
from tests.factories.assemblies import decide, make_person, make_proposal, make_sitting
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
URL = "/c/saulx/a/1/minutes/"


@pytest.fixture
def sitting(hall):
    return decide(hall, 40, 20, 3, make_proposal(hall, "Mend the roof")).assembly


@pytest.fixture
def open_minutes(hall, sitting):
    """A closed sitting with one line, laid open."""
    write_line(actor=hall.secretary, assembly=sitting, text="The beams are rotten.")
    close_assembly(actor=hall.facilitator, assembly=sitting)
    close_minutes(actor=hall.secretary, assembly=sitting)
    return sitting


def line_form(**more) -> dict:
    return {"act": "write", "kind": "said", "item": 1, "version": 0, "key": "k1", "text": "Two prices came in."} | more


def test_the_taker_writes_under_an_item_and_sees_it_again(hall, signed_in, sitting):
    taker = signed_in(hall.secretary)
    answer = taker.post(f"{URL}edit/", line_form())
    assert (answer.status_code, answer["Location"]) == (302, f"{URL}edit/")
    said = words(taker.get(f"{URL}edit/"))
    assert "Two prices came in." in said
    assert "40 yes, 20 no, 3 abstain" in said


def test_two_takers_keep_theirs_or_mine(hall, signed_in, sitting):
    line = write_line(actor=hall.secretary, assembly=sitting, text="One")
    taker = signed_in(hall.secretary)
    taker.post(f"{URL}edit/", line_form(line=line.pk, version=1, text="Theirs", item=0, key=""))
    answer = taker.post(f"{URL}edit/", line_form(line=line.pk, version=1, text="Mine", item=0, key=""))
    said = words(answer)
    assert answer.status_code == 409
    assert "Someone changed this line." in said
    assert "Theirs" in said
    assert "Keep theirs" in said
    assert "Mine Keep mine" in said
    assert 'name="version" value="2"' in answer.content.decode()
    taker.post(f"{URL}edit/", line_form(line=line.pk, version=2, text="Mine", item=0, key=""))
    assert MinutesLine.objects.get().words == "Mine"


def test_a_form_with_a_fault_comes_back_with_its_words(hall, signed_in, sitting):
    form = line_form(kind="task", text="Ask for prices", due="soon")
    answer = signed_in(hall.secretary).post(f"{URL}edit/", form)
    assert answer.status_code == 400
    assert "Ask for prices" in words(answer)
    assert "Write the day as year-month-day" in words(answer)
    assert not MinutesLine.objects.exists()


def test_words_with_script_are_shown_as_words(hall, signed_in, sitting):
    signed_in(hall.secretary).post(f"{URL}edit/", line_form(text="<script>alert(1)</script>"))
    for page in ("edit/", ""):
        assert b"<script>alert(1)" not in signed_in(hall.secretary).get(URL + page).content


@pytest.mark.parametrize("path", ["edit/", "corrections/"])
def test_strangers_neither_write_nor_correct(client, signed_in, open_minutes, path):
    for reader in (client, signed_in(make_person("Stranger"))):
        assert reader.post(URL + path, line_form(act="ask")).status_code == 403
    assert MinutesLine.objects.count() == 1


def test_a_draft_is_read_by_those_who_were_there_and_by_all_once_approved(client, hall, signed_in, open_minutes):
    line = "The beams are rotten."
    assert line in words(signed_in(hall.tellers[0]).get(URL))
    for reader in (client, signed_in(make_person("Stranger"))):
        assert line not in words(reader.get(URL))
        assert line not in reader.get("/c/saulx/a/1/minutes.txt").content.decode()
        assert "Decision 1: “Mend the roof” is adopted" in words(reader.get(URL))


def test_who_joined_later_was_not_there(hall, signed_in, open_minutes):
    RollEntry.objects.filter(person=hall.tellers[0]).update(joined_on="2026-05-02")
    assert "The beams are rotten." not in words(signed_in(hall.tellers[0]).get(URL))


def test_a_correction_is_asked_and_accepted_on_the_page(hall, signed_in, open_minutes):
    member, taker = signed_in(hall.tellers[0]), signed_in(hall.secretary)
    form = {"act": "ask", "about": "1", "was": "rotten", "text": "wet", "key": "c1"}
    assert member.post(f"{URL}corrections/", form).status_code == 302
    asked = MinutesLine.objects.get(kind="correction")
    assert "Accept" not in words(member.get(URL))
    taker.post(f"{URL}corrections/", {"act": "accept", "correction": asked.pk})
    said = words(member.get(URL))
    assert "Corrections that hold" in said
    assert "The beams are rotten." in said
    assert "It should say: wet" in said
    text = member.get("/c/saulx/a/1/minutes.txt").content.decode()
    assert "Cem of Saulx (item 1): instead of “rotten” it says “wet”" in text


def test_a_corrected_count_flips_the_result_on_the_page(hall, signed_in, open_minutes):
    member, taker = signed_in(hall.tellers[0]), signed_in(hall.secretary)
    form = {"act": "count", "vote": "1", "count_for": 20, "count_against": 40, "count_abstain": 3, "text": "Swapped"}
    assert member.post(f"{URL}corrections/", form).status_code == 302
    asked = MinutesLine.objects.get(kind="correction")
    taker.post(f"{URL}corrections/", {"act": "accept", "correction": asked.pk})
    said = words(member.get(URL))
    assert "20 yes, 40 no, 3 abstain, of 63 present: 32 needed. Not passed." in said
    assert "was corrected to 20 yes" in said


def test_a_refused_answer_keeps_its_form_and_says_why(hall, signed_in, open_minutes):
    asked = ask_correction(actor=hall.tellers[0], assembly=open_minutes, text="wet")
    answer = signed_in(hall.secretary).post(f"{URL}corrections/", {"act": "answer", "correction": asked.pk})
    assert answer.status_code == 400
    assert "Say why the text stays." in words(answer)


def test_written_lines_stand_in_the_files_of_those_who_may_read_them(hall, signed_in, open_minutes):
    member = signed_in(hall.tellers[0])
    assert "The beams are rotten." in member.get("/c/saulx/a/1/minutes.txt").content.decode()
    pdf = PdfReader(io.BytesIO(member.get("/c/saulx/a/1/minutes.pdf").content))
    said = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "The beams are rotten." in said
    assert "Draft, open for corrections: not approved yet." in said


def test_pages_take_few_queries(client, hall, signed_in, open_minutes):
    for number in range(3):
        ask_correction(actor=hall.tellers[0], assembly=open_minutes, text=f"Wording {number}")
    for reader in (client, signed_in(hall.secretary), signed_in(hall.tellers[0])):
        assert queries_of(reader, URL) <= MOST_QUERIES
    for person in (hall.secretary, hall.facilitator):
        assert queries_of(signed_in(person), f"{URL}edit/") <= MOST_QUERIES


def test_an_open_sitting_is_written_live(hall, signed_in):
    make_sitting(hall)
    said = words(signed_in(hall.facilitator).get(f"{URL}edit/"))
    assert "Being written" in said
    assert "After the sitting is closed you lay the draft open" in said


def test_two_tellers_post_minutes_that_no_sitting_could_approve(hall, open_minutes, signed_in):
    one, two = hall.tellers
    client = signed_in(one)
    assert "Post these minutes" not in words(client.get(URL))
    clock.set_clock(clock.now() + timedelta(days=60))
    said = client.get(URL).content.decode()
    assert "Post these minutes" in said
    assert f">{two}</option>" in said
    assert "Post these minutes" not in words(signed_in(hall.facilitator).get(URL))
    assert client.post(f"{URL}corrections/", {"act": "post"}).status_code == 400
    assert client.post(f"{URL}corrections/", {"act": "post", "second": one.pk}).status_code == 403
    assert client.post(f"{URL}corrections/", {"act": "post", "second": two.pk}).status_code == 302
    said = words(client.get(URL))
    assert "posted by two scrutineers until" in said
    assert "Post these minutes" not in said
