"""The page of a commune: its numbers, what is next, who carries its word, what it decided."""

import pytest
from django.test import Client

from assemblies.models import Commune
from assemblies.services.assembly import plan_assembly
from confed.kernel import clock
from tests.factories.assemblies import decide, make_hall, make_item, make_proposal
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db


def test_commune_new_says_what_is_not_there_yet(hall):
    said = words(Client().get("/c/saulx/"))
    assert "63" in said
    assert "No assembly planned" in said
    assert "No decisions yet." in said
    assert "Nobody yet. A decision of the assembly names who goes to the council of Valley." in said
    assert "Plan an assembly" not in said


def test_commune_secretary_is_offered_to_plan(hall, signed_in):
    assert "Plan an assembly" in words(signed_in(hall.secretary).get("/c/saulx/"))


def test_commune_with_an_assembly_shows_agenda_and_people_needed(hall):
    planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now(), place="School yard")
    make_item(hall, planned)
    said = words(Client().get("/c/saulx/"))
    assert "Friday 1 May, 18:00" in said
    assert "Water meters" in said
    assert "16 people needed." in said  # a quarter of 63, rounded up


def test_commune_lists_its_decisions_with_letter_and_counts(hall):
    decide(hall, 40, 10, 5)
    decide(hall, 10, 40, 5, make_proposal(hall, "A second tap"))
    said = words(Client().get("/c/saulx/"))
    assert "S1 Water meters 1 May, 40 to 10" in said
    assert "In force" in said
    assert "S2 A second tap 1 May, 10 to 40" in said
    assert "Not passed" in said


def test_commune_that_left_says_so(hall):
    Commune.objects.filter(pk=hall.commune.pk).update(left_on=clock.now().date())
    said = words(Client().get("/c/saulx/"))
    assert "This commune left on 1 May 2026. Its decisions stay here." in said


def test_council_page_lists_its_communes(hall):
    make_hall(5, name="Doubs", parent=Commune.objects.get(slug="valley"))
    said = words(Client().get("/c/valley/"))
    assert "Our communes" in said
    assert "Saulx" in said
    assert "Doubs" in said


def test_commune_unknown_is_no_page(hall):
    response = Client().get("/c/nowhere/")
    assert response.status_code == 404
    assert "There is no commune at this address." in words(response)


@pytest.mark.parametrize("times", [1, 6])
def test_commune_page_stays_under_the_limit_of_queries(hall, signed_in, times):
    for number in range(times):
        make_hall(4, name=f"Sister {number}", parent=hall.commune.parent)
        decide(hall, 40, 10, 5, make_proposal(hall, f"Matter {number}"))
        planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
        make_item(hall, planned, make_proposal(hall, f"Open {number}"))
    assert queries_of(signed_in(hall.secretary), "/c/saulx/") <= MOST_QUERIES
    assert queries_of(signed_in(hall.secretary), "/c/valley/") <= MOST_QUERIES
