"""A council is asked on a page to recall whom it sent up."""

import pytest
from django.test import Client

from mandates.models import CouncilItem
from tests.factories.confederation import delegate_person
from tests.integration.assemblies_pages.conftest import words
from tests.integration.mandates.test_council_recall import District

pytestmark = pytest.mark.django_db


def test_who_carries_a_voice_finds_the_way_and_puts_it_before_the_council():
    district = District()
    client = Client()
    client.force_login(delegate_person(district.sent[1]))
    path = f"/c/district-1/items/recall/{district.delegate.pk}/"
    assert path in client.get("/c/district-1/").content.decode()
    assert "it takes the word back by its own voices" in words(client.get(path))
    assert client.post(path, {"ground": "nothing"}).status_code == 400
    answer = client.post(path, {"ground": "conduct", "statement": "He shouted."})
    item = CouncilItem.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (302, f"/c/district-1/items/{item.number}/")
    page = words(client.get(answer["Location"]))
    assert "The council votes on a recall, not before" in page
    assert "Ground: conduct." in page
    assert "He shouted." in page


def test_a_member_without_a_voice_in_the_council_is_not_offered_it():
    district = District()
    client = Client()
    client.force_login(district.whole.entries[district.inner.communes[2].pk][1].person)
    path = f"/c/district-1/items/recall/{district.delegate.pk}/"
    assert path not in client.get("/c/district-1/").content.decode()
    assert client.get(path).status_code == 403
    assert client.get(f"/c/c01/items/recall/{district.delegate.pk}/").status_code == 403
    assert Client().get(path).status_code == 403
