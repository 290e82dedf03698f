"""The decision page: ring, table and sentences from the same rows, at any size, the same for everybody."""

import pytest
from django.test import Client

from tests.integration.mandates_pages import build

pytestmark = pytest.mark.django_db


def read(decision, **query) -> str:
    answer = Client().get(f"/c/{decision.commune.slug}/d/{decision.number}/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_decision_being_ratified_says_who_of_whom_under_which_rule_and_that_it_is_not_final():
    page = read(build.avelle())
    assert "Being ratified" in page
    assert "9 needed, 2 more" in page
    assert "Ratified with 9 yes of all 13 communes." in page
    assert "7 yes, 2 no, 0 abstain; 4 of 13 communes without an answer that counts." in page
    assert "Not final." in page
    assert "4 communes have not answered yet. Their answers can still change this." in page
    assert "A commune that does not answer counts on neither side." in page


def test_decision_sent_back_shows_the_words_that_came_with_it():
    page = read(build.avelle())
    assert "Sent back" in page
    assert "Yes, if small farms stay exempt." in page
