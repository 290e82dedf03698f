"""The council's hall: nobody sees a part count, the chair acts by plain forms, and the page says what may be decided."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assemblies.models import Assembly
from confed.kernel import clock
from confed.kernel.models import Person
from mandates.models import CouncilVote, Voice
from tests.integration.mandates_pages import build

pytestmark = pytest.mark.django_db
PAGE = "/c/avelle/a/12/council/"
NAMES = ["Marbrook", "Saltmarsh", "Pontavelle"]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def read(person: Person | None = None, address: str = PAGE) -> str:
    client = Client()
    if person:
        client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def post(person: Person | None, **values):
    client = Client()
    if person:
        client.force_login(person)
    return client.post(PAGE, values)


def half_answered() -> tuple[build.Council, CouncilVote]:
    council = build.make_council(NAMES)
    item = build.make_item(council, 7, "Water", build.V4, build.V5)
    build.give_mandate(council.communes[0], item, "against", version=2)
    vote = build.open_vote(council, item, {**build.RULE, "threshold": "majority"})
    build.say(vote, council.delegations[0], "against", "binding")
    build.say(vote, council.delegations[1], "for", "indicative")
    return council, vote


def test_before_it_opens_a_sitting_counts_the_communes_it_needs_and_not_a_roll():
    council = build.make_council(NAMES)
    Assembly.objects.create(commune=council.root, number=13, planned_at=clock.now())
    page = words(read(address="/c/avelle/a/13/"))
    assert "needed, of 3 communes 2" in page


def test_open_vote_shows_who_has_answered_and_not_what():
    council, _vote = half_answered()
    for person in (None, council.chair, council.people[0]):
        page = words(read(person))
        assert "2 of 3 communes here have answered." in page
        assert page.count("answered ") >= 2
        assert "Indicative yes" not in page
        assert "Votes that count" not in page
        assert "Tendency" not in page


def test_when_all_have_answered_the_votes_that_count_and_the_indicative_stand_apart():
    council, vote = half_answered()
    build.say(vote, council.delegations[2], "against", "indicative")
    page = words(read())
    assert "Votes that count" in page
    assert "Tendency, not a decision: 1 for, 2 against, 0 abstain." in page
    assert "Version 2 goes to the communes." in page
    assert "Passes with 2 yes of all 3 communes." in page


def test_void_voice_does_not_complete_the_answers():
    council, vote = half_answered()
    Voice.objects.create(
        vote=vote,
        delegation=council.delegations[2],
        choice="for",
        kind="void",
        by_hand=True,
        members=1,
        cast_at=build.NOW,
    )
    assert "2 of 3 communes here have answered." in words(read())


def test_closed_vote_links_to_its_decision_and_shows_every_answer():
    council, vote = half_answered()
    build.close_vote(vote, build.sides((0, 1, 0), (1, 1, 0)))
    build.make_cascade(council.root, [], vote=vote)
    page = read()
    assert "Version 2 was passed on to the communes." in page
    assert "/c/avelle/d/59/" in page
    assert "did not vote" in page


def test_chair_opens_records_and_closes_without_javascript():
    council = build.make_council(NAMES)
    item = build.make_item(council, 7, "Water", build.V4)
    build.give_mandate(council.communes[0], item, "against")
    assert "Open the vote on item 7" in read(council.chair)
    assert post(council.chair, act="open", item=item.pk).status_code == 302
    vote = CouncilVote.objects.get()
    hand = {"act": "record", "vote": vote.code, "choice": "for"}
    assert post(council.chair, delegation=council.delegations[0].pk, **hand).status_code == 302
    assert Voice.objects.get(vote=vote, kind="void").delegation_id == council.delegations[0].pk
    assert post(council.chair, delegation=council.delegations[1].pk, **hand).status_code == 302
    assert post(council.chair, act="close", vote=vote.code).status_code == 302
    page = words(read())
    assert "Void" in page
    assert "Void: against the mandate 1" in page


def test_chair_sees_the_forms_and_others_do_not():
    council, _vote = half_answered()
    assert "For the chair" in read(council.chair)
    assert "For the chair" not in read(council.people[0])
    assert "For the chair" not in read()


def test_others_cannot_act_for_the_chair():
    council, vote = half_answered()
    for person in (council.people[0], None):
        assert post(person, act="close", vote=vote.code).status_code == 403
    vote.refresh_from_db()
    assert vote.stage == "open"


@pytest.mark.parametrize("values", [{"act": "fly"}, {"act": "close", "vote": "nothing"}, {"act": "open", "item": "x"}])
def test_malformed_acts_are_refused_in_a_sentence(values):
    council, _vote = half_answered()
    answer = post(council.chair, **values)
    assert answer.status_code == 400
    assert "Nothing" in answer.content.decode()


def test_sitting_without_its_quorum_says_only_talk():
    council = build.make_council(NAMES, stage="inquorate")
    build.make_item(council)
    page = words(read(council.chair))
    assert "Only talk now: 3 of 3 communes have a voice here, 2 are needed to vote." in page


def test_changed_text_shows_what_went_and_what_came():
    half_answered()
    page = read()
    assert "<del>" in page
    assert "Farms under 2 hectares are exempt." in page
    assert "<ins>" in page


@pytest.mark.parametrize("number", [1, 3, 40])
def test_page_takes_at_most_fifteen_queries_at_any_size(number):
    council = build.make_council([f"Commune {n}" for n in range(number)])
    for place in range(7, 10):
        item = build.make_item(council, place, f"Item {place}", build.V4, build.V5)
        build.give_mandate(council.communes[0], item, "for")
    vote = build.open_vote(council, item)
    for delegation in council.delegations:
        build.say(vote, delegation, "for", "indicative")
    client = Client()
    client.force_login(council.chair)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    assert len(asked) <= 15, [one["sql"][:90] for one in asked]


def test_preview_says_not_voted_and_is_gone_once_the_vote_is_open():
    council = build.make_council(NAMES)
    item = build.make_item(council, 7, "Water", build.V4)
    build.give_mandate(council.communes[0], item, "for", red_lines=["Small farms stay exempt", "The weir stays"])
    build.give_mandate(council.communes[1], item, "against")
    page = words(read())
    assert "If all vote as instructed not voted" in page
    assert "Yes 1 No 1 Abstain 0" in page
    assert "Not instructed 1" in page
    assert "If all vote as instructed, it would go to the communes." in page
    assert "2 of 3 communes are instructed, 1 with red lines." in page
    assert "Binding 2 red lines" in page
    build.open_vote(council, item)
    assert "If all vote as instructed" not in words(read())


def test_each_item_says_in_one_line_what_may_be_decided():
    council = build.make_council(NAMES)
    bound, moved = (
        build.make_item(council, 7, "Water", build.V4),
        build.make_item(council, 8, "Bus", build.V4, build.V5),
    )
    build.make_item(council, 9, "Quarry road")
    for commune in council.communes:
        build.give_mandate(commune, bound)
        build.give_mandate(commune, moved, version=1, latitude="strict")
    page = words(read())
    assert "7 Water May be decided: 3 of 3 are bound." in page
    assert "8 Bus A tendency only: nobody is bound." in page
    assert "9 Quarry road A tendency only: nobody is bound." in page
