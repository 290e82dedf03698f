"""The decision page: ring, table and sentences from the same rows, at any size, the same for everybody."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assemblies.models import Decision, Result, Role
from confed.kernel.models import Person
from mandates.models import Cascade, Ratification
from mandates.queries.standing import standing_of_decision
from tests.integration.mandates_pages import build

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def address(decision: Decision) -> str:
    return f"/c/{decision.commune.slug}/d/{decision.number}/"


def read(decision: Decision, client: Client | None = None, **query) -> str:
    answer = (client or Client()).get(address(decision), query)
    assert answer.status_code == 200
    return answer.content.decode()


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def region(page: str) -> str:
    return page.split('id="standing"')[1].split("As of ")[0]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def close(decision: Decision, stage: str = "not_ratified", outcome: str = "not_ratified", counts: dict | None = None):
    cascade = Cascade.objects.get(decision=decision)
    Ratification.objects.filter(cascade=cascade, stage__in=["asked", "meeting_set"]).update(stage="silent")
    cascade.result = Result.objects.create(
        text_version=decision.text_version, outcome=outcome, counts=counts or {}, rule=cascade.rule, at=build.NOW
    )
    cascade.stage, cascade.closed_at = "closed", build.NOW
    cascade.save()
    Decision.objects.filter(pk=decision.pk).update(stage=stage)
    return cascade


def test_decision_being_ratified_says_of_whom_under_which_rule_and_that_it_is_not_final():
    page = words(read(build.avelle()))
    assert "Being ratified" in page
    assert "9 needed, 2 more" in page
    assert "Ratified with 9 yes of all 13 communes." in page
    assert "7 yes, 2 no, 0 abstain; 4 of 13 communes without an answer that counts." in page
    assert "Not final. The window is open until the end of" in page
    assert "4 communes have not answered yet. Their answers can still change this." in page
    assert "A commune that does not answer counts on neither side." in page


def test_decision_sent_back_shows_the_words_that_came_with_it():
    page = words(read(build.avelle()))
    assert "Sent back" in page
    assert "Pontavelle adds: Yes, if small farms stay exempt." in page


def test_ring_is_hidden_from_readers_and_the_table_says_the_same():
    page = read(build.avelle())
    ring = page.split('class="ringmap"')[1].split("</svg>")[0]
    assert 'aria-hidden="true"' in ring
    assert ring.count('tabindex="-1"') == ring.count('class="nd ') == 13
    assert page.count('scope="row"><a href="/c/') == 13
    assert "style=" not in page


def test_interim_of_a_flat_confederation_counts_mandates_and_says_the_tendency_apart():
    page = words(read(build.flat()))
    assert "7 yes, 9 no, 1 abstain; 7 of 24 communes without an answer that counts." in page
    assert "7 communes have not answered yet. Their answers can still change this." in page
    assert "At least 12 of the 24 communes must answer; abstaining is an answer." in page
    assert "Tendency, not a decision: 15 for, 8 against, 1 abstain. For: 65.2 % of the yes and no." in page
    assert "The tendency is reversed." in page
    assert "Counted another way the answer would be the opposite: Votes cast at home, added up." in page


def test_result_is_final_and_names_late_answers():
    decision = build.flat()
    late = Ratification.objects.filter(cascade__decision=decision, stage="asked").first()
    assert late is not None
    Ratification.objects.filter(pk=late.pk).update(
        stage="late", voted_on=build.TODAY + timedelta(days=40), received_at=build.NOW
    )
    close(decision)
    page = words(read(decision))
    assert "Final. The window closed at the end of" in page
    assert "Not ratified" in page
    assert f"Voted after the last day, so not counted: {late.commune.name}." in page
    assert "Nothing is outstanding." in page


def test_silence_that_became_a_position_is_named_and_not_folded_in():
    decision = build.flat()
    Cascade.objects.filter(decision=decision).update(
        rule={**build.RATIFY, "silence": "assent", "threshold": "majority"}
    )
    close(decision)
    page = words(read(decision))
    assert "No answer, so counted as yes: Commune 18, Commune 19" in page


def test_recomputed_result_keeps_the_earlier_one_in_view():
    decision = build.flat()
    cascade = close(decision, counts={"flat": {"for": 8, "against": 12, "abstain": 1}})
    cascade.result = Result.objects.create(
        supersedes=cascade.result,
        text_version=decision.text_version,
        outcome="not_ratified",
        counts={"flat": {"for": 9, "against": 11, "abstain": 1}},
        rule=cascade.rule,
        reason="A number was misread.",
        at=build.NOW,
    )
    cascade.save()
    page = words(read(decision))
    assert "Counted anew: A number was misread." in page
    assert "8 yes, 12 no, 1 abstain." in page


def test_standing_of_1000_communes_takes_under_ten_queries():
    decision = build.wide(1000)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = standing_of_decision(decision.pk)
    assert found is not None
    assert found.standing.units == 1000
    assert len(asked) < 10


@pytest.mark.parametrize(
    "make", [lambda: build.flat(1, "One"), lambda: build.flat(3, "Three"), lambda: build.wide(400, 10)]
)
def test_page_takes_at_most_fifteen_queries_signed_in_at_any_size(make):
    decision = make()
    person = Person.objects.create(name="Hanna", mail="hanna@example.org")
    client = signed_in(person)
    with CaptureQueriesContext(connection) as asked:
        read(decision, client)
    assert len(asked) <= MOST_QUERIES, [one["sql"][:90] for one in asked]


def test_large_confederation_opens_one_district_at_a_time():
    decision = build.wide(400, 10)
    page = read(decision)
    assert page.count('scope="row"><a href="/c/') == 0
    assert "Open a district to read what its communes answered." in page
    district = re.search(r"\?district=(\d+)#standing", page)
    assert district is not None
    assert read(decision, district=district[1]).count('scope="row"><a href="/c/') == 40
    first, second = read(decision, district="all"), read(decision, district="all", page="2")
    assert first.count('scope="row"><a href="/c/') == second.count('scope="row"><a href="/c/') == 200
    assert set(re.findall(r'<tr id="([^"]+)"', first)).isdisjoint(re.findall(r'<tr id="([^"]+)"', second))
    assert "Page 2 of 2" in words(second)


def test_fragment_is_the_same_for_everybody_and_holds_no_form():
    decision = build.avelle()
    secretary = Person.objects.create(name="Ada", mail="ada@example.org")
    commune = Ratification.objects.get(commune__name="Karm al-Tin").commune
    Role.objects.create(
        commune=commune, person=secretary, kind="secretary", from_on=build.TODAY, until=build.TODAY + timedelta(days=9)
    )
    public, mine = read(decision), read(decision, signed_in(secretary))
    assert region(public) == region(mine)
    assert "<form" not in region(mine)
    assert "Enter the assembly’s answer: Karm al-Tin" in mine
    assert "Enter the assembly’s answer" not in public


def test_secretary_above_is_offered_every_outstanding_commune():
    decision = build.avelle()
    secretary = Person.objects.create(name="Ada", mail="ada@example.org")
    Role.objects.create(
        commune=decision.commune,
        person=secretary,
        kind="secretary",
        from_on=build.TODAY,
        until=build.TODAY + timedelta(days=9),
    )
    page = read(decision, signed_in(secretary))
    assert page.count("/paper/") == 4


def test_own_decision_says_the_count_the_rule_and_the_reckoning():
    commune = build.make_commune("Marbrook", parent=build.make_commune("Valley"))
    page = words(read(build.own_decision(commune)))
    assert "M88" in page
    assert "44 yes, 12 no, 7 abstain, of 63 present: 32 needed. Passed. Final." in page
    assert "Every house reads its own meter." in page


def test_unknown_decision_says_so():
    answer = Client().get("/c/nowhere/d/1/")
    assert answer.status_code == 404
    assert "There is no decision of this number here." in answer.content.decode()


def test_short_address_leads_to_the_one_root():
    decision = build.avelle()
    answer = Client().get("/d/59/")
    assert (answer.status_code, answer["Location"]) == (302, address(decision))
    build.make_commune("Another root")
    assert Client().get("/d/59/").status_code == 404
