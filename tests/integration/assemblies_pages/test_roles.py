"""The page of tasks: everybody reads it; a secretary gives and ends by decision, the founder in the first term without."""

from datetime import UTC, datetime, timedelta

import pytest

from assemblies.models import Role
from assemblies.services.role import end_role, give_role
from confed.kernel import clock
from confed.kernel.access import SIGNED_IN_AT
from confed.kernel.errors import RuleStops
from confed.kernel.journal import sentences
from tests.factories.assemblies import decide, make_hall, make_proposal, make_sitting

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 1, 16, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_may():
    clock.set_clock(MAY)
    yield
    clock.set_clock(None)


@pytest.fixture
def hall():
    return make_hall(8)


def chosen(hall):
    """A decision in force, by which the assembly chose somebody."""
    return decide(hall, 6, 1, 0, make_proposal(hall, "We choose Cem"))


def last_told(hall) -> str:
    return sentences(f"commune:{hall.commune.pk}")[-1].text


def address(hall) -> str:
    return f"/c/{hall.commune.slug}/roles/"


def day(days: int) -> str:
    return (MAY + timedelta(days=days)).date().isoformat()


def test_everybody_reads_who_holds_what_until_when(client, hall):
    told = client.get(address(hall)).content.decode()
    assert "Bela of Saulx" in told
    assert "facilitator" in told
    assert "30 June 2026" in told
    assert "without a decision" in told
    assert 'name="who"' not in told


def test_the_founder_gives_in_the_first_term_without_a_decision_but_not_beyond_it(client, hall):
    client.force_login(hall.secretary)
    sent = {"act": "give", "who": "Cem of Saulx", "kind": "minutes_taker"}
    answer = client.post(address(hall), sent | {"until": day(200)})
    assert answer.status_code == 409
    assert "ends with the first term, on 2026-07-30" in answer.content.decode()
    assert client.post(address(hall), sent | {"until": day(60)}).status_code == 302
    assert Role.objects.get(person=hall.tellers[0], kind="minutes_taker").decision is None


def test_a_decision_gives_a_whole_term_and_only_a_decision_takes_it_back(client, hall):
    client.force_login(hall.secretary)
    decision = chosen(hall)
    sent = {"act": "give", "who": "cem of saulx", "kind": "convenor", "until": day(365), "decision": decision.number}
    assert client.post(address(hall), sent).status_code == 302
    role = Role.objects.get(kind="convenor")
    assert role.decision == decision
    assert last_told(hall).startswith("By decision 1, Cem of Saulx holds the role “convenor” in Saulx until")
    assert f"by decision {decision.number}" in client.get(address(hall)).content.decode()
    refused = client.post(address(hall), {"act": "end", "role": role.pk})
    assert refused.status_code == 409
    assert "Name the decision that takes it back" in refused.content.decode()
    assert client.post(address(hall), {"act": "end", "role": role.pk, "decision": decision.number}).status_code == 302
    assert last_told(hall) == "By decision 1, Cem of Saulx no longer holds the role “convenor” in Saulx."


def test_whoever_holds_a_task_gives_it_up_without_anybody(client, hall):
    decision = chosen(hall)
    role = give_role(
        actor=hall.secretary,
        commune=hall.commune,
        person=hall.tellers[0],
        kind="convenor",
        until=(MAY + timedelta(days=300)).date(),
        decision=decision,
    )
    client.force_login(hall.tellers[0])
    assert client.post(address(hall), {"act": "end", "role": role.pk}).status_code == 302
    role.refresh_from_db()
    assert role.ended_at == MAY


def test_a_secretary_by_decision_needs_one_for_every_task_but_a_teller(hall):
    decision = chosen(hall)
    until = (MAY + timedelta(days=30)).date()
    give = {"commune": hall.commune, "person": hall.tellers[0], "until": until}
    give_role(**give | {"person": hall.facilitator}, actor=hall.secretary, kind="secretary", decision=decision)
    with pytest.raises(RuleStops, match="its assembly decides"):
        give_role(**give, actor=hall.facilitator, kind="facilitator")
    assert give_role(**give, actor=hall.facilitator, kind="teller")
    sitting = make_sitting(hall)
    assert give_role(**give, actor=hall.facilitator, kind="minutes_taker", assembly=sitting)


def test_a_decision_of_another_commune_or_one_that_did_not_pass_gives_nothing(client, hall):
    client.force_login(hall.secretary)
    rejected = decide(hall, 1, 6, 0, make_proposal(hall, "We choose nobody"))
    elsewhere = chosen(make_hall(8, name="Elsewhere"))
    sent = {"act": "give", "who": "Cem of Saulx", "kind": "convenor", "until": day(30)}
    for number in (rejected.number, 999):
        answer = client.post(address(hall), sent | {"decision": number})
        assert answer.status_code == 400
        assert "is not in force in Saulx" in answer.content.decode()
    with pytest.raises(RuleStops, match="is not in force in Saulx"):
        give_role(
            actor=hall.secretary,
            commune=hall.commune,
            person=hall.tellers[0],
            kind="convenor",
            until=(MAY + timedelta(days=30)).date(),
            decision=elsewhere,
        )
    assert not Role.objects.filter(kind="convenor").exists()


@pytest.mark.parametrize(
    ("who", "says"), [("Nobody", "Nobody on the roll"), ("Member 5 of Saulx", "has no login"), ("", "Write who gets")]
)
def test_who_cannot_hold_a_task_is_said(client, hall, who, says):
    client.force_login(hall.secretary)
    answer = client.post(address(hall), {"act": "give", "who": who, "kind": "teller", "until": day(30)})
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_others_give_nothing_and_learn_nothing_of_the_roll(client, hall):
    sent = {"act": "give", "who": "Member 5 of Saulx", "kind": "teller", "until": day(30)}
    assert client.post(address(hall), sent).status_code == 403
    client.force_login(hall.tellers[0])
    answer = client.post(address(hall), sent)
    assert answer.status_code == 403
    assert "has no login" not in answer.content.decode()
    role = Role.objects.get(kind="facilitator", commune=hall.commune)
    assert client.post(address(hall), {"act": "end", "role": role.pk}).status_code == 403


def grow_old(client) -> None:
    session = client.session
    session[SIGNED_IN_AT] -= 3600
    session.save()


def test_an_old_sign_in_is_asked_again_but_never_in_the_middle_of_a_hall(client, hall):
    client.force_login(hall.secretary)
    grow_old(client)
    sent = {"act": "give", "who": "Cem of Saulx", "kind": "teller", "until": day(30)}
    again = f"/in/again/?next=%2Fc%2F{hall.commune.slug}%2Froles%2F"
    assert "Sign in again" in client.get(address(hall)).content.decode()
    assert client.post(address(hall), sent)["Location"] == again
    members = f"/c/{hall.commune.slug}/members/"
    assert client.post(f"{members}{hall.entries[2].pk}/", {"act": "role"})["Location"].startswith("/in/again/")
    assert client.get(f"{members}import/")["Location"].startswith("/in/again/")
    make_sitting(hall)
    assert client.get(f"{members}import/").status_code == 200
    assert client.post(address(hall), sent)["Location"] == address(hall)


def test_a_role_that_ended_stands_under_held_before(client, hall):
    end_role(actor=hall.secretary, role=Role.objects.get(kind="facilitator", commune=hall.commune))
    assert "Held before" in client.get(address(hall)).content.decode()


def test_page_takes_at_most_fourteen_queries(client, hall, django_assert_max_num_queries):
    client.force_login(hall.secretary)
    with django_assert_max_num_queries(14):
        client.get(address(hall))
