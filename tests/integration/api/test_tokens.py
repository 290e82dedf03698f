"""Tokens: made on a page after a recent sign-in, shown once, kept as a digest, acting as their owner until they end."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from assemblies.models import Assembly, Role
from confed.kernel import clock
from confed.kernel.access import SHARED, SIGNED_IN_AT
from confed.kernel.models import ApiToken
from confed.kernel.tokens import MOST_TOKENS, issue_token
from tests.integration.api.conftest import EVENING

NEW = {"commune": "saulx", "planned_at": "2027-06-17T19:00:00Z", "place": "Mill"}


def plan(token: str, client: Client | None = None, **how):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return (client or Client()).post(
        "/api/1/acts/plan_assembly/", NEW, content_type="application/json", headers=headers, **how
    )


def make(client, name="A map", days="30"):
    answer = client.post("/me/tokens/", {"name": name, "days": days})
    found = re.search(r'id="made" value="([0-9a-f]+)"', answer.content.decode())
    return answer, found[1] if found else ""


def test_a_token_is_made_shown_once_used_and_ended_on_its_page(client, hall):
    client.force_login(hall.secretary)
    answer, token = make(client)
    assert answer.status_code == 200
    assert len(token) == 64
    assert "no-store" in answer["Cache-Control"]
    row = ApiToken.objects.get()
    assert (row.name, row.user, row.expiry) == ("A map", hall.secretary, EVENING + timedelta(days=30))
    assert token not in {row.digest, row.token_key, row.code}
    listed = client.get("/me/tokens/").content.decode()
    assert "A map" in listed
    assert token not in listed
    assert plan(token).json() == {"act": "plan_assembly", "kind": "assembly", "ref": "saulx/1"}
    row.refresh_from_db()
    assert row.used_on == EVENING.date()
    client.post("/me/tokens/", {"act": "end", "token": row.code})
    refused = plan(token)
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"] == "Bearer"
    assert refused.json() == {
        "status": 401,
        "title": "This token was ended by its owner.",
        "safe": "Nothing was changed.",
        "do": "Make a new one on the page “Me”, and give it to your program.",
    }
    assert Assembly.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "title"),
    [
        (lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"), "This token is not known here."),
        (lambda token: token.upper(), "This token is not known here."),
        (lambda token: token + " x", "This token is not known here."),
        (lambda token: "", "This token is not known here."),
        (lambda token: "ÿ" * 64, "This token is not known here."),
        (lambda token: token[:15], "This token is not known here."),
    ],
)
def test_a_token_that_was_tampered_with_lets_nobody_in(hall, change, title):
    changed = change(issue_token(actor=hall.secretary, name="x", days=30))
    answer = Client().get("/api/1/communes/", headers={"Authorization": f"Bearer {changed}"})
    assert (answer.status_code, answer.json()["title"]) == (401, title)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_token_runs_out_and_goes_with_its_owner(hall):
    token = issue_token(actor=hall.secretary, name="x", days=30)
    clock.set_clock(EVENING + timedelta(days=30))
    assert plan(token).json()["title"] == "This token ran out."
    clock.set_clock(EVENING)
    hall.secretary.is_active = False
    hall.secretary.save()
    assert plan(token).json()["title"] == "This token is not known here."


def test_too_many_wrong_tokens_from_one_address_wait_and_the_right_one_does_not(hall):
    right = issue_token(actor=hall.secretary, name="x", days=30)
    answers = [plan("0" * 64).status_code for _ in range(62)]
    assert answers[:60] == [401] * 60
    assert answers[60:] == [429] * 2
    late = plan("0" * 64)
    assert int(late["Retry-After"]) <= 60
    assert late.json()["title"] == "Too many tokens were refused at your address."
    assert plan(right).status_code == 200
    assert plan("0" * 64, REMOTE_ADDR="192.0.2.9").status_code == 401


def test_a_token_acts_as_its_owner_and_never_more(hall):
    member = issue_token(actor=hall.tellers[0], name="x", days=30)
    assert plan(member).status_code == 403
    assert plan("").status_code == 401


def test_what_asks_for_a_recent_sign_in_is_not_done_by_a_token(call, client, hall):
    role = Role.objects.get(person=hall.tellers[0])
    refused = call(hall.secretary, "end_role", role=f"saulx/{role.pk}")
    assert (refused.status_code, refused.json()["title"]) == (403, "This asks for a recent sign-in.")
    client.force_login(hall.secretary)
    done = client.post("/api/1/acts/end_role/", {"role": f"saulx/{role.pk}"}, content_type="application/json")
    assert done.status_code == 200
    session = client.session
    session[SIGNED_IN_AT] = 0
    session.save()
    other = Role.objects.get(person=hall.tellers[1])
    late = client.post("/api/1/acts/end_role/", {"role": f"saulx/{other.pk}"}, content_type="application/json")
    assert late.status_code == 403


def test_a_browser_needs_the_seal_of_its_page(hall):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(hall.secretary)
    refused = plan("", browser)
    assert refused.status_code == 403
    assert refused.json()["title"] == "Not sent: the seal against foreign pages is missing or too old."
    seal = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/me/").content.decode())[1]
    done = browser.post(
        "/api/1/acts/plan_assembly/", NEW, content_type="application/json", headers={"X-CSRFToken": seal}
    )
    assert done.status_code == 200


def test_a_token_is_made_only_after_a_recent_sign_in_and_on_a_device_of_ones_own(client, hall):
    client.force_login(hall.secretary)
    session = client.session
    session[SIGNED_IN_AT] = 0
    session.save()
    assert client.get("/me/tokens/")["Location"] == "/in/again/?next=%2Fme%2Ftokens%2F"
    client.force_login(hall.secretary)
    session = client.session
    session[SHARED] = {"seen": session[SIGNED_IN_AT], "sitting": 0}
    session.save()
    answer, token = make(client)
    assert (answer.status_code, token) == (403, "")


def test_a_token_has_a_name_and_an_end_and_is_ended_by_its_owner_alone(client, hall):
    client.force_login(hall.secretary)
    assert make(client, name=" ")[0].status_code == 400
    assert make(client, days="9999")[0].status_code == 400
    for _ in range(MOST_TOKENS):
        issue_token(actor=hall.secretary, name="x", days=30)
    answer, token = make(client)
    assert (answer.status_code, token) == (409, "")
    other = ApiToken.objects.get(pk=_digest_of(issue_token(actor=hall.tellers[0], name="y", days=30)))
    assert client.post("/me/tokens/", {"act": "end", "token": other.code}).status_code == 404
    other.refresh_from_db()
    assert other.ended_at is None


def _digest_of(token: str) -> str:
    return ApiToken.objects.get(token_key=token[:15]).pk
