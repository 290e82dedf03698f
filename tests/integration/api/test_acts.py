"""Acts: what the page does, the sentences it refuses with, and what programs send that nobody could mean."""

import json

import pytest

from assemblies.domain.codes import read_code
from assemblies.models import Assembly, Ballot, Decision, RollEntry
from assemblies.services.agenda import list_item, start_item
from assemblies.services.ballot import open_ballot
from assemblies.services.commune import found_commune
from confed.kernel.api.parsers import MOST_BYTES
from confed.kernel.person import Machine
from confed.kernel.tokens import issue_token
from tests.factories.assemblies import decide, make_hall, make_proposal, make_sitting

PLAN = "/api/1/acts/plan_assembly/"


def send(client, person, body, kind="application/json"):
    token = issue_token(actor=person, name="x", days=30)
    return client.generic("POST", PLAN, body, content_type=kind, headers={"Authorization": f"Bearer {token}"})


def test_an_act_does_what_the_page_does(call, hall):
    done = call(hall.secretary, "plan_assembly", commune="saulx", planned_at="2027-06-17T19:00:00Z", place="Mill")
    assert done.status_code == 200, done.content
    assert done.json() == {"act": "plan_assembly", "kind": "assembly", "ref": "saulx/1"}
    assert "no-store" in done["Cache-Control"]
    assert Assembly.objects.get().place == "Mill"


def test_a_refusal_is_a_problem_with_the_sentence_of_the_page(call, client, hall):
    sent = {"commune": "saulx", "planned_at": "2027-06-17T19:00:00Z"}
    done = call(hall.tellers[0], "plan_assembly", **sent)
    assert (done.status_code, done["Content-Type"]) == (403, "application/problem+json")
    assert done.json()["title"] == "Only a secretary or a facilitator of this commune does this."
    client.force_login(hall.tellers[0])
    assert done.json()["title"] in client.get("/c/saulx/plan/").content.decode()


def test_less_notice_than_the_charter_asks_is_said_before(call, hall):
    soon = {"commune": "saulx", "planned_at": "2026-05-02T19:00:00Z"}
    short = call(hall.secretary, "plan_assembly", **soon)
    assert short.status_code == 409
    assert "days of notice" in short.json()["title"]
    assert call(hall.secretary, "plan_assembly", **soon, anyway=True).status_code == 200


def test_bad_input_names_its_field(call, hall):
    done = call(hall.secretary, "plan_assembly", commune="saulx", planned_at="soon", kind="merry", place="x" * 201)
    assert done.status_code == 422
    assert set(done.json()["faults"]) == {"planned_at", "kind", "place"}
    assert done.json()["do"] == "Mend the fields that are named."


def test_what_is_foreign_or_not_there_is_not_found(call, hall):
    other = make_hall(5, name="Wald", parent=found_commune(actor=Machine("rehearsal"), name="Elsewhere"))
    entry = RollEntry.objects.filter(commune=other.commune).first()
    for name in (f"wald/{entry.pk}", f"saulx/{entry.pk}", "saulx/0", "saulx/x", "nowhere/1", "saulx", "", "saulx/1/2"):
        answer = call(hall.secretary, "end_entry", entry=name)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), name
    assert call(hall.secretary, "sign_petition", petition="abcdefghij").status_code == 404
    assert call(hall.secretary, "announce_result", ballot="k3vq9x2mfa").status_code == 404
    assert call(hall.secretary, "nothing_at_all").status_code == 404


@pytest.mark.parametrize(
    ("body", "kind", "status", "title"),
    [
        ("{", "application/json", 400, "What was sent cannot be read."),
        (b"\xff\xfe", "application/json", 400, "What was sent cannot be read."),
        ("[" * 100_000, "application/json", 400, "What was sent cannot be read."),
        ('{"planned_at": NaN}', "application/json", 400, "What was sent cannot be read."),
        ("[]", "application/json", 422, "What was sent does not fit."),
        ("3", "application/json", 422, "What was sent does not fit."),
        ("commune=saulx", "application/x-www-form-urlencoded", 415, "This address reads JSON only."),
        ("<x/>", "text/xml", 415, "This address reads JSON only."),
        (b'{"place": "' + b"x" * MOST_BYTES + b'"}', "application/json", 413, "This is more than can be sent at once."),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(client, hall, body, kind, status, title):
    answer = send(client, hall.secretary, body, kind)
    assert (answer.status_code, answer.json()["title"]) == (status, title)
    assert answer["Content-Type"] == "application/problem+json"
    assert Assembly.objects.count() == 0


def test_other_methods_and_other_formats_are_refused_in_words(client, hall):
    client.force_login(hall.secretary)
    assert client.get(PLAN).status_code == 405
    assert client.delete("/api/1/communes/saulx/").status_code == 405
    answer = client.get("/api/1/communes/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.json()["title"]) == (406, "This address answers in JSON only.")


def test_a_secret_vote_answers_with_its_receipt_and_is_changed_by_it_without_a_name(call, client, hall):
    sitting = make_sitting(hall)
    item = list_item(actor=hall.facilitator, assembly=sitting, proposal=make_proposal(hall))
    start_item(actor=hall.facilitator, item=item)
    vote = open_ballot(actor=hall.facilitator, item=item, method=Ballot.Method.SECRET)
    cast = call(hall.secretary, "cast_secret", ballot=vote.code, choice="for", word="well")
    assert cast.status_code == 200, cast.content
    receipt = cast.json()["values"]
    assert read_code(receipt["code"]) is not None
    changed = client.post(
        "/api/1/acts/change_secret/",
        {"ballot": vote.code, "choice": "against", **receipt},
        content_type="application/json",
    )
    assert changed.json()["values"] == receipt
    twice = call(hall.secretary, "cast_secret", ballot=vote.code, choice="for")
    assert (twice.status_code, twice.json()["title"]) == (409, "You voted already.")


def test_a_whole_evening_is_done_by_programs(call, hall):
    decision = decide(hall, 11, 5, 2)
    assert Decision.objects.get() == decision
    fixed = call(
        hall.secretary,
        "correct_result",
        decision="saulx/1",
        count_for=10,
        count_against=6,
        count_abstain=2,
        reason="Miscounted.",
    )
    assert fixed.status_code == 200, fixed.content
    assert json.loads(fixed.content)["kind"] == "result"
