"""The charter in sentences: every key has one, each says where it comes from, and the box answers as the count does."""

from datetime import timedelta

import pytest
from django.test import Client

from assemblies.domain.charter import KEYS, TEMPLATES, KeyType, effective
from assemblies.domain.majority import Outcome
from assemblies.models import Commune
from assemblies.queries.charter_lines import ALL_LINES, OWN, Today, charter_lines
from assemblies.services.charter import adopt_charter
from confed.kernel import clock
from tests.factories.assemblies import make_hall
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db


def test_every_key_of_the_charter_has_a_sentence():
    assert {key for rule in ALL_LINES for key in rule.keys} == set(KEYS)


@pytest.mark.parametrize("template", [{}, *TEMPLATES.values()])
def test_every_template_reads_as_sentences(template):
    for line in charter_lines(effective([template]), Today(63, 13)):
        assert line.text.endswith(".")
        assert "[[" not in line.text
        assert line.value


@pytest.mark.parametrize("key", [key for key, known in KEYS.items() if known.type == KeyType.CHOICE])
def test_every_option_has_its_own_sentence(key):
    said = set()
    for option in KEYS[key].options:
        lines = charter_lines(effective([{key: option}]), Today(63, 13))
        said.add(next(line.text for line in lines if key in line.keys))
    assert len(said) == len(KEYS[key].options)


def test_charter_says_value_number_and_origin(hall):
    said = words(Client().get("/c/saulx/charter/"))
    assert "The assembly can decide when a quarter of the members are here." in said
    assert "16 of 63 members, today" in said
    assert "From the charter of Valley , in force since 14 March 2019." in said
    assert "A proposal passes when more than half of those present say yes." in said
    assert "Nobody has adopted this line." in said
    assert "These rules are those of Valley." in said


def test_charter_of_its_own_names_its_day_and_what_changed(hall):
    clock.set_clock(clock.now() + timedelta(days=10))
    adopt_charter(actor=hall.secretary, commune=hall.commune, values={"quorum.ordinary": "1/3"})
    clock.set_clock(clock.now() + timedelta(days=1))
    adopt_charter(
        actor=hall.secretary, commune=hall.commune, values={"quorum.ordinary": "1/5", "delegation.term": "3 months"}
    )
    clock.set_clock(clock.now() + timedelta(days=1))
    said = words(Client().get("/c/saulx/charter/"))
    assert "Adopted here, in force since 12 May 2026." in said
    assert "Rule 1: a fifth, was a third" in said
    assert "Rule 6 is new: 3 months" in said


@pytest.mark.parametrize(
    ("numbers", "outcome", "sentence"),
    [
        ("present=63", "", "32 yes would pass."),
        ("present=63&yes=31&no=20", Outcome.REJECTED, "31 yes and 20 no are not enough."),
        ("present=63&yes=32&no=20", Outcome.ADOPTED, "32 yes and 20 no are enough."),
        ("present=40&yes=20&no=20", Outcome.TIED, "A tie does not pass."),
        ("present=15&yes=15&no=0", Outcome.ADOPTED, "15 are here and 16 are needed: you can talk, not decide."),
    ],
)
def test_test_box_answers_as_the_counting_code_does(hall, numbers, outcome, sentence):
    said = words(Client().get(f"/c/saulx/charter/?{numbers}"))
    assert sentence in said
    assert "makes yes harder under this rule" in said
    assert ("Not passed" in said) == (outcome == Outcome.REJECTED)


def test_test_box_under_votes_cast_depends_on_the_no(db):
    make_hall(20, name="Doubs", template="commune-and-district")
    said = words(Client().get("/c/doubs/charter/?present=15"))
    assert "put a number into No" in said
    said = words(Client().get("/c/doubs/charter/?present=15&no=6"))
    assert "Against 6 no, 7 yes would pass." in said
    assert "changes nothing under this rule" in said


def test_test_box_says_what_is_no_number(hall):
    said = words(Client().get("/c/saulx/charter/?present=many"))
    assert "Write a number, in digits." in said


def test_council_charter_tries_the_rule_of_the_council(hall):
    assert f"Try rule {len(OWN) + 2}" in words(Client().get("/c/valley/charter/"))


def test_charter_page_stays_under_the_limit_of_queries(hall, signed_in):
    client = signed_in(hall.secretary)
    assert queries_of(client, "/c/saulx/charter/?present=63&yes=32&no=20") <= MOST_QUERIES
    assert queries_of(client, f"/c/{Commune.objects.get(parent=None).slug}/charter/") <= MOST_QUERIES


def test_a_member_proposes_another_value_and_reads_old_and_new_sentence(hall, signed_in):
    client = signed_in(hall.tellers[0])
    page = client.get("/c/saulx/charter/").content.decode()
    assert "/c/saulx/charter/change/1/" in page
    said = words(client.get("/c/saulx/charter/change/1/"))
    assert "The assembly can decide when a quarter of the members are here." in said
    assert "is not a share" in words(client.post("/c/saulx/charter/change/1/", {"quorum.ordinary": "many"}))
    answer = client.post("/c/saulx/charter/change/1/", {"quorum.ordinary": "1/3", "reason": "We grew."})
    assert answer.status_code == 302
    read = words(client.get(answer["Location"]))
    assert "Rule 1: a third, not a quarter" in read
    assert "Today: The assembly can decide when a quarter of the members are here." in read
    assert "Proposed: The assembly can decide when a third of the members are here." in read
    assert "We grew." in read


def test_a_rule_with_options_offers_each_as_its_sentence(hall, signed_in):
    client = signed_in(hall.tellers[0])
    said = words(client.get("/c/saulx/charter/change/3/"))
    assert "A proposal passes when more than half of all members say yes. A tie does not pass." in said
    answer = client.post(
        "/c/saulx/charter/change/3/", {"rule.ordinary.threshold": "majority", "rule.ordinary.base": "all"}
    )
    read = words(client.get(answer["Location"]))
    assert "Rule 3: A proposal passes when more than half of all members say yes. A tie does not pass." in read


def test_rules_of_the_council_and_of_strangers_are_not_changed_here(hall, signed_in):
    assert "charter/change/" not in Client().get("/c/saulx/charter/").content.decode()
    assert Client().get("/c/saulx/charter/change/1/").status_code == 403
    client = signed_in(hall.tellers[0])
    council = next(at for at, rule in enumerate(ALL_LINES, 1) if "ratify.days" in rule.keys)
    assert client.get(f"/c/saulx/charter/change/{council}/").status_code == 404
    assert client.get("/c/saulx/charter/change/99/").status_code == 404
