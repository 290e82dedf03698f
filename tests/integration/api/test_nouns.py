"""What programs read: the same secrets as the pages, pages and filters, and a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assemblies.models import RollEntry
from assemblies.services.assembly import plan_assembly
from assemblies.services.drafting import write_draft
from assemblies.services.roll import NewEntry, add_entries
from tests.factories.assemblies import count_hands, decide, make_ballot, make_proposal, make_sitting
from tests.integration.api.conftest import EVENING


def read(client, address, **how):
    return client.get(f"/api/1/{address}", **how)


def test_everything_public_is_read_without_signing_in(client, hall):
    make_sitting(hall)
    found = read(client, "assemblies/?commune=saulx").json()
    assert found["count"] == 1
    assert found["results"][0]["ref"] == "saulx/1"
    one = read(client, "assemblies/saulx/1/").json()
    assert (one["stage"], one["voters"]) == ("quorate", 20)
    assert read(client, "roll/").json()["count"] == 0


def test_a_page_that_did_not_change_is_not_sent_again(client, hall):
    first = read(client, "communes/")
    assert first["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= {word.strip() for word in first["Vary"].split(",")}
    again = read(client, "communes/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=EVENING + timedelta(days=9))
    other = read(client, "assemblies/", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200


def test_lists_come_in_pages_and_say_how_many_there_are(client, hall):
    client.force_login(hall.secretary)
    page = read(client, "roll/?size=7").json()
    assert (page["count"], len(page["results"])) == (RollEntry.objects.count(), 7)
    assert page["next"].endswith("page=2&size=7")
    assert len(read(client, "roll/?size=7&page=2").json()["results"]) == 7
    beyond = read(client, "roll/?size=7&page=99")
    assert (beyond.status_code, beyond["Content-Type"]) == (404, "application/problem+json")


def test_a_filter_that_is_not_known_is_refused_and_not_passed_over(client, hall):
    refused = read(client, "assemblies/?comune=saulx")
    assert refused.status_code == 400
    assert refused.json()["title"] == "There is no filter “comune” here."
    assert "commune" in refused.json()["do"]
    assert read(client, "assemblies/?since=soon").status_code == 422
    assert read(client, "assemblies/?since=2026-06-01T00:00:00Z").json()["count"] == 0


def test_decisions_are_found_by_the_words_they_say_without_case_and_accents(client, hall):
    decide(hall, 15, 3, 2, make_proposal(hall, "Un café at the well"))
    found = [read(client, f"decisions/?q={words}").json()["count"] for words in ("", "CAFE well", "well bakery")]
    assert found == [1, 1, 0]


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("1428-08-10T06:23:10.519280%2B16:09", 422),
        ("0001-01-01T00:00:00%2B23:59", 422),
        ("9999-12-31T23:59:59-23:59", 422),
        ("2026-05-01T19:00:00%2B19:26", 200),
    ],
)
def test_a_moment_that_no_database_knows_is_refused_or_read_in_utc(client, hall, moment, status):
    assert read(client, f"assemblies/?since={moment}").status_code == status


def test_no_count_is_read_before_it_is_announced(client, hall):
    ballot = make_ballot(hall)
    count_hands(hall, ballot, 11, 5, 2)
    row = read(client, f"ballots/{ballot.code}/").json()
    assert (row["stage"], row["counts"], row["outcome"]) == ("open", None, None)
    assert read(client, "decisions/").json()["count"] == 0
    told = " ".join(one["text"] for one in read(client, "journal/?assembly=saulx/1").json()["results"])
    assert "11" not in told


def test_the_words_of_a_draft_stay_in_the_commune(client, hall):
    person = next(entry.person for entry in hall.entries if entry.person)
    draft = write_draft(actor=person, commune=hall.commune, title="Bench", body="A bench by the well.")
    assert read(client, "proposals/").json()["count"] == 0
    assert read(client, f"texts/{draft.code}/1/").status_code == 404
    client.force_login(person)
    assert read(client, f"texts/{draft.code}/1/").json()["body"] == "A bench by the well."
    mine = read(client, f"proposals/{draft.code}/").json()
    assert (mine["mover"], mine["supporters"]) == ("Ada of Saulx", 1)


def test_the_journal_tells_sentences_and_never_who(client, hall):
    make_sitting(hall)
    page = read(client, "journal/?assembly=saulx/1").json()
    opened = next(one for one in page["results"] if "20" in one["text"])
    assert set(opened) == {"ref", "assembly", "seq", "at", "kind", "text", "prev_hash", "hash"}
    assert opened["assembly"] == "saulx/1"
    assert read(client, f"journal/{opened['ref']}/").json() == opened


@pytest.mark.parametrize("name", ["nowhere", "saulx/2", "%00", "saulx%2F1", "１", "9" * 40, "../saulx", "saulx/"])
@pytest.mark.parametrize("noun", ["communes", "assemblies", "results", "petitions"])
def test_a_name_of_nothing_is_not_found(client, hall, noun, name):
    found = read(client, f"{noun}/{name}/")
    assert found.status_code == 404
    assert found["Content-Type"] == "application/problem+json"


def test_lists_cost_as_many_queries_with_fifty_rows_as_with_five(client, hall):
    for number in range(50):
        make_proposal(hall, title=f"Matter {number}")
        plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=EVENING + timedelta(days=9 + number))
    add_entries(actor=hall.secretary, commune=hall.commune, entries=[NewEntry(f"More {n}") for n in range(50)])
    client.force_login(hall.secretary)
    for noun in ("roll", "assemblies", "proposals", "texts", "journal"):
        spent = []
        for size in (5, 50):
            with CaptureQueriesContext(connection) as queries:
                assert len(read(client, f"{noun}/?size={size}").json()["results"]) == size
            spent.append(len(queries))
        assert spent[0] == spent[1] <= 15, noun
