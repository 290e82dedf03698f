"""The minutes of a real sitting as files: same numbers as on the page, local time, few queries, nothing before its time."""

import csv
import io

import pytest
from pypdf import PdfReader

from assemblies.services.assembly import close_assembly, plan_assembly
from assemblies.services.ballot import announce_result, close_ballot, correct_result
from assemblies.services.paper import enter_paper_assembly
from confed.kernel import clock
from tests.factories.assemblies import (
    count_hands,
    decide,
    make_ballot,
    make_proposal,
    make_sitting,
    paper_sheet,
)
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of

FORMS = ("pdf", "txt", "csv")


def address(assembly, form: str) -> str:
    return f"/c/{assembly.commune.slug}/a/{assembly.number}/minutes.{form}"


@pytest.fixture
def decision(hall):
    made = decide(hall, 40, 20, 3, make_proposal(hall, "=cmd|' /C calc'!A0"))
    close_assembly(actor=hall.facilitator, assembly=made.assembly)
    return made


@pytest.mark.parametrize(
    ("form", "kind"),
    [("pdf", "application/pdf"), ("txt", "text/plain; charset=utf-8"), ("csv", "text/csv; charset=utf-8")],
)
def test_minutes_file_has_its_kind_and_a_name_that_sorts(client, decision, form, kind):
    answer = client.get(address(decision.assembly, form))
    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert f'filename="saulx-{decision.assembly.number}-2026-05-01.{form}"' in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_minutes_text_tells_the_vote_in_numbers_and_words(client, decision):
    text = client.get(address(decision.assembly, "txt")).content.decode()
    assert "Saulx, assembly 1\nMinutes of 1 May 2026\n" in text
    assert "63 voters present, of 63 on the roll." in text
    assert "40 yes, 20 no, 3 abstain, of 63 present: 32 needed. Passed." in text
    assert "The assembly is closed." in text


def test_minutes_pdf_says_what_the_text_says(client, decision):
    pdf = client.get(address(decision.assembly, "pdf")).content
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "40 yes, 20 no, 3 abstain, of 63 present: 32 needed. Passed." in " ".join(words.split())


def test_minutes_table_has_the_numbers_and_no_formula(client, decision):
    text = client.get(address(decision.assembly, "csv")).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["title"] == "'=cmd|' /C calc'!A0"
    numbers = ("yes", "no", "abstain", "present", "on the roll", "needed")
    assert [int(row[name]) for name in numbers] == [40, 20, 3, 63, 63, 32]
    assert (row["threshold"], row["base"], row["outcome"]) == ("majority", "present", "In force")


def test_minutes_after_a_correction_count_the_new_result_and_tell_both(client, hall, decision):
    correct_result(
        actor=hall.secretary, decision=decision, count_for=30, count_against=30, count_abstain=3, reason="misread"
    )
    text = client.get(address(decision.assembly, "txt")).content.decode()
    assert "30 yes, 30 no, 3 abstain" in text
    assert "misread" in text
    assert "40 yes, 20 no and 3 abstaining" in " ".join(text.split())


def test_minutes_of_an_open_sitting_are_not_final_and_hold_no_part_count(client, hall):
    ballot = make_ballot(hall, make_sitting(hall))
    count_hands(hall, ballot, 41, 17, 5)
    text = client.get(address(ballot.assembly, "txt")).content.decode()
    assert "not final" in text
    assert "41 yes" not in text  # the number alone may stand in the chain's hash
    assert "17 no" not in text
    assert client.get(address(ballot.assembly, "csv")).content.decode("utf-8-sig").count("\n") == 1


def test_minutes_of_a_paper_sitting_say_both_days(client, hall):
    sitting = enter_paper_assembly(**paper_sheet(hall, make_proposal(hall)))
    text = client.get(address(sitting, "txt")).content.decode()
    assert "School yard, entered from paper on 1 May 2026" in text
    assert "25 yes, 10 no, 5 abstain" in text


@pytest.mark.parametrize("form", FORMS)
def test_minutes_of_a_sitting_that_was_never_held_are_not_there(client, hall, form):
    planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now(), place="")
    assert client.get(address(planned, form)).status_code == 404
    assert client.post(address(planned, form)).status_code == 405


@pytest.mark.parametrize("votes", [1, 3])
def test_minutes_take_the_same_few_queries_for_one_vote_and_for_three(signed_in, hall, votes):
    sitting = make_sitting(hall)
    for number in range(votes):
        announce(hall, sitting, f"Question {number}")
    client = signed_in(hall.secretary)
    assert queries_of(client, address(sitting, "txt")) == 10
    assert queries_of(client, address(sitting, "pdf")) <= MOST_QUERIES


def announce(hall, sitting, title):
    ballot = make_ballot(hall, sitting, make_proposal(hall, title))
    count_hands(hall, ballot, 40, 20, 3)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    announce_result(actor=hall.facilitator, ballot=ballot)
