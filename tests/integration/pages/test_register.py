"""The register: searched without case and accents, filtered with counts, in a constant number of queries."""

import pytest
from django.urls import reverse

from assemblies.domain.folding import folded
from assemblies.models import Decision
from confed.pages.queries.highlight import excerpt, pieces
from tests.integration.mandates_pages.build import avelle, make_commune, make_decision, make_proposal, make_sitting

pytestmark = pytest.mark.django_db
COUNTS = {"for": 48, "against": 7, "abstain": 1, "present": 60, "all": 200, "not_voting": 4}


def decide(commune, number: int, title: str, text: str, stage: str = "in_force") -> Decision:
    proposal = make_proposal(commune, title, text, kind="text")
    decision = make_decision(
        commune, make_sitting(commune, number=number), proposal, COUNTS, {}, number=number, stage=stage
    )
    decision.search = folded(f"{title} {text}")
    decision.save()
    return decision


@pytest.fixture
def marbrook():
    root = make_commune("Avelle")
    return make_commune("Marbrook", parent=root)


def read(client, query: str = "") -> str:
    answer = client.get(reverse("register") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_register_says_so(client):
    assert "No decisions yet." in read(client)


def test_a_commune_s_own_decision_carries_its_letter_and_the_confederation_s_none(client, marbrook):
    decide(marbrook, 88, "Line 4", "Until one.")
    decide(marbrook.parent, 59, "Water", "One tenth.")
    html = read(client)
    assert '<b class="num">M88</b>' in html
    assert '<b class="num">59</b>' in html
    assert "48 to 7" in html


@pytest.mark.parametrize("words", ["ete", "ÉTÉ", "L'eau d'ete", "eau"])
def test_words_are_found_without_case_and_accents(client, marbrook, words):
    decide(marbrook, 1, "L'eau d'été", "Un dixième.")
    decide(marbrook, 2, "Bread", "Two ovens.")
    html = read(client, f"?q={words}")
    assert "1 decision with" in html
    assert "Bread" not in html
    assert "<mark>" in html


def test_no_match_says_the_words_and_what_to_do(client, marbrook):
    decide(marbrook, 1, "Bread", "Two ovens.")
    html = read(client, "?q=%3Cb%3Ewater")
    assert "No match for “&lt;b&gt;water”. Fewer words?" in html


def test_filters_count_what_they_leave(client, marbrook):
    decide(marbrook, 1, "Bread", "Two ovens.")
    decide(marbrook, 2, "Lamps", "Off at eleven.", stage="not_passed")
    decide(marbrook.parent, 3, "Water", "One tenth.")
    html = read(client)
    assert "<span>In force</span><b>2</b>" in html
    assert "<span>Not passed</span><b>1</b>" in html
    assert "<span>Marbrook</span><b>2</b>" in html
    only = read(client, "?state=in_force&commune=marbrook")
    assert "1 decision<" in only
    assert "Lamps" not in only
    assert "Water" not in only


@pytest.mark.parametrize(
    "query", ["?page=99999999", "?page=-3", "?year=abc", "?state=nothing", "?year=99999", "?page=²"]
)
def test_a_mangled_address_is_still_a_page(client, marbrook, query):
    decide(marbrook, 1, "Bread", "Two ovens.")
    read(client, query)


def test_pages_follow_each_other_and_keep_the_question(client, marbrook):
    for number in range(1, 24):
        decide(marbrook, number, f"Bread {number}", "Two ovens.")
    first = read(client, "?q=bread")
    assert "20 of 23 shown" in first
    assert "?q=bread&amp;page=2" in first
    second = read(client, "?q=bread&page=2")
    assert "23 of 23 shown" in second
    assert second.count('class="num"') == 3


def test_what_is_being_ratified_shows_its_ring_and_what_is_needed(client):
    avelle()
    html = read(client)
    assert "<b>7</b> of 13" in html
    assert "9 needed" in html
    assert html.count('class="y"') == 7
    assert "until" in html


@pytest.mark.parametrize("number", [1, 15])
def test_the_register_takes_the_same_few_queries_at_any_size(client, number, django_assert_num_queries):
    avelle()
    commune = make_commune("Elsewhere")
    for place in range(number):
        decide(commune, place + 1, f"Bread {place}", "Two ovens.")
    with django_assert_num_queries(7):
        read(client)


def test_pieces_mark_what_was_found_as_it_was_written():
    found = pieces("Été à l'école", ["ete", "ecole"])
    assert [(piece.text, piece.is_hit) for piece in found] == [
        ("Été", True),
        (" à l'", False),
        ("école", True),
    ]
    assert pieces("", ["x"]) == []


def test_an_excerpt_shows_the_place_that_was_found():
    text = "word " * 100 + "reserve " + "word " * 100
    assert "reserve" in excerpt(text, ["reserve"])
    assert len(excerpt(text, ["reserve"])) < 180
    assert excerpt("Short.", []) == "Short."
